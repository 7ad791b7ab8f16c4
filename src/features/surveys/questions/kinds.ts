import { choice } from './choice.ts';
import { choices } from './choices.ts';
import { coverage } from './coverage.ts';
import { day } from './day.ts';
import { file } from './file.ts';
import type { QuestionBase, QuestionKind, StoredAnswer } from './kind.ts';
import { link } from './link.ts';
import { quantity } from './quantity.ts';
import { ranking } from './ranking.ts';
import { scales } from './scales.ts';
import { text } from './text.ts';

/** Every kind of question there is, by the name that its questions and its stored answers carry. */
export const KINDS = { choice, choices, coverage, day, file, link, quantity, ranking, scales, text };

type Kind = (typeof KINDS)[keyof typeof KINDS];
type QuestionOf<K> = K extends QuestionKind<infer Q extends QuestionBase, infer _A> ? Q : never;
type AnswerOf<K> = K extends QuestionKind<infer _Q, infer A extends StoredAnswer> ? A : never;

/** A question of any kind. */
export type AnyQuestion = QuestionOf<Kind>;

/** An answer of any kind. */
export type AnyAnswer = AnswerOf<Kind>;

/** What can be asked of a kind without knowing which it is. */
export type AnyKind = QuestionKind<AnyQuestion, AnyAnswer>;

const byName: Readonly<Record<string, AnyKind | undefined>> = KINDS;

export function isKind(name: string): boolean {
  return Object.hasOwn(KINDS, name);
}

/** The kind of a question or of an answer. */
export function kindOf({ kind }: { readonly kind: string }): AnyKind {
  const found = byName[kind];
  if (found === undefined || !isKind(kind)) throw new Error(`no kind of question "${kind}"`);
  return found;
}
