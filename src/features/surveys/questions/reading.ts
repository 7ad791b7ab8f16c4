import type { MomentContext } from '../../../reading/index.ts';
import type { AnswerValue } from './answers.ts';
import type { OptionId } from './options.ts';

/** Whose words, read by whose clock. */
export type ReadingContext = Pick<MomentContext, 'now' | 'timeZone' | 'locale' | 'within'>;

/** Each has its words under `surveys.problems.<problem>`. */
export type ReplyProblem =
  | 'empty'
  | 'unreadable'
  | 'ambiguous'
  | 'alone'
  | 'alreadyChosen'
  | 'tooMany'
  | 'unreadableQuantity'
  | 'negativeQuantity'
  | 'decimalQuantity'
  | 'tooBigQuantity'
  | 'atMostQuantity'
  | 'unreadableDay'
  | 'unreadableLink'
  | 'unreadableMedium'
  | 'unreadableOutlet'
  | 'fileExpected';

export type ReplyReading =
  /** What to store: of a question in several steps, all that is known of it now. */
  | { readonly ok: true; readonly value: AnswerValue }
  /** `options`: those it is about, in the order shown; the ones to offer again when it is ambiguous. */
  | { readonly ok: false; readonly problem: ReplyProblem; readonly options: readonly OptionId[] };

export function read(value: AnswerValue): ReplyReading {
  return { ok: true, value };
}

export function refused(problem: ReplyProblem, options: readonly OptionId[] = []): ReplyReading {
  return { ok: false, problem, options };
}

/** What stands between commas, "et", "+"…, or numbers with spaces between them. */
export function parts(typed: string): readonly string[] {
  if (/^[\d\s]+$/.test(typed)) return typed.trim().split(/\s+/);
  return typed
    .split(/[,;+&>\n]|\s(?:et|puis|and|then)\s/iu)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
