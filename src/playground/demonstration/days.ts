import { DateTime } from 'luxon';

const zone = 'Europe/Paris';
const weekdays = { mardi: 2, mercredi: 3, jeudi: 4, samedi: 6 } as const;

/** Returns the year of the next November that hasn't begun. */
export function comingYear(now: Date): number {
  const today = DateTime.fromJSDate(now, { zone });
  return today.month < 11 ? today.year : today.year + 1;
}

/**
 * Returns when a trial begins: on the first Tuesday of the October before that November, at nine, while there is time to
 * prepare and the Month is near; now, where that has passed.
 */
export function beginningOf(now: Date): Date {
  const first = DateTime.fromObject({ year: comingYear(now), month: 10, day: 1, hour: 9 }, { zone });
  const tuesday = first.plus({ days: (weekdays.mardi - first.weekday + 7) % 7 }).toJSDate();
  return tuesday > now ? tuesday : now;
}

/** Words the nth such weekday in November: "samedi 13 novembre 2027". */
export function inNovember(year: number, nth: number, weekday: keyof typeof weekdays): string {
  const first = DateTime.fromObject({ year, month: 11, day: 1 }, { zone });
  const days = (weekdays[weekday] - first.weekday + 7) % 7;
  return written(first.plus({ days: days + 7 * (nth - 1) }));
}

/** Words the Tuesday of the week after next, near enough to be of interest: "mardi 8 décembre 2026". */
export function tuesdayAfterNext(now: Date): string {
  return written(dayOfMeeting(now));
}

/** Returns the beginning of that Tuesday: until then one can still take part in the meeting of a trial that begins now. */
export function meetingAhead(now: Date): Date {
  return dayOfMeeting(now).toJSDate();
}

function dayOfMeeting(now: Date): DateTime {
  return DateTime.fromJSDate(now, { zone }).startOf('week').plus({ weeks: 2, days: 1 });
}

/** Returns six in the evening of the day, or of the next once it has passed: the day's acceptances are announced then. */
export function comingEvening(now: Date): Date {
  const evening = DateTime.fromJSDate(now, { zone }).set({ hour: 18, minute: 0, second: 0, millisecond: 0 });
  return (evening.toJSDate() > now ? evening : evening.plus({ days: 1 })).toJSDate();
}

function written(day: DateTime): string {
  return day.setLocale('fr').toFormat('cccc d MMMM yyyy');
}
