import { dayAfterAt } from '../../dates/index.ts';
import type { Meeting, RsvpAnswer } from './meeting.ts';

export type MeetingReminderName = '7d' | '1d' | '1h';

/** The changes that a move makes: to when the meeting begins, else to when it ends, to its place, or to both. */
export const meetingChanges = ['start', 'startPlace', 'end', 'endPlace', 'place'] as const;
export type MeetingChange = (typeof meetingChanges)[number];
type MovedKind = `moved-${MeetingChange}` | 'moved';

/**
 * The kinds of postings about a meeting in the announcement channels. A move that an older version posted, plainly 'moved',
 * doesn't say what has changed.
 */
export type PostingKind = MeetingReminderName | 'announcement' | 'cancelled' | MovedKind;

type MeetingDate = Pick<Meeting, 'startsAt' | 'endsAt' | 'venue'>;

/** Returns what differs between a meeting and where it is moved to; null when nothing does. */
export function changeOnMoving(before: MeetingDate, after: MeetingDate): MeetingChange | null {
  const isElsewhere = after.venue !== before.venue;
  if (after.startsAt.getTime() !== before.startsAt.getTime()) return isElsewhere ? 'startPlace' : 'start';
  if (after.endsAt?.getTime() !== before.endsAt?.getTime()) return isElsewhere ? 'endPlace' : 'end';
  return isElsewhere ? 'place' : null;
}

/** Returns whether the answers given so far are about another date, so that everybody is asked again. */
export function isAskedAgain(change: MeetingChange): boolean {
  return change === 'start' || change === 'startPlace';
}

/** Returns what a posting of this kind says has changed: 'unknown' of a move that doesn't say; null when it tells of no move. */
export function changeTold(kind: PostingKind): MeetingChange | 'unknown' | null {
  if (kind === 'moved') return 'unknown';
  return meetingChanges.find((change) => kind === `moved-${change}`) ?? null;
}

export interface MeetingReminder {
  readonly name: MeetingReminderName;
  readonly at: Date;
  /** When its words stop being true: "in a week", "tomorrow"; the last one is then said to be soon, until it begins. */
  readonly expires: Date;
}

/** Returns the reminders a week before and the day before, at 10:00, and an hour before. */
function allReminders(startsAt: Date, timeZone: string): readonly MeetingReminder[] {
  const morning = (days: number) => ({
    at: dayAfterAt(startsAt, days, '10:00', timeZone),
    expires: dayAfterAt(startsAt, days + 1, '00:00', timeZone),
  });
  return [
    { name: '7d', ...morning(-7) },
    { name: '1d', ...morning(-1) },
    { name: '1h', at: new Date(startsAt.getTime() - 3_600_000), expires: startsAt },
  ];
}

/** Returns the reminders that are still to come. */
export function remindersOf(startsAt: Date, timeZone: string, now: Date): readonly MeetingReminder[] {
  return allReminders(startsAt, timeZone).filter(({ at }) => at > now);
}

/** Returns whether the words of a reminder are still true: "tomorrow" isn't on the day itself. */
export function isStillTrue(
  reminder: MeetingReminderName,
  { startsAt }: Pick<Meeting, 'startsAt'>,
  timeZone: string,
  now: Date,
): boolean {
  return allReminders(startsAt, timeZone).some(({ name, expires }) => name === reminder && expires > now);
}

/** From this long before a meeting on it is no longer said to be in an hour. */
const SOON_MS = 50 * 60_000;

/** Returns whether a meeting begins that soon that "in an hour" is no longer true, as where the bot was away. */
export function isSoon({ startsAt }: Pick<Meeting, 'startsAt'>, now: Date): boolean {
  return startsAt.getTime() - now.getTime() < SOON_MS;
}

/** Returns when a meeting is over: at its end, or at the end of its day where nobody has said when it ends. */
export function overAt({ startsAt, endsAt }: Pick<Meeting, 'startsAt' | 'endsAt'>, timeZone: string): Date {
  return endsAt ?? dayAfterAt(startsAt, 1, '00:00', timeZone);
}

export function isReminderName(name: string): name is MeetingReminderName {
  return name === '7d' || name === '1d' || name === '1h';
}

/** Counts the answers of each kind. */
export function countAnswers({ answers }: Meeting): Readonly<Record<RsvpAnswer, number>> {
  const count = (wanted: RsvpAnswer) => answers.filter(({ answer }) => answer === wanted).length;
  return { YES: count('YES'), MAYBE: count('MAYBE'), NO: count('NO') };
}
