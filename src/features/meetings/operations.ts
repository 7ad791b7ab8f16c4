import { z } from 'zod';
import { directory } from '../../access/contacts/directory-store.ts';
import type { Deed, JournalVerb } from '../../access/journal/entry.ts';
import { commandName } from '../../access/operation/command-name.ts';
import { enforceLimit } from '../../access/operation/limits.ts';
import { operation } from '../../access/operation/operation.ts';
import type { Scope } from '../../access/operation/scope.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { INSTALL } from '../../chat/entry-commands.ts';
import { runs } from '../../chat/interaction.ts';
import { Settled, UserError } from '../../chat/user-error.ts';
import { fold, readName } from '../../reading/index.ts';
import {
  type Meeting,
  type MeetingInvitation,
  type PlannedMeeting,
  type PostedMeeting,
  rsvpAnswers,
} from './meeting.ts';
import { markPostings, planReminders, postMeeting, refreshPostings, unplan } from './posting.ts';
import { changeOnMoving, isAskedAgain, type MeetingChange } from './rules.ts';
import { meetingStore } from './store.ts';

/** A coordinator's new date and place for a meeting. */
const movement = z.object({
  meetingId: z.uuid(),
  startsAt: z.date(),
  endsAt: z.date().nullable(),
  venue: z.string(),
});

/** Returns what the journal says of a meeting. */
function meetingDeed(verb: JournalVerb, { id, title }: Meeting): Deed {
  return { verb, object: { kind: 'meeting', id, name: title } };
}

/** Announces a meeting and plans its reminders. */
export const scheduleMeeting = operation({
  name: 'meetings.schedule',
  who: 'coordinator',
  times: true,
  input: z.object({
    title: z.string(),
    startsAt: z.date(),
    endsAt: z.date().nullable(),
    venue: z.string(),
    agenda: z.string().nullable(),
  }),
  async run(scope, given): Promise<PlannedMeeting> {
    readName(given.title, 'title');
    if (given.startsAt <= scope.now) throw new UserError('meetings.errors.past', {}, 'when');
    // Without a channel nobody would learn of it.
    if ((await directory(scope).channels('announcements')).length === 0) throw noChannel(scope);
    await enforceLimit(scope, 'meeting');
    const meeting = await meetingStore(scope).create(given, scope.actor.personId);
    const leaves = await postMeeting(scope, meeting, 'announcement');
    return { meeting, leaves, reminders: await planReminders(scope, meeting) };
  },
  journal: { deeds: ({ meeting }) => meetingDeed('meetings.journal.scheduled', meeting) },
});

function noChannel({ actor, region }: Scope): UserError {
  const command = commandName(INSTALL, { ...actor, region });
  return new UserError('meetings.errors.noChannel', { command });
}

export const upcomingMeetings = operation({
  name: 'meetings.upcoming',
  who: 'anyone',
  reads: true,
  input: z.object({}),
  run: (scope) => meetingStore(scope).upcoming(),
});

/** Returns a coming meeting. Throws UserError when it has begun or was cancelled. */
export const upcomingMeeting = operation({
  name: 'meetings.view',
  who: 'anyone',
  reads: true,
  input: z.object({ meetingId: z.uuid(), toCancel: z.boolean().default(false) }),
  run: (scope, { meetingId, toCancel }): Promise<Meeting> => ahead(scope, meetingId, toCancel),
});

/**
 * Checks, for what was typed or picked and is no coming meeting, whether it is one that has begun or was cancelled. Throws
 * the UserError that says so.
 */
export const checkNotOver = operation({
  name: 'meetings.checkNotOver',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({ typed: z.string() }),
  async run(scope, { typed }): Promise<void> {
    const store = meetingStore(scope);
    if (z.uuid().safeParse(typed).success) {
      const picked = await store.byId(typed);
      if (picked) await ahead(scope, picked.id);
      return;
    }
    const isMeant = ({ title }: Meeting) => fold(title).includes(fold(typed));
    if (typed === '' || (await store.upcoming()).some(isMeant)) return;
    const over = (await store.lately()).find(isMeant);
    if (over) await ahead(scope, over.id);
  },
});

