import { z } from 'zod';
import { commandName } from '../../access/command-name.ts';
import { operation } from '../../access/operation.ts';
import { type RegionScope, regionWords, type Scope } from '../../access/scope.ts';
import { directory } from '../../access/store.ts';
import { UserError } from '../../chat/user-error.ts';
import { edit, send } from '../../delivery/outbox.ts';
import { schedule, unschedule } from '../../schedule/due.ts';
import { type Meeting, rsvpAnswers } from './meeting.ts';
import { invitation } from './messages.ts';
import { type ReminderName, remindersOf } from './rules.ts';
import { meetingStore } from './store.ts';

/** Kind of the due items of reminders; their subject is `<meeting>:<reminder>`. */
export const REMINDER = 'meeting-reminder';

const postings: readonly (ReminderName | 'announcement')[] = ['announcement', '7d', '1d', '1h'];

/** Posts the invitation or a reminder of it in the announcement channels. */
export async function post(scope: RegionScope, meeting: Meeting, reminder: ReminderName | null): Promise<void> {
  const t = regionWords(scope.region);
  for (const target of await directory(scope).channels('announcements')) {
    if (target.kind !== 'channel') continue;
    const key = postingKey(meeting.id, reminder ?? 'announcement', target.platform);
    await send(scope, { key, target, message: invitation(t, meeting, reminder) });
  }
}

/** Brings everything that was posted about a meeting up to date. */
async function refresh(scope: RegionScope, meeting: Meeting): Promise<void> {
  const t = regionWords(scope.region);
  for (const { platform } of await directory(scope).installations()) {
    for (const posting of postings) {
      const reminder = posting === 'announcement' ? null : posting;
      await edit(scope, postingKey(meeting.id, posting, platform), invitation(t, meeting, reminder));
    }
  }
}

function postingKey(meetingId: string, posting: string, platform: string): string {
  return `meeting:${meetingId}:${posting}:${platform}`;
}

/** Announces a meeting and plans its reminders. */
export const scheduleMeeting = operation({
  name: 'meetings.schedule',
  who: 'coordinator',
  input: z.object({
    title: z.string(),
    startsAt: z.date(),
    endsAt: z.date().nullable(),
    venue: z.string(),
    agenda: z.string().nullable(),
  }),
  async run(scope, given): Promise<{ readonly meeting: Meeting; readonly reminders: readonly Date[] }> {
    if (given.startsAt <= scope.now) throw new UserError('meetings.errors.past', {}, 'when');
    // Nobody would learn of it.
    if ((await directory(scope).channels('announcements')).length === 0) throw noChannel(scope);
    const meeting = await meetingStore(scope).create(given, scope.actor.personId);
    await post(scope, meeting, null);
    const reminders = remindersOf(meeting.startsAt, scope.region.timeZone, scope.now);
    for (const { name, at, expires } of reminders) {
      await schedule(scope, { kind: REMINDER, subject: `${meeting.id}:${name}`, at, expires });
    }
    return { meeting, reminders: reminders.map(({ at }) => at) };
  },
});

function noChannel({ actor, region }: Scope): UserError {
  const command = commandName({ fr: ['installer'], en: ['setup'] }, { ...actor, region });
  return new UserError('meetings.errors.noChannel', { command });
}

export const upcomingMeetings = operation({
  name: 'meetings.upcoming',
  who: 'anyone',
  input: z.object({}),
  run: (scope) => meetingStore(scope).upcoming(),
});

/** Says whether one comes; the last answer counts, and the counts change wherever they stand. */
export const answerInvitation = operation({
  name: 'meetings.answer',
  who: 'anyone',
  input: z.object({ meetingId: z.uuid(), answer: z.enum(rsvpAnswers) }),
  async run(scope, { meetingId, answer }): Promise<Meeting> {
    const store = meetingStore(scope);
    await store.lock(meetingId);
    const meeting = await store.byId(meetingId);
    if (!meeting) throw new UserError('common.errors.notFound');
    if (meeting.cancelled) throw new UserError('meetings.errors.cancelled', { title: meeting.title });
    if (meeting.startsAt <= scope.now) throw new UserError('meetings.errors.begun', { title: meeting.title });
    await store.answer(meetingId, scope.actor.personId, answer);
    const answered = (await store.byId(meetingId)) ?? meeting;
    await refresh(scope, answered);
    return answered;
  },
});

export const meetingToCancel = operation({
  name: 'meetings.toCancel',
  who: 'coordinator',
  input: z.object({ meetingId: z.uuid() }),
  async run(scope, { meetingId }): Promise<Meeting> {
    const meeting = await meetingStore(scope).byId(meetingId);
    if (!meeting) throw new UserError('common.errors.notFound');
    return meeting;
  },
});

/** Cancels a meeting: its reminders are taken back, and what was posted says so. */
export const cancelMeeting = operation({
  name: 'meetings.cancel',
  who: 'coordinator',
  input: z.object({ meetingId: z.uuid() }),
  async run(scope, { meetingId }): Promise<Meeting> {
    const store = meetingStore(scope);
    await store.lock(meetingId);
    const meeting = await store.byId(meetingId);
    if (!meeting) throw new UserError('common.errors.notFound');
    if (!(await store.cancel(meetingId))) throw new UserError('meetings.errors.cancelled', { title: meeting.title });
    await unschedule(scope, REMINDER, `${meetingId}:`);
    const cancelled = { ...meeting, cancelled: true };
    await refresh(scope, cancelled);
    return cancelled;
  },
});
