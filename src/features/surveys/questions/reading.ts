import type { MomentContext } from '../../../reading/index.ts';
import type { TextKey } from '../../../texts/index.ts';
import type { OptionId } from './options.ts';

/** Whose words are read, and by whose clock. */
export type ReadingContext = Pick<MomentContext, 'now' | 'timeZone' | 'locale' | 'within'>;

/** Each has its words under `surveys.problems.<problem>`. */
export type ReplyProblem = TextKey extends infer Key ? (Key extends `surveys.problems.${infer P}` ? P : never) : never;

/** What is wrong in one field of a form. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: ReplyProblem;
  readonly typed: string;
}

export interface ReplyRefusal {
  readonly ok: false;
  readonly problem: ReplyProblem;
  /** Those it is about, in the order shown; the ones to offer again when it is ambiguous. */
  readonly options: readonly OptionId[];
  /** How many choices can be made at most, where there were too many. */
  readonly places?: number;
  /** All that is wrong, where several fields were filled in. */
  readonly fields?: readonly FieldProblem[];
}

/** `value`: what to store; of a question in several steps, all that is known of it now. */
export type ReplyReading<Value> = { readonly ok: true; readonly value: Value } | ReplyRefusal;

export function accepted<Value>(value: Value): ReplyReading<Value> {
  return { ok: true, value };
}

export function refused(
  problem: ReplyProblem,
  options: readonly OptionId[] = [],
  more: Pick<ReplyRefusal, 'places' | 'fields'> = {},
): ReplyRefusal {
  return { ok: false, problem, options, ...more };
}

/** What stands between commas, "et", "+"…, or numbers with spaces between them. */
export function splitReply(typed: string): readonly string[] {
  if (/^[\d\s]+$/.test(typed)) return typed.trim().split(/\s+/);
  return typed
    .split(/[,;+&>\n]|\s(?:et|puis|and|then)\s/iu)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