/** Records whether the actor comes. The last answer counts, and the counts change wherever they are shown. */
export const answerInvitation = operation({
  name: 'meetings.answer',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({ meetingId: z.uuid(), answer: z.enum(rsvpAnswers) }),
  async run(scope, { meetingId, answer }): Promise<MeetingInvitation> {
    const meeting = await meetingStore(scope).answer(meetingId, scope.actor.personId, answer);
    if (!meeting) return ahead(scope, meetingId);
    markPostings(scope, meetingId);
    return meeting;
  },
});

/** Returns a meeting that can still be moved or, where it is `toCancel`, cancelled; called before a form or a confirmation opens. */
export const meetingToChange = operation({
  name: 'meetings.toChange',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ meetingId: z.uuid(), toCancel: z.boolean().default(false) }),
  run: (scope, { meetingId, toCancel }): Promise<Meeting> => ahead(scope, meetingId, toCancel),
});

/** Returns what a move would change. Throws UserError for a past date and for a move that changes nothing. */
export const previewMove = operation({
  name: 'meetings.previewMove',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: movement,
  run: (scope, { meetingId, ...to }) => moving(scope, meetingId, to),
});

/**
 * Moves a meeting: what was posted shows the new date and place, the channels are told, and the reminders follow the
 * new date. Answers given for another day are asked for again.
 */
export const moveMeeting = operation({
  name: 'meetings.move',
  who: 'coordinator',
  times: true,
  input: movement,
  async run(scope, { meetingId, ...to }): Promise<PlannedMeeting> {
    const store = meetingStore(scope);
    await store.lockAgainstAnswers(meetingId);
    const { change } = await moving(scope, meetingId, to);
    await enforceLimit(scope, 'meeting');
    const meeting = await store.move(meetingId, to, isAskedAgain(change));
    const reminders = await planReminders(scope, meeting);
    await refreshPostings(scope, meeting);
    return { meeting, reminders, leaves: await postMeeting(scope, meeting, `moved-${change}`) };
  },
  journal: { deeds: ({ meeting }) => meetingDeed('meetings.journal.moved', meeting) },
});

/** Cancels a meeting: its reminders are cancelled, what was posted says so, and the channels are told. */
export const cancelMeeting = operation({
  name: 'meetings.cancel',
  who: 'coordinator',
  input: z.object({ meetingId: z.uuid() }),
  async run(scope, { meetingId }): Promise<PostedMeeting> {
    const store = meetingStore(scope);
    await store.lockAgainstAnswers(meetingId);
    const meeting = await ahead(scope, meetingId, true);
    await store.cancel(meetingId);
    await unplan(scope, meeting);
    const cancelled = { ...meeting, cancelled: true };
    await refreshPostings(scope, cancelled);
    return { meeting: cancelled, leaves: await postMeeting(scope, cancelled, 'cancelled') };
  },
  journal: { deeds: ({ meeting }) => meetingDeed('meetings.journal.cancelled', meeting) },
});

/** Leads from a meeting that can't be answered or changed any more to those that can. */
const OTHERS = { action: runs(['reunion', 'liste']), label: 'meetings.menu.list' } as const;

/** Returns a meeting that is still to come. Throws UserError otherwise; to whoever wants it `toCancel`, that this was done. */
async function ahead(scope: RegionScope, meetingId: string, toCancel = false): Promise<Meeting> {
  const meeting = await meetingStore(scope).byId(meetingId);
  if (!meeting) throw new UserError('common.errors.notFound');
  const { title } = meeting;
  const cancelled = toCancel ? 'meetings.errors.cancelledAlready' : 'meetings.errors.cancelled';
  if (meeting.cancelled) throw new Settled(cancelled, { title }, null, [OTHERS]);
  if (meeting.startsAt <= scope.now) throw new Settled('meetings.errors.begun', { title }, null, [OTHERS]);
  return meeting;
}

async function moving(
  scope: RegionScope,
  meetingId: string,
  to: Pick<Meeting, 'startsAt' | 'endsAt' | 'venue'>,
): Promise<{ readonly meeting: Meeting; readonly change: MeetingChange }> {
  const meeting = await ahead(scope, meetingId);
  if (to.startsAt <= scope.now) throw new UserError('meetings.errors.past', {}, 'when');
  const change = changeOnMoving(meeting, to);
  if (change === null) throw new UserError('meetings.errors.unmoved', { title: meeting.title }, 'when');
  return { meeting: { ...meeting, ...to }, change };
}
