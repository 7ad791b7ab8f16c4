import type { QuestionId } from '../../surveys/questions/catalogue.ts';

/** The most photos that a bilan shows. */
export const MOST_PHOTOS = 4;

/** The coordinator who left an answer out of the bilan, and the time. */
export interface LeftOut {
  readonly by: string;
  readonly at: Date;
}

/** The answers that coordinators left out of a bilan by hand, by `choiceKey`. */
export type LeftOutAnswers = ReadonlyMap<string, LeftOut>;

/** An answer to the edition's questionnaire. */
export interface ChosenAnswer {
  /** Id of the organisation. */
  readonly organisation: string;
  readonly question: QuestionId;
}

/** Returns the key by which an answer is known in a bilan; it stays the same when the answer is changed. */
export function choiceKey({ organisation, question }: ChosenAnswer): string {
  return `${organisation}/${question}`;
}
