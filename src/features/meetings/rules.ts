import { dayAfterAt } from '../../dates/index.ts';
import type { Meeting, RsvpAnswer } from './meeting.ts';

export type ReminderName = '7d' | '1d' | '1h';

export interface Reminder {
  readonly name: ReminderName;
  readonly at: Date;
}

/** A week before and the day before at 10:00, and an hour before; those that have gone by are left out. */
export function remindersOf(startsAt: Date, timeZone: string, now: Date): readonly Reminder[] {
  const all: readonly Reminder[] = [
    { name: '7d', at: dayAfterAt(startsAt, -7, '10:00', timeZone) },
    { name: '1d', at: dayAfterAt(startsAt, -1, '10:00', timeZone) },
    { name: '1h', at: new Date(startsAt.getTime() - 3_600_000) },
  ];
  return all.filter(({ at }) => at > now);
}

export function isReminderName(name: string): name is ReminderName {
  return name === '7d' || name === '1d' || name === '1h';
}

/** How many said what. */
export function counts({ answers }: Meeting): Readonly<Record<RsvpAnswer, number>> {
  const count = (wanted: RsvpAnswer) => answers.filter(({ answer }) => answer === wanted).length;
  return { YES: count('YES'), MAYBE: count('MAYBE'), NO: count('NO') };
}
