import { DateTime } from 'luxon';
import type { Slot } from '../../dates/slot.ts';
import { atLocalTime, instantOf, inZone } from '../../dates/wall-clock.ts';
import { type Assumption, MAX_SLOTS } from './moment.ts';
import { MomentRefusal } from './moment-spec.ts';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(?:(\d{4}-\d{2}-\d{2})[T ])?(\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

export interface IsoReading {
  readonly slots: readonly Slot[];
  readonly assumptions: readonly Assumption[];
}

/**
 * Reads what pickers and `momentValue` write: "2026-11-14T18:30", with an end after "/", days alone, several with
 * commas; local unless an offset is given. Returns null for any other text.
 * @throws Refusal notACalendarDay, notATime, skippedHour, endBeforeStart, noTime, tooMany.
 */
export function isoMoment(text: string, timeZone: string, timeRequired: boolean): IsoReading | null {
  const parts = text.split(/[,;]/).map((part) => part.trim());
  if (!parts.every((part) => /^\d{4}-\d{2}-\d{2}(?:[T /]|$)[\dTZ:./+ -]*$/i.test(part))) return null;
  if (parts.length > MAX_SLOTS) throw new MomentRefusal('tooMany');
  const assumptions = new Set<Assumption>();
  const slots: Slot[] = [];
  for (const part of parts) {
    const slot = isoSlot(part, timeZone, assumptions);
    if (!slot) return null;
    slots.push(slot);
  }
  // A single day alone lacks its hour; a span of days doesn't.
  if (timeRequired && parts.some((part) => DAY.test(part))) throw new MomentRefusal('noTime', [slots]);
  return { slots, assumptions: [...assumptions] };
}

/** Writes an instant as "2026-11-14T18:30", with the offset only in the repeated hour, where it decides. */
export function localText(at: Date, timeZone: string): string {
  const local = inZone(at, timeZone);
  const plain = local.toFormat("yyyy-MM-dd'T'HH:mm");
  const first = instantOf(local, local, timeZone).at.getTime();
  return first === local.startOf('minute').toMillis() ? plain : `${plain}${local.toFormat('ZZ')}`;
}

function isoSlot(part: string, timeZone: string, assumptions: Set<Assumption>): Slot | null {
  const [from = '', to, ...more] = part.split('/').map((end) => end.trim());
  if (more.length > 0) return null;
  if (DAY.test(from)) return wholeDays(from, to ?? from, timeZone);
  const start = instant(from, null, timeZone, assumptions);
  if (!start) return null;
  if (to === undefined) return { start, end: null, allDay: false };
  const end = instant(to, from.slice(0, 10), timeZone, assumptions);
  if (!end) return null;
  if (end <= start)
    throw new MomentRefusal('endBeforeStart', end < start ? [[{ start: end, end: start, allDay: false }]] : []);
  return { start, end, allDay: false };
}

function wholeDays(first: string, last: string, timeZone: string): Slot | null {
  if (!DAY.test(last)) return null;
  if (![first, last].every((day) => DateTime.fromISO(day).isValid)) throw new MomentRefusal('notACalendarDay');
  if (last < first) throw new MomentRefusal('endBeforeStart', [[days(last, first, timeZone)]]);
  return days(first, last, timeZone);
}

function days(first: string, last: string, timeZone: string): Slot {
  const after = DateTime.fromISO(last, { zone: 'utc' }).plus({ days: 1 }).toFormat('yyyy-MM-dd');
  return { start: atLocalTime(first, '00:00', timeZone), end: atLocalTime(after, '00:00', timeZone), allDay: true };
}

function instant(text: string, sameDay: string | null, timeZone: string, assumptions: Set<Assumption>): Date | null {
  const match = TIME.exec(text);
  const day = match?.[1] ?? sameDay;
  if (!match || day === null || day === undefined) return null;
  const [hour, minute] = [Number(match[2]), Number(match[3])];
  const date = DateTime.fromISO(day, { zone: 'utc' });
  if (!date.isValid) throw new MomentRefusal('notACalendarDay');
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) throw new MomentRefusal('notATime');
  if (match[4]) return DateTime.fromISO(text.replace(' ', 'T'), { zone: 'utc' }).toJSDate();
  const shown = hour === 24 ? date.plus({ days: 1 }) : date;
  const { at, oddity } = instantOf(shown, { hour: hour % 24, minute }, timeZone);
  if (oddity === 'skipped') throw new MomentRefusal('skippedHour', [[{ start: at, end: null, allDay: false }]]);
  if (oddity === 'repeated') assumptions.add('repeatedHour');
  return at;
}
