import type { Slot } from '../../dates/slot.ts';
import type { Translator } from '../../texts/translator.ts';
import type { MomentContext } from '../dates/moment.ts';
import { typedMoment } from '../dates/moment-text.ts';
import { readMoment } from '../dates/read-moment.ts';
import { suggestMoments } from '../dates/suggest-moments.ts';

const USUAL_LENGTH_MS = 90 * 60_000;
const DAY_MS = 24 * 3_600_000;

/** The rules by which a date is read, apart from its region's. */
export type MomentRules = Pick<MomentContext, 'within' | 'timeRequired' | 'wholeDays'>;

/**
 * Returns an example of a date as it may be typed, "samedi 6 novembre 2027 18 h 30-20 h": the first Saturday of the
 * edition that lies ahead, otherwise the first a week from now. An example must be readable.
 */
export function exampleMoment(
  { t, now }: { readonly t: Translator; readonly now: Date },
  { within, ...reading }: MomentRules = {},
): string {
  const { timeZone, locale } = t;
  const coming = { from: new Date(now.getTime() + 7 * DAY_MS), to: new Date(now.getTime() + 15 * DAY_MS) };
  for (const span of [...(within ? [within] : []), coming]) {
    const [saturday] = suggestMoments('', { now, timeZone, locale, within: span, ...reading }, 1);
    if (saturday) return exampleOf(t, now, saturday.value);
  }
  return '';
}

/** Returns the example for a suggested moment, given as its value. */
export function exampleOf(t: Translator, now: Date, value: string): string {
  const read = readMoment(value, { now, timeZone: t.timeZone, locale: t.locale, timeRequired: false });
  const [slot] = read.ok ? read.value : [];
  if (!slot) return '';
  return slot.allDay ? t.date(slot.start) : typedMoment([withEnd(slot)], t);
}

function withEnd(slot: Slot): Slot {
  return { ...slot, end: slot.end ?? new Date(slot.start.getTime() + USUAL_LENGTH_MS) };
}
