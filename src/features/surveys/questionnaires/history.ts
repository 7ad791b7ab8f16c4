import type { Answers, AnswerValue } from '../questions/answers.ts';
import type { QuestionId } from '../questions/catalogue.ts';

/** One answer as it was given. The answers of all members of an organisation form one list. */
export interface AnswerEntry {
  readonly question: QuestionId;
  readonly value: AnswerValue;
  /** Id of the person who answered. */
  readonly by: string;
  /** True when a coordinator answered for the organisation. */
  readonly onBehalf: boolean;
  readonly at: Date;
  /** True when it was given after the survey was closed, so that it counts in the bilan's next version. */
  readonly late: boolean;
  /** The typed messages it came from (`messageSource`); empty for a button, a list or a form. */
  readonly sources?: readonly string[];
  /** The place where it was given (`placeNameOf`); null or missing when that isn't known. */
  readonly givenIn?: string | null;
}

/** An answer with the ones it replaced. */
export interface AnswerWithHistory {
  readonly entry: AnswerEntry;
  /** Replaced answers, latest first. */
  readonly before: readonly AnswerEntry[];
}

/** Sorts answers by time; of two at one instant the later listed stays the later one. */
function inTime(entries: readonly AnswerEntry[]): readonly AnswerEntry[] {
  return entries.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** Returns the latest answer to each question, with those it replaced. Of two at one instant the later listed wins. */
export function latestAnswers(entries: readonly AnswerEntry[]): ReadonlyMap<QuestionId, AnswerWithHistory> {
  const merged = new Map<QuestionId, AnswerWithHistory>();
  for (const entry of inTime(entries)) {
    const former = merged.get(entry.question);
    merged.set(entry.question, { entry, before: former === undefined ? [] : [former.entry, ...former.before] });
  }
  return merged;
}

/** Returns the current answers; with `onTime`, those at the time the survey was closed, for version 1 of the bilan. */
export function answersFrom(entries: readonly AnswerEntry[], { onTime = false } = {}): Answers {
  const counted = onTime ? entries.filter((entry) => !entry.late) : entries;
  const answers: { [Q in QuestionId]?: AnswerValue } = {};
  for (const { question, value } of inTime(counted)) answers[question] = value;
  return answers;
}

/** Returns whether an answer given at this instant is late: the survey was closed by then. */
export function isLate(at: Date, closedAt: Date | null): boolean {
  return closedAt !== null && at.getTime() >= closedAt.getTime();
}

/**
 * Returns the answers as they stood at the closing: an answer that was changed later as it was before, and none that
 * was first given later. `before` holds the replaced answers, latest first.
 */
export function givenInTime(entries: readonly AnswerEntry[], before: readonly AnswerEntry[]): readonly AnswerEntry[] {
  return entries.flatMap((entry) => {
    if (!entry.late) return [entry];
    return before.find(({ question, late }) => question === entry.question && !late) ?? [];
  });
}
