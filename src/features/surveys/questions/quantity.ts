import { z } from 'zod';
import { type QuantityProblem, readQuantity } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { extraButton, SURVEY_ACTIONS, typedControls } from './controls.ts';
import { lineInForm } from './in-form.ts';
import { ofKind, type QuestionBase, type QuestionKind } from './kind.ts';
import { accepted, type ReplyProblem, refused } from './reading.ts';
import { saysUnknown } from './usual-words.ts';

export interface QuantityQuestion extends QuestionBase {
  readonly kind: 'quantity';
}

const stored = z.strictObject({
  kind: z.literal('quantity'),
  value: z.int().min(0),
  precision: z.enum(['exact', 'estimated', 'at_least']),
  /** Both ends of a range, with `value` as its middle; missing in answers stored before ranges were kept. */
  range: z.strictObject({ from: z.int().min(0), to: z.int().min(0) }).optional(),
  /** The reply as it was typed, to show and to correct. */
  typed: z.string(),
});

type QuantityAnswer = z.infer<typeof stored>;

/** Returns the answer if it is a number; null without an answer or when it isn't known. */
export const numberIn = ofKind<QuantityAnswer>('quantity');

const problems = {
  empty: 'unreadableQuantity',
  unreadable: 'unreadableQuantity',
  negative: 'negativeQuantity',
  decimal: 'decimalQuantity',
  tooBig: 'tooBigQuantity',
  atMost: 'atMostQuantity',
} as const satisfies Record<QuantityProblem, ReplyProblem>;

/** Replies such as "?" and "…" mean "I don't know". Emoji and other scripts may mean anything. */
const SHRUG = /^[\s?.…–-]+$/;

/** Words the number as it was understood, and as it was typed where that reads differently. */
function understoodText(t: Translator, { value, precision, range, typed }: QuantityAnswer): string {
  const understood = range === undefined ? t.quantity(value, precision) : t.range(range);
  const same = typed === String(value) || typed.toLowerCase() === understood.toLowerCase();
  return same ? understood : t.text('surveys.answer.understood', { understood, typed });
}

/** A question answered with a number, whose precision is read too, or with "je ne sais pas". */
export const quantityKind: QuestionKind<QuantityQuestion, QuantityAnswer> = {
  kind: 'quantity',
  stored,
  standIns: () => ['unknown'],
  read(_step, typed, { locale }) {
    if (saysUnknown(typed) || SHRUG.test(typed)) return accepted({ kind: 'unknown' });
    const reading = readQuantity(typed, locale);
    if (!reading.ok) return refused(problems[reading.problem]);
    const { ok: _ok, ...told } = reading;
    return accepted({ kind: 'quantity', ...told, typed: typed.trim() });
  },
  text: understoodText,
  typedBefore: ({ typed }) => typed,
  formFields: lineInForm,
  controls: (t, shown) =>
    typedControls(t, shown, SURVEY_ACTIONS.write, extraButton(t, shown, 'unknown', 'surveys.options.dontKnow')),
  counts: ({ value }) => [String(value)],
};
