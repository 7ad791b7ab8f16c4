import { type AnswerOf, type Answers, type AnswerValue, chosen } from '../questions/answers.ts';
import { mainQuestions, QUESTIONS, type Question, type SheetKind } from '../questions/catalogue.ts';
import type { OptionId, StatementId } from '../questions/options.ts';
import { drawnOrder } from '../questions/ranking.ts';

/** One questionnaire: of an event, or of an organisation, shared by its members. */
export interface Sheet {
  /** Never changes: the order of the ranked options is drawn from it. */
  readonly id: string;
  readonly kind: SheetKind;
  readonly answers: Answers;
}

/** What to ask next. */
export interface Step {
  readonly question: Question;
  /** What can be chosen at this step, in the order to show it: rankings leave out what is already chosen. */
  readonly options: readonly OptionId[];
  /** What is kept of this question so far, when it takes several steps. */
  readonly soFar: AnswerValue | null;
  /** Rankings: 1, 2 or 3 for the first, second, third choice. */
  readonly place: number | null;
  /** Scales: the statement to be judged. */
  readonly statement: StatementId | null;
  /** "Question 3 sur 12". A follow-up has the number of the question it follows. */
  readonly number: number;
  readonly of: number;
}

/** The questions this sheet asks, its answers being what they are. */
export function askedQuestions(kind: SheetKind, answers: Answers): readonly Question[] {
  const asked: Question[] = [];
  let ended = false;
  for (const question of QUESTIONS[kind]) {
    const { after } = question;
    const applies = after === undefined ? !ended : givenOption(answers, after.question) === after.option;
    if (!applies) continue;
    asked.push(question);
    if (question.kind === 'choice') {
      const option = chosen(answers, question.id);
      ended ||= option !== null && (question.ending?.includes(option) ?? false);
    }
  }
  return asked;
}

/** Whether nothing remains to be asked about this question. */
export function isAnswered(question: Question, answers: Answers): boolean {
  const value = answers[question.id];
  if (value === undefined) return false;
  if (value.kind === 'ranking' || value.kind === 'coverage') return value.done;
  if (value.kind === 'scales') return nextStatement(question, value) === null;
  return true;
}

/** The first question without an answer; null when the sheet is complete. */
export function nextStep(sheet: Sheet): Step | null {
  const open = askedQuestions(sheet.kind, sheet.answers).find((question) => !isAnswered(question, sheet.answers));
  return open === undefined ? null : stepAt(sheet, open);
}

/** A question of the sheet by itself: what [Corriger] opens, its answer given or not. */
export function stepAt(sheet: Sheet, question: Question): Step {
  const value = sheet.answers[question.id] ?? null;
  const soFar = value !== null && !isAnswered(question, sheet.answers) ? value : null;
  const order = soFar?.kind === 'ranking' ? soFar.order : [];
  const scales = soFar?.kind === 'scales' ? soFar : null;
  const main = mainQuestions(sheet.kind);
  const numbered = question.after?.question ?? question.id;
  return {
    question,
    options: shownOptions(question, sheet.id).filter((option) => !order.includes(option)),
    soFar,
    place: question.kind === 'ranking' ? order.length + 1 : null,
    statement: question.kind === 'scales' ? (nextStatement(question, scales) ?? question.statements[0]) : null,
    number: main.findIndex((each) => each.id === numbered) + 1,
    of: main.length,
  };
}

/** All options of a question in the order this sheet shows them. */
function shownOptions(question: Question, sheetId: string): readonly OptionId[] {
  if (question.kind === 'ranking') return drawnOrder(question, sheetId);
  return 'options' in question ? question.options : [];
}

export interface Progress {
  /** Main questions answered, "je ne sais pas" and [Passer] included. */
  readonly answered: number;
  /** Main questions this sheet asks: one when the event was cancelled. */
  readonly of: number;
}

/** "3 sur 12". */
export function progress(kind: SheetKind, answers: Answers): Progress {
  const main = askedQuestions(kind, answers).filter((question) => question.after === undefined);
  return { answered: main.filter((question) => isAnswered(question, answers)).length, of: main.length };
}

export function isComplete(kind: SheetKind, answers: Answers): boolean {
  return askedQuestions(kind, answers).every((question) => isAnswered(question, answers));
}

/**
 * Whether the questionnaire counts as answered ("13 reçus sur 22"): every answer is saved at once and nothing is sent
 * at the end, so the first answer makes it so, and each figure then tells how many answered its own question. What is
 * begun and not complete is told beside it ("dont 1 en cours"). A postponed event hasn't answered yet: it is asked again
 * after its new date.
 */
export function isReceived(kind: SheetKind, answers: Answers): boolean {
  if (isPostponed(answers)) return false;
  return mainQuestions(kind).some((question) => answers[question.id] !== undefined);
}

/** Received, with questions left: "dont 1 en cours". */
export function isInProgress(kind: SheetKind, answers: Answers): boolean {
  return isReceived(kind, answers) && !isComplete(kind, answers);
}

export function isPostponed(answers: Answers): boolean {
  return chosen(answers, 'held') === 'postponed';
}

export function isCancelled(answers: Answers): boolean {
  return chosen(answers, 'held') === 'cancelled';
}

/** The scales with one more statement judged. */
export function judge(
  current: AnswerOf<'scales'> | null,
  statement: StatementId,
  level: NonNullable<AnswerOf<'scales'>['levels'][StatementId]>,
): AnswerOf<'scales'> {
  return { kind: 'scales', levels: { ...current?.levels, [statement]: level } };
}

function nextStatement(question: Question, value: AnswerOf<'scales'> | null): StatementId | null {
  if (question.kind !== 'scales') return null;
  return question.statements.find((statement) => value?.levels[statement] === undefined) ?? null;
}

function givenOption(answers: Answers, question: string): OptionId | null {
  const value = (answers as Readonly<Record<string, AnswerValue | undefined>>)[question];
  return value?.kind === 'choice' ? value.option : null;
}
