import type { Answers, AnswerValue } from '../questions/answers.ts';
import type { QuestionId } from '../questions/catalogue.ts';

/** One answer as it was given. What an organisation's members answer stands in one list. */
export interface AnswerEntry {
  readonly question: QuestionId;
  readonly value: AnswerValue;
  /** Id of the person. */
  readonly by: string;
  /** Answered by a coordinator for the organisation. */
  readonly onBehalf: boolean;
  readonly at: Date;
  /** Given after the survey was closed: it enters with the bilan's next version. */
  readonly late: boolean;
  /** The typed messages it came from (`messageSource`); none for a button, a list or a form. */
  readonly sources?: readonly string[];
  /** Where it was given (`placeNameOf`); null, or none, where that isn't known. */
  readonly givenIn?: string | null;
}

/** What members of an organisation see beside each answer. */
export interface AnswerWithHistory {
  readonly entry: AnswerEntry;
  /** What it was before, latest first. */
  readonly before: readonly AnswerEntry[];
}

/** The last change of each question wins; what it replaced is kept. Of two at one instant the later listed wins. */
export function latestAnswers(entries: readonly AnswerEntry[]): ReadonlyMap<QuestionId, AnswerWithHistory> {
  const merged = new Map<QuestionId, AnswerWithHistory>();
  for (const entry of [...entries].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const former = merged.get(entry.question);
    merged.set(entry.question, { entry, before: former === undefined ? [] : [former.entry, ...former.before] });
  }
  return merged;
}

/**
 * Returns what the questionnaire holds now; with `onTime`, what it held when the survey was closed (version 1 of the
 * bilan).
 */
export function answersFrom(entries: readonly AnswerEntry[], { onTime = false } = {}): Answers {
  const counted = onTime ? entries.filter((entry) => !entry.late) : entries;
  return Object.fromEntries([...latestAnswers(counted)].map(([question, { entry }]) => [question, entry.value]));
}

/** Answers are late from the moment the survey was closed. */
export function isLate(at: Date, closedAt: Date | null): boolean {
  return closedAt !== null && at.getTime() >= closedAt.getTime();
}

/**
 * Returns the answers as they stood at the closing: of one that was changed later, what it was before; of one that was
 * only given later, nothing. `before`: latest first.
 */
export function givenInTime(entries: readonly AnswerEntry[], before: readonly AnswerEntry[]): readonly AnswerEntry[] {
  return entries.flatMap((entry) => {
    if (!entry.late) return [entry];
    return before.find(({ question, late }) => question === entry.question && !late) ?? [];
  });
}
