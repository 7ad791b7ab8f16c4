import { type Formatting, formatDate, formatMoment, formatTime } from '../../dates/format.ts';
import type { Slot } from '../../dates/slot.ts';
import { atLocalTime, inZone, localDay } from '../../dates/wall-clock.ts';
import type { MomentContext, MomentReading } from './moment.ts';
import { momentValue } from './moment-value.ts';
import { readMoment } from './read-moment.ts';

/** The format of what pickers hold: "2026-11-14", "2026-11-14T18:30", or an hour alone, "18:30". */
const PICKED = /^(\d{4}-\d{2}-\d{2})?(?:^|T|$)((?:[01]\d|2[0-3]):[0-5]\d)?$/;
/** The time before and after a picked day in which a date of less than a day, a month and a year is read. */
const NEAR_MS = 15 * 24 * 3_600_000;

type Joined =
  | { readonly ok: true; readonly text: string }
  /** `picked` is, in words, what was picked and isn't what was typed. */
  | { readonly ok: false; readonly picked: string };

/**
 * Joins a date that was typed with what was picked beside it, and with what the pickers still show from before: `given` is these
 * three, of which the last two may be missing. What was typed lacks, an hour or a day, the pickers give. Where something was
 * picked as well as typed they must agree, since nothing tells which of two hours was meant; what was only shown yields. A text
 * that doesn't read comes back, to be refused in its own words.
 */
export function joinPicked(
  [typed = '', picked = '', shown = '']: readonly string[],
  { now, timeZone, locale }: Pick<MomentContext, 'now' | 'timeZone' | 'locale'>,
): Joined {
  const [, day = '', hour = ''] = PICKED.exec(picked) ?? [];
  const [, shownDay = '', shownHour = ''] = PICKED.exec(shown) ?? [];
  const plain = { now, timeZone, locale, allowPast: true };
  const dayRead = readMoment(day, { ...plain, timeRequired: false });
  const [wholeDay] = dayRead.ok ? dayRead.value : [];
  const context = wholeDay ? { ...plain, within: around(wholeDay) } : plain;
  const alone = readMoment(typed, context);
  const dayText = wholeDay ? formatDate(wholeDay.start, { locale, timeZone }) : shownDay;
  // Whole days lack no hour unless one was picked for them.
  const hourText = hour || (alone.ok ? '' : shownHour);
  const joined = [!alone.ok && alone.problem === 'noDay' ? dayText : '', typed, lacksHour(alone) ? hourText : ''];
  const text = joined.filter(Boolean).join(' ');
  const read = readMoment(text, { ...context, timeRequired: false });
  if (!read.ok) return { ok: true, text };
  const sameDay = !wholeDay || read.value.some((slot) => overlap(slot, wholeDay));
  const sameHour = hour === '' || read.value.some(({ start }) => inZone(start, timeZone).toFormat('HH:mm') === hour);
  if (!sameDay || !sameHour) return { ok: false, picked: pickedText(wholeDay, hour, { now, locale, timeZone }) };
  // Without a picked day it is left to the edition which month "le 14" is in.
  return { ok: true, text: wholeDay ? momentValue(read.value, timeZone) : text };
}

/** Words a picked day, a picked hour, or both. */
function pickedText(
  day: Slot | undefined,
  hour: string,
  { now, ...formatting }: Formatting & { readonly now: Date },
): string {
  if (hour === '') return day ? formatDate(day.start, formatting) : '';
  const { timeZone } = formatting;
  const at = atLocalTime(localDay(day?.start ?? now, timeZone), hour, timeZone);
  return day ? formatMoment(at, formatting) : formatTime(at, formatting);
}

/** Returns whether only the day was typed. Hours of whole days are what somebody picks who means them. */
function lacksHour(read: MomentReading): boolean {
  const slots = read.ok ? read.value : read.alternatives.flat();
  return slots.length > 0 && slots.every(({ allDay }) => allDay);
}

function around({ start }: Slot): { readonly from: Date; readonly to: Date } {
  return { from: new Date(start.getTime() - NEAR_MS), to: new Date(start.getTime() + NEAR_MS) };
}

function overlap(slot: Slot, day: Slot): boolean {
  const dayEnd = day.end ?? day.start;
  return slot.start < dayEnd && (slot.end === null ? slot.start >= day.start : slot.end > day.start);
}
