import type { MomentContext } from '../../../reading/index.ts';
import type { TextKey } from '../../../texts/index.ts';
import type { OptionId } from './options.ts';

/** The reader's language, clock and time zone, by which a reply is read. */
export type ReadingContext = Pick<MomentContext, 'now' | 'timeZone' | 'locale' | 'within'>;

/** Why a reply is refused. The text of each stands under `surveys.problems.<problem>`. */
export type ReplyProblem = TextKey extends infer Key ? (Key extends `surveys.problems.${infer P}` ? P : never) : never;

/** A problem in one field of a form. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: ReplyProblem;
  readonly typed: string;
}

export interface ReplyRefusal {
  readonly ok: false;
  readonly problem: ReplyProblem;
  /** The options concerned, in the order shown; for 'ambiguous', the ones to offer again. */
  readonly options: readonly OptionId[];
  /** The most choices allowed, for 'tooMany'. */
  readonly places?: number;
  /** A day that may be typed, "2026-12-05", for a text that gives an example; for 'pastDay', the one that is past. */
  readonly day?: string;
  /** Every problem, when several fields were filled in. */
  readonly fields?: readonly FieldProblem[];
}

/** The outcome of reading a reply. `value` is the answer to store, with what earlier steps gave. */
export type ReplyReading<Value> = { readonly ok: true; readonly value: Value } | ReplyRefusal;

export function accepted<Value>(value: Value): ReplyReading<Value> {
  return { ok: true, value };
}

export function refused(
  problem: ReplyProblem,
  options: readonly OptionId[] = [],
  more: Pick<ReplyRefusal, 'places' | 'day' | 'fields'> = {},
): ReplyRefusal {
  return { ok: false, problem, options, ...more };
}

/** Splits a reply at commas, "et", "+"…, and numbers at spaces. */
export function splitReply(typed: string): readonly string[] {
  if (/^[\d\s]+$/.test(typed)) return typed.trim().split(/\s+/);
  return typed
    .split(/[,;+&>\n]|\s(?:et|puis|and|then)\s/iu)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
