import type { RegionScope } from '../../access/scope.ts';
import { addDaysAt, atLocalTime, calendarDaysBetween, type Slot } from '../../dates/index.ts';
import { daysOf } from '../events/rules.ts';
import { tellCoordinators } from '../regions/tell-coordinators.ts';
import { postponedNotice } from './messages/postponed.ts';
import { isPostponed } from './rules.ts';
import type { AskedSheet } from './survey.ts';

/**
 * An event said to be postponed in its questionnaire still stands in the programme with its old date: the coordinators are
 * told once of each new date, and move it with a button if they agree.
 */
export async function tellPostponed(scope: RegionScope, sheet: AskedSheet): Promise<void> {
  const { event, answers } = sheet;
  const { newDay } = answers;
  if (!event || !isPostponed(answers) || newDay === undefined) return;
  const day = newDay.kind === 'day' ? newDay.day : null;
  const { timeZone } = scope.region;
  const known =
    day === null
      ? event.status !== 'ACCEPTED'
      : event.status === 'CANCELLED' || event.slots.some((slot) => daysOf(slot, timeZone).includes(day));
  if (known) return;
  await tellCoordinators(
    scope,
    `survey-postponed:${sheet.id}:${day ?? 'no-date'}`,
    (t) => t.text('events.thread', { number: event.number, title: event.title }),
    (t) => postponedNotice(t, event, day),
  );
}

/** The same hours, so many days later that the first of them is on this day ("2026-12-15"). */
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
