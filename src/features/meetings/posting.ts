import type { Departure } from '../../access/contacts/departure.ts';
import { directory } from '../../access/contacts/directory-store.ts';
import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import { departureUnder, editUnder, sentUnder, tellChannels } from '../../delivery/outbox/index.ts';
import { markStale } from '../../marks/mark.ts';
import type { MarkRenderers } from '../../marks/renderers.ts';
import { schedule, unschedule } from '../../schedule/due.ts';
import type { Meeting } from './meeting.ts';
import { meetingPosting } from './messages.ts';
import {
  changeTold,
  isReminderName,
  isStillTrue,
  type MeetingReminderName,
  meetingChanges,
  type PostingKind,
  remindersOf,
} from './rules.ts';
import { meetingStore } from './store.ts';

/** Kind of the reminders' due items. Their subject is `<meeting>:<reminder>`. */
export const MEETING_REMINDER = 'meeting-reminder';

/**
 * Kind of the due items that take the buttons from what was posted once the meeting has begun, and say so again once it is over.
 * Their subject is its id.
 */
export const MEETING_BEGUN = 'meeting-begun';

/**
 * Posts to the announcement channels: the meeting, its move or cancellation, or a reminder. Returns how the messages
 * leave.
 */
export async function postMeeting(scope: RegionScope, meeting: Meeting, kind: PostingKind): Promise<Departure> {
  const key = `${prefixOf(meeting)}${await postingName(scope, meeting, kind)}`;
  const channels = await directory(scope).channels('announcements');
  await tellChannels(scope, channels, key, (t) => meetingPosting(t, meeting, kind, scope.now));
  return departureUnder(scope, `${key}:`);
}

/** Updates everything that was posted about a meeting. */
export async function refreshPostings(scope: RegionScope, meeting: Meeting): Promise<void> {
  const t = regionWords(scope.region);
  await editUnder(scope, prefixOf(meeting), (key) =>
    meetingPosting(t, meeting, kindNow(scope, meeting, key), scope.now),
  );
}

/** The kind of the marks of meetings to which somebody has answered. */
const MEETING = 'meeting';

/** Has everything that was posted about a meeting follow, because somebody has answered. */
export function markPostings(scope: RegionScope, meetingId: string): void {
  markStale(scope, MEETING, [meetingId]);
}

/** Has the postings follow of what two accounts of somebody have both answered, once they are joined or separated. */
export function meetingsOfBoth(scope: RegionScope, { meetings }: { readonly meetings: readonly string[] }): void {
  markStale(scope, MEETING, meetings);
}

/** Updates what was posted about marked meetings. */
export const meetingMarks: MarkRenderers = {
  [MEETING]: {
    most: 20,
    async render(scope, marked) {
      const store = meetingStore(scope);
      for (const { subject } of marked) {
        await store.lock(subject);
        const meeting = await store.byId(subject);
        if (meeting) await refreshPostings(scope, meeting);
      }
    },
  },
};

/** Plans the reminders that lie ahead and the end of the answers, and cancels those of an earlier date. */
export async function planReminders(scope: RegionScope, meeting: Meeting): Promise<readonly Date[]> {
  await unschedule(scope, MEETING_REMINDER, `${meeting.id}:`);
  const reminders = remindersOf(meeting.startsAt, scope.region.timeZone, scope.now);
  for (const { name, at, expires } of reminders) {
    await schedule(scope, { kind: MEETING_REMINDER, subject: `${meeting.id}:${name}`, at, expires });
  }
  await schedule(scope, { kind: MEETING_BEGUN, subject: meeting.id, at: meeting.startsAt, expires: null });
  return reminders.map(({ at }) => at);
}

/** Cancels what is planned about a meeting that won't take place. */
export async function unplan(scope: RegionScope, { id }: Pick<Meeting, 'id'>): Promise<void> {
  await unschedule(scope, MEETING_REMINDER, `${id}:`);
  await unschedule(scope, MEETING_BEGUN, id);
}

function prefixOf({ id }: Meeting): string {
  return `meeting:${id}:`;
}

/** Names a posting for its key: a reminder belongs to one date, and a meeting may be moved several times. */
async function postingName(scope: RegionScope, meeting: Meeting, kind: PostingKind): Promise<string> {
  if (isReminderName(kind)) return reminderName(meeting, kind);
  const change = changeTold(kind);
  if (change === null) return kind;
  return `moved-${(await sentUnder(scope, `${prefixOf(meeting)}moved-`)).length}-${change}`;
}

function reminderName({ startsAt }: Meeting, kind: MeetingReminderName): string {
  return `${kind}-${startsAt.getTime()}`;
}

/** Returns what a posting says by now: "tomorrow" is no longer true on the day itself, nor once the meeting was moved. */
function kindNow({ region, now }: RegionScope, meeting: Meeting, key: string): PostingKind {
  const name = key.slice(prefixOf(meeting).length).split(':')[0] ?? '';
  const [kind = '', , what] = name.split('-');
  if (kind === 'moved') {
    const change = meetingChanges.find((one) => one === what);
    return change === undefined ? 'moved' : `moved-${change}`;
  }
  const isOfDate = isReminderName(kind) && name === reminderName(meeting, kind);
  return isOfDate && isStillTrue(kind, meeting, region.timeZone, now) ? kind : 'announcement';
}
