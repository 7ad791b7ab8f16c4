import { addDaysAt, atLocalTime, calendarDaysBetween, dayAfterAt, type Slot } from '../../dates/index.ts';
import { byDay } from '../../schedule/by-day.ts';
import { localDaysOf } from '../events/rules.ts';

/** When people are written to, by the clock on the wall. */
const HOUR = '10:00';
const DAY_MS = 86_400_000;

/** Days after the asking at which co-organisers are asked what the lead hasn't answered. */
const CO_ORGANISERS_AFTER = 14;

const reminderDays = { '3d': 3, '10d': 10 } as const;
export type ReminderName = keyof typeof reminderDays;

/** The 15 January after the month. */
export function usualClosing(year: number): string {
  return `${year + 1}-01-15`;
}

function dayAfter(day: string, days: number, time: string, timeZone: string): Date {
  return dayAfterAt(atLocalTime(day, '12:00', timeZone), days, time, timeZone);
}

/** The day after an event's last day, at 10:00; null without a date. */
export function eventAskedAt(slots: readonly Slot[], timeZone: string): Date | null {
  const last = slots
    .flatMap((slot) => localDaysOf(slot, timeZone))
    .sort()
    .at(-1);
  return last === undefined ? null : dayAfter(last, 1, HOUR, timeZone);
}

/** The day after a day ("2026-11-30"), at 10:00: after the month's last, after the new date of a postponed event. */
export function dayAfterDay(day: string, timeZone: string): Date {
  return dayAfter(day, 1, HOUR, timeZone);
}

export function nextMorning(now: Date, timeZone: string): Date {
  return dayAfterAt(now, 1, HOUR, timeZone);
}

/** What should have been asked already is asked now, but not at night. */
export function notBefore(at: Date, now: Date, timeZone: string): Date {
  return at > now ? at : byDay(now, timeZone);
}

/** From then on the last day to answer is over. */
export function closingEnd(closesOn: string, timeZone: string): Date {
  return dayAfter(closesOn, 1, '00:00', timeZone);
}

/** J+3 and J+10. */
export function remindersAfter(
  asked: Date,
  timeZone: string,
): readonly { readonly name: ReminderName; readonly at: Date }[] {
  return (['3d', '10d'] as const).map((name) => ({
    name,
    at: dayAfterAt(asked, reminderDays[name], HOUR, timeZone),
  }));
}

/** Two days before closing. */
export function lastReminder(closesOn: string, timeZone: string): Date {
  return dayAfter(closesOn, -2, HOUR, timeZone);
}

/** The day after the last reminder: who hasn't answered by then is telephoned. */
export function callListAt(closesOn: string, timeZone: string): Date {
  return dayAfter(closesOn, -1, HOUR, timeZone);
}

export function coOrganisersAskedAt(asked: Date, timeZone: string): Date {
  return dayAfterAt(asked, CO_ORGANISERS_AFTER, HOUR, timeZone);
}

/** Whether co-organisers may answer what the lead was asked. */
export function coOrganisersMayAnswer(askedAt: Date | null, now: Date, timeZone: string): boolean {
  return askedAt !== null && coOrganisersAskedAt(askedAt, timeZone) <= now;
}

export function weeksBefore(now: Date, weeks: number): Date {
  return new Date(now.getTime() - weeks * 7 * DAY_MS);
}

/** Moves the hours by so many days that the first of them is on this day ("2026-12-15"). */
export function slotsFrom(day: string, slots: readonly Slot[], timeZone: string): readonly Slot[] {
  const [first] = slots;
  if (!first) return [];
  const days = calendarDaysBetween(first.start, atLocalTime(day, '12:00', timeZone), timeZone);
  return slots.map(({ start, end, ...slot }) => ({
    ...slot,
    start: addDaysAt(start, days, timeZone),
    end: end && addDaysAt(end, days, timeZone),
  }));
}
