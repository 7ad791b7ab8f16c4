import { choiceKind } from './choice.ts';
import { choicesKind } from './choices.ts';
import { coverageKind } from './coverage.ts';
import { dayKind } from './day.ts';
import { fileKind } from './file.ts';
import type { QuestionBase, QuestionKind, StoredAnswer } from './kind.ts';
import { linkKind } from './link.ts';
import { quantityKind } from './quantity.ts';
import { rankingKind } from './ranking.ts';
import { reasonKind } from './reason.ts';
import { scalesKind } from './scales.ts';
import { textKind } from './text.ts';

/** All kinds of questions, by the name that their questions and stored answers carry. */
export const QUESTION_KINDS = {
  choice: choiceKind,
  choices: choicesKind,
  coverage: coverageKind,
  day: dayKind,
  file: fileKind,
  link: linkKind,
  quantity: quantityKind,
  ranking: rankingKind,
  reason: reasonKind,
  scales: scalesKind,
  text: textKind,
};

type Kind = (typeof QUESTION_KINDS)[keyof typeof QUESTION_KINDS];
type QuestionOf<K> = K extends QuestionKind<infer Q extends QuestionBase, infer _A> ? Q : never;
type AnswerOf<K> = K extends QuestionKind<infer _Q, infer A extends StoredAnswer> ? A : never;

/** A question of any kind. */
export type AnyQuestion = QuestionOf<Kind>;

/** An answer of any kind. */
export type AnyAnswer = AnswerOf<Kind>;

/** A kind as it is used without knowing which it is. */
export type AnyKind = QuestionKind<AnyQuestion, AnyAnswer>;

const byName: Readonly<Record<string, AnyKind | undefined>> = QUESTION_KINDS;

export function isQuestionKind(name: string): boolean {
  return Object.hasOwn(QUESTION_KINDS, name);
}

/** Returns the kind of a question or an answer. Throws Error for an unknown one. */
export function questionKindOf({ kind }: { readonly kind: string }): AnyKind {
  const found = byName[kind];
  if (found === undefined || !isQuestionKind(kind)) throw new Error(`no kind of question "${kind}"`);
  return found;
}
