import { addDaysAt, atLocalTime, calendarDaysBetween, dayAfterAt, type Slot } from '../../dates/index.ts';
import { byDay } from '../../schedule/by-day.ts';
import { localDaysOf } from '../events/rules.ts';

/** The local time at which people are written to. */
export const ASKING_HOUR = '10:00';
const DAY_MS = 86_400_000;

/** Weeks after the closing during which what is typed is still read as a late answer. */
export const LATE_WEEKS = 8;

/** Days after the last answer until somebody is reminded to finish. */
const FINISH_AFTER = 2;

/** Days after asking the lead organisation until its co-organisers are asked, if it hasn't answered. */
const CO_ORGANISERS_AFTER = 14;

const reminderDays = { '3d': 3, '10d': 10 } as const;
export type ReminderName = keyof typeof reminderDays;

/** Returns the default last day to answer: 15 January after the edition, "2027-01-15". */
export function usualClosing(year: number): string {
  return `${year + 1}-01-15`;
}

function dayAfter(day: string, days: number, time: string, timeZone: string): Date {
  return dayAfterAt(atLocalTime(day, '12:00', timeZone), days, time, timeZone);
}

/** Returns when an event is asked about: the day after its last day, at 10:00; null without a date. */
export function eventAskedAt(slots: readonly Slot[], timeZone: string): Date | null {
  const last = slots
    .flatMap((slot) => localDaysOf(slot, timeZone))
    .sort()
    .at(-1);
  return last === undefined ? null : dayAfter(last, 1, ASKING_HOUR, timeZone);
}

/** Returns 10:00 on the day after this day ("2026-11-30"). */
export function dayAfterDay(day: string, timeZone: string): Date {
  return dayAfter(day, 1, ASKING_HOUR, timeZone);
}

/** Returns when launching is proposed: at 10:00, this many days before the first event ("2026-11-14"). */
export function launchProposedAt(firstDay: string, days: number, timeZone: string): Date {
  return dayAfter(firstDay, -days, ASKING_HOUR, timeZone);
}

/** Returns when closing is proposed: on the day after the last day, that of an event or the Month's, once everybody has been asked. */
export function closingProposedAt(lastDay: string, timeZone: string): Date {
  return dayAfter(lastDay, 1, '11:00', timeZone);
}

/** Returns 10:00 on the next day. */
export function nextMorning(now: Date, timeZone: string): Date {
  return dayAfterAt(now, 1, ASKING_HOUR, timeZone);
}

/** Returns the due time, or, when it is past, the earliest daytime from now on: nobody is asked at night. */
export function notBefore(at: Date, now: Date, timeZone: string): Date {
  return at > now ? at : byDay(now, timeZone);
}

/** Returns the instant at which the last day to answer is over. */
export function closingEnd(closesOn: string, timeZone: string): Date {
  return dayAfter(closesOn, 1, '00:00', timeZone);
}

/** Returns when reminders are due: at 10:00, three and ten days after asking. */
export function remindersAfter(
  asked: Date,
  timeZone: string,
): readonly { readonly name: ReminderName; readonly at: Date }[] {
  return (['3d', '10d'] as const).map((name) => ({
    name,
    at: dayAfterAt(asked, reminderDays[name], ASKING_HOUR, timeZone),
  }));
}

/** Returns when a questionnaire that was answered in part, last at `answered`, is reminded of: at 10:00, two days later. */
export function finishRemindedAt(answered: Date, timeZone: string): Date {
  return dayAfterAt(answered, FINISH_AFTER, ASKING_HOUR, timeZone);
}

/** Returns when everybody who hasn't answered is reminded last: two days before the last day to answer. */
export function lastReminder(closesOn: string, timeZone: string): Date {
  return dayAfter(closesOn, -2, ASKING_HOUR, timeZone);
}

/** Returns when the call list is due: the day after the last reminder. */
export function callListAt(closesOn: string, timeZone: string): Date {
  return dayAfter(closesOn, -1, ASKING_HOUR, timeZone);
}

/** Returns when co-organisers are asked what the lead organisation hasn't answered. */
export function coOrganisersAskedAt(asked: Date, timeZone: string): Date {
  return dayAfterAt(asked, CO_ORGANISERS_AFTER, ASKING_HOUR, timeZone);
}

/** Returns whether co-organisers may answer what the lead organisation was asked. */
export function coOrganisersMayAnswer(askedAt: Date | null, now: Date, timeZone: string): boolean {
  return askedAt !== null && coOrganisersAskedAt(askedAt, timeZone) <= now;
}

export function weeksBefore(now: Date, weeks: number): Date {
  return new Date(now.getTime() - weeks * 7 * DAY_MS);
}

/** Returns the same slots, moved by whole days so that the first begins on this day ("2026-12-15"). */
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
