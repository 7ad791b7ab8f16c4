import { ChoiceNeeded, UserError } from '../chat/user-error.ts';
import { type MomentContext, momentValue, readMoment, type Slot } from '../dates/index.ts';
import type { Translator } from '../texts/translator.ts';

/** Where and when something is typed. */
export interface WhenContext {
  readonly t: Translator;
  readonly now: Date;
}

/**
 * Reads a date as people type it. What reads in several ways is asked back, each reading in full words; what doesn't
 * read is refused with what to write instead.
 * @throws ChoiceNeeded, UserError about `field`
 */
export function readWhen(
  { t, now }: WhenContext,
  typed: string,
  field: string,
  within?: MomentContext['within'],
): readonly Slot[] {
  const { timeZone, locale } = t;
  const read = readMoment(typed, { now, timeZone, locale, ...(within ? { within } : {}) });
  if (read.ok) return read.slots;
  const options = read.alternatives.map((slots) => ({
    value: momentValue(slots, timeZone),
    label: t.slots(slots),
  }));
  const values = { typed };
  // A year gone by is asked back only if another reading lies ahead.
  if (options.length > 0 && options.every((option) => option.value.length <= 100)) {
    throw new ChoiceNeeded(`common.when.${read.problem}`, values, field, options.slice(0, 25));
  }
  throw new UserError(`common.when.${read.problem}`, values, field);
}
