import { DateTime } from 'luxon';

/**
 * Times as the clock on the wall shows them. On the night the clocks change an hour is skipped (what falls into it
 * happens an hour later by the clock) and another comes twice (the first is meant): reminders set for 10:00 stay at
 * 10:00, and no computation ends in an hour that doesn't exist.
 */

/** A calendar day, months from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The night hours in which nobody is written to, such as "21:30" to "08:00". Equal ends mean no quiet hours. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

export interface HourMinute {
  readonly hour: number;
  readonly minute: number;
}

/** The day and the time that the clock on the wall shows. */
export interface ClockFace extends CalendarDay, HourMinute {}

/**
 * Parses a time.
 * @throws RangeError when `text` isn't "HH:mm" from 00:00 to 23:59.
 */
function hourMinute(text: string): HourMinute {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!match) throw new RangeError(`not a time of day: ${text}`);
  return { hour: Number(match[1]), minute: Number(match[2]) };
}

/**
 * Returns an instant in a time zone.
 * @throws RangeError when `timeZone` is unknown.
 */
export function inZone(at: Date, timeZone: string): DateTime {
  const local = DateTime.fromJSDate(at, { zone: timeZone });
  if (!local.isValid) throw new RangeError(`${local.invalidReason}: ${timeZone}`);
  return local;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

export type ClockOddity = 'skipped' | 'repeated' | null;

/**
 * Returns the instant at which the clock shows this time on this day, and whether the clock change interferes.
 * @throws RangeError when the day doesn't exist or the zone is unknown.
 */
export function instantOf(
  day: CalendarDay,
  time: HourMinute,
  timeZone: string,
): { readonly at: Date; readonly oddity: ClockOddity } {
  const local = DateTime.fromObject(
    { year: day.year, month: day.month, day: day.day, hour: time.hour, minute: time.minute },
    { zone: timeZone },
  );
  if (!local.isValid) throw new RangeError(`${local.invalidReason}: ${timeZone}`);
  if (local.hour !== time.hour || local.minute !== time.minute) return { at: local.toJSDate(), oddity: 'skipped' };
  // Luxon picks one of the two readings of a repeated hour by its own guess; the earlier one is meant.
  const readings = local.getPossibleOffsets().map((reading) => reading.toMillis());
  return { at: new Date(Math.min(...readings)), oddity: readings.length > 1 ? 'repeated' : null };
}

/**
 * Returns the given day ("2026-11-14" or its parts) at "HH:mm". @throws RangeError on a day or time that doesn't exist.
 */
export function atLocalTime(day: string | CalendarDay, time: string, timeZone: string): Date {
  return instantOf(typeof day === 'string' ? parseDay(day) : day, hourMinute(time), timeZone).at;
}

/**
 * Returns `days` calendar days after the local day of `date`, at "HH:mm": the reminder of "the day after, at 10:00".
 */
export function dayAfterAt(date: Date, days: number, time: string, timeZone: string): Date {
  return instantOf(calendarDay(inZone(date, timeZone).plus({ days })), hourMinute(time), timeZone).at;
}

/** Returns the same time by the clock, `days` calendar days later (or earlier). */
export function addDaysAt(date: Date, days: number, timeZone: string): Date {
  return inZone(date, timeZone).plus({ days }).toJSDate();
}

/** Returns the local calendar day of an instant, "2026-11-14". */
export function localDay(at: Date, timeZone: string): string {
  const offset = aheadOf(at, timeZone);
  if (offset === null) return inZone(at, timeZone).toFormat('yyyy-MM-dd');
  return new Date(at.getTime() + offset * MINUTE_MS).toISOString().slice(0, 10);
}

/**
 * Returns what the clock on the wall shows at an instant.
 * @throws RangeError when `timeZone` is unknown.
 */
export function clockFace(at: Date, timeZone: string): ClockFace {
  const offset = aheadOf(at, timeZone);
  if (offset === null) {
    const local = inZone(at, timeZone);
    return { ...calendarDay(local), hour: local.hour, minute: local.minute };
  }
  const shown = new Date(at.getTime() + offset * MINUTE_MS);
  return {
    ...{ year: shown.getUTCFullYear(), month: shown.getUTCMonth() + 1, day: shown.getUTCDate() },
    ...{ hour: shown.getUTCHours(), minute: shown.getUTCMinutes() },
  };
}

const HOUR_MS = 60 * MINUTE_MS;
/** The first and the last instant that are written with a year of four digits in every zone. */
const [FIRST, LAST] = [Date.UTC(1, 0, 1), Date.UTC(9999, 0, 1)];
/** The most hours that are remembered: those of a year in one zone. */
const REMEMBERED = 9_000;

/** By zone and hour since 1970, how many minutes its clock is ahead of UTC for all of that hour; null where it changes within. */
const ahead = new Map<string, number | null>();

/**
 * Returns how many minutes a zone's clock is ahead of UTC; null where it has to be looked at instant by instant. A zone's rules are
 * slow to ask, and thousands of instants of an edition lie in the same hours.
 * @throws RangeError when the zone is unknown.
 */
function aheadOf(at: Date, timeZone: string): number | null {
  const instant = at.getTime();
  if (!(instant >= FIRST && instant < LAST)) return null;
  const hour = Math.floor(instant / HOUR_MS);
  const key = `${timeZone} ${hour}`;
  const known = ahead.get(key);
  if (known !== undefined) return known;
  const { offset } = inZone(new Date(hour * HOUR_MS), timeZone);
  const found = inZone(new Date((hour + 1) * HOUR_MS), timeZone).offset === offset ? offset : null;
  if (ahead.size >= REMEMBERED) ahead.clear();
  ahead.set(key, found);
  return found;
}

/** More hours than any clock is set back at once. */
const SET_BACK_HOURS = 4;

/**
 * Returns whether the clock shows an instant's time twice on its day, in the night in which summer time ends.
 * @throws RangeError when the zone is unknown.
 */
export function isShownTwice(at: Date, timeZone: string): boolean {
  const around = [-SET_BACK_HOURS, 0, SET_BACK_HOURS].map((hours) =>
    aheadOf(new Date(at.getTime() + hours * HOUR_MS), timeZone),
  );
  // Where the clock isn't changed nearby it isn't asked further, which is slow.
  if (around.every((minutes) => minutes !== null && minutes === around[0])) return false;
  const local = inZone(at, timeZone);
  return instantOf(local, local, timeZone).oddity === 'repeated';
}

/** Returns the hour that the clock on the wall shows, from 0 to 23. */
export function localHour(at: Date, timeZone: string): number {
  return clockFace(at, timeZone).hour;
}

/** Returns the whole calendar days from the local day of `from` to that of `to`; negative when `to` is earlier. */
export function calendarDaysBetween(from: Date, to: Date, timeZone: string): number {
  const day = (at: Date) => {
    const { year, month, day } = clockFace(at, timeZone);
    return Date.UTC(year, month - 1, day);
  };
  return Math.round((day(to) - day(from)) / 86_400_000);
}

/** Returns a month as instants, `to` being the first of the next, as `MomentContext.within` takes it. */
export function monthOf(year: number, month: number, timeZone: string): { readonly from: Date; readonly to: Date } {
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 };
  const midnight = { hour: 0, minute: 0 };
  return {
    from: instantOf({ year, month, day: 1 }, midnight, timeZone).at,
    to: instantOf({ ...next, day: 1 }, midnight, timeZone).at,
  };
}

/** Returns whether the local time lies in the quiet hours, whose end is excluded. */
export function isQuiet(at: Date, quiet: QuietHours, timeZone: string): boolean {
  const shown = clockFace(at, timeZone);
  const minute = shown.hour * 60 + shown.minute;
  const from = minutes(quiet.from);
  const to = minutes(quiet.to);
  return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** Returns `at` itself, or the first moment after it that isn't in the quiet hours. */
export function afterQuietHours(at: Date, quiet: QuietHours, timeZone: string): Date {
  let end = at;
  while (isQuiet(end, quiet, timeZone)) end = nextTurn(end, quiet.to, timeZone);
  return end;
}

/** Returns when the clock next shows this time; the moment of a clock change when one comes before. */
function nextTurn(after: Date, time: string, timeZone: string): Date {
  const local = inZone(after, timeZone).startOf('minute');
  const left = (minutes(time) - local.hour * 60 - local.minute + DAY_MINUTES) % DAY_MINUTES;
  // This is elapsed time; what the clock on the wall shows then is looked at anew.
  let late = local.toMillis() + left * MINUTE_MS;
  const offset = (instant: number) => inZone(new Date(instant), timeZone).offset;
  if (offset(late) === local.offset) return new Date(late);
  let early = local.toMillis();
  while (late - early > MINUTE_MS) {
    const middle = early + Math.floor((late - early) / (2 * MINUTE_MS)) * MINUTE_MS;
    if (offset(middle) === local.offset) early = middle;
    else late = middle;
  }
  return new Date(late);
}

export function calendarDay(local: DateTime): CalendarDay {
  return { year: local.year, month: local.month, day: local.day };
}

function minutes(text: string): number {
  const { hour, minute } = hourMinute(text);
  return hour * 60 + minute;
}

function parseDay(text: string): CalendarDay {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) throw new RangeError(`not a day: ${text}`);
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}
