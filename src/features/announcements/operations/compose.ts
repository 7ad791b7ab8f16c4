import { z } from 'zod';
import { directory } from '../../../access/contacts/directory-store.ts';
import { enforceLimit } from '../../../access/operation/limits.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import type { Writer } from '../../../chat/interaction.ts';
import type { PlatformName } from '../../../chat/place.ts';
import { UserError } from '../../../chat/user-error.ts';
import { departureUnder, tellPerson } from '../../../delivery/outbox/index.ts';
import { schedule, unschedule } from '../../../schedule/due.ts';
import type { Announcement } from '../announcement.ts';
import { type AnnouncementPlace, audienceSchema, copyPlaces, criteria, unrestrictedAudience } from '../audience.ts';
import { audienceStore } from '../audience-store.ts';
import { allowedTo, asAnnouncedBy, type Composing, composingOf } from '../composing.ts';
import { announcementDeed } from '../journal.ts';
import { linksSchema } from '../links.ts';
import { copyPreview } from '../messages/copy.ts';
import { announcementInHand, lockUnsent } from '../permission.ts';
import { ANNOUNCEMENT_DUE, publish, reachOf } from '../publish.ts';
import {
  channelsReached,
  copyPrefix,
  isDelegateOnly,
  organisationsReached,
  withChosen,
  withinReach,
} from '../rules.ts';
import { computeState, type LeftCopies } from '../state.ts';
import { type AnnouncementChanges, announcementStore } from '../store.ts';
import { refuseSecondUrgent } from '../urgent.ts';
import { changesWording, lastWriter } from '../wording.ts';

/** Stores a draft; nothing leaves. */
export const draftAnnouncement = operation({
  name: 'announcements.draft',
  who: 'delegate',
  times: true,
  journal: { silent: 'has not left yet' },
  input: z.object({ text: z.string(), links: linksSchema, files: z.array(z.uuid()), dueAt: z.date().nullable() }),
  async run(scope, { text, links, files, dueAt }): Promise<Composing> {
    const { actor } = scope;
    refusePast(scope, dueAt);
    const id = await announcementStore(scope).create({
      ...{ text, links, fileIds: files, dueAt, createdById: actor.personId },
      audience: withinReach(unrestrictedAudience, actor),
      places: isDelegateOnly(actor) ? ['organisations', 'people'] : ['channels'],
    });
    return composingOf(scope, await announcementInHand(scope, id));
  },
});

function refusePast(scope: Scope, dueAt: Date | null): void {
  if (dueAt !== null && dueAt <= scope.now) throw new UserError('announcements.errors.past', {}, 'when');
}

/** Returns the name of whoever wrote an announcement last, whether it has left or not. */
export const viewLastWriter = operation({
  name: 'announcements.lastWriter',
  who: 'delegate',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.uuid() }),
  run: async (scope, { id }): Promise<Writer> => lastWriter(scope, await announcementInHand(scope, id)),
});

/** Returns an announcement that hasn't left, as it is composed. */
export const viewComposing = operation({
  name: 'announcements.composing',
  who: 'delegate',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.uuid() }),
  run: async (scope, { id }): Promise<Composing> => composingOf(scope, await lockUnsent(scope, id)),
});

/** The other platform on which the actor sees a preview. It isn't `sent` while their accounts aren't linked. */
export interface PreviewElsewhere {
  readonly platform: PlatformName;
  readonly sent: boolean;
}

/**
 * Previews it here and, as a private message, on the other platform, because each platform renders it in its own way.
 */
export const previewAnnouncement = operation({
  name: 'announcements.preview',
  who: 'delegate',
  journal: { silent: 'has not left yet' },
  input: z.object({ id: z.uuid() }),
  async run(
    scope,
    { id },
  ): Promise<{ readonly announcement: Announcement; readonly elsewhere: PreviewElsewhere | null }> {
    const announcement = await lockUnsent(scope, id);
    const { actor, region } = scope;
    const people = directory(scope);
    const platform = (await people.installations()).find((one) => one.platform !== actor.platform)?.platform;
    if (!platform) return { announcement, elsewhere: null };
    const ids = await audienceStore(scope).idsOn(platform, [actor.personId]);
    const contact = await people.person(actor.personId);
    const externalId = ids.get(actor.personId);
    if (externalId === undefined || !contact) return { announcement, elsewhere: { platform, sent: false } };
    await tellPerson(
      scope,
      { ...contact, platform, externalId },
      {
        key: `announcement-preview:${id}:${actor.personId}:${scope.now.getTime()}`,
        words: (t) => copyPreview(t, announcement, region),
        consent: { asked: 'own-request' },
        readAs: ['coordinator', 'delegate'],
      },
    );
    return { announcement, elsewhere: { platform, sent: true } };
  },
});

/** Chooses whom it is for, where it goes and whether there is a reminder. */
export const addressAnnouncement = operation({
  name: 'announcements.address',
  who: 'delegate',
  journal: { silent: 'has not left yet' },
  input: z.object({ id: z.uuid(), what: z.enum([...criteria, 'places', 'reminder']), values: z.array(z.string()) }),
  async run(scope, { id, what, values }): Promise<Composing> {
    const announcement = await lockUnsent(scope, id);
    await change(scope, announcement, changes(scope, announcement, what, values));
    return composingOf(scope, await announcementInHand(scope, id));
  },
});

function changes(
  { actor }: Scope,
  { audience }: Announcement,
  what: (typeof criteria)[number] | 'places' | 'reminder',
  values: readonly string[],
): AnnouncementChanges {
  if (what === 'reminder') return { remindAfter: values[0] === '2' ? 2 : null };
  if (what === 'places') {
    const allowed = (place: AnnouncementPlace) => place !== 'channels' || !isDelegateOnly(actor);
    const places = copyPlaces.filter((place) => values.includes(place) && allowed(place));
    if (places.length === 0) throw new UserError('announcements.errors.place');
    return { places };
  }
  const chosen = audienceSchema.safeParse(withChosen(audience, what, values));
  if (!chosen.success) throw new UserError('common.errors.invalid');
  return { audience: withinReach(chosen.data, actor) };
}

/**
 * Marks an announcement as urgent, or not: it then reaches those, too, who have been written to twice this week. A
 * region has one a week.
 */
export const markUrgent = operation({
  name: 'announcements.markUrgent',
  who: 'coordinator',
  journal: { silent: 'has not left yet' },
  input: z.object({ id: z.uuid(), urgent: z.boolean() }),
  async run(scope, { id, urgent }): Promise<Composing> {
    const announcement = { ...(await lockUnsent(scope, id)), urgent };
    await refuseSecondUrgent(scope, announcement, announcement.dueAt ?? scope.now);
    await change(scope, announcement, { urgent });
    return composingOf(scope, await announcementInHand(scope, id));
  },
});

/**
 * Changes the wording of an announcement that hasn't left. Throws ChangedMeanwhile where the wording has another
 * version. Nothing is stored where it changes nothing.
 */
export const rewriteAnnouncement = operation({
  name: 'announcements.rewrite',
  who: 'delegate',
  journal: { silent: 'has not left yet' },
  input: z.object({
    id: z.uuid(),
    text: z.string(),
    links: linksSchema,
    files: z.array(z.uuid()),
    version: z.string().optional(),
  }),
  async run(scope, { id, ...typed }): Promise<{ readonly composing: Composing; readonly stored: boolean }> {
    const announcement = await lockUnsent(scope, id);
    const stored = changesWording(announcement, typed);
    if (stored) {
      const { text, links, files } = typed;
      await change(scope, announcement, { text, links, fileIds: files, wordedBy: scope.actor.personId });
    }
    const composing = await composingOf(scope, await announcementInHand(scope, id));
    return { composing, stored };
  },
});

/** Sends it now. Pressed twice, or by two people at once, it leaves once. */
export const sendAnnouncement = operation({
  name: 'announcements.send',
  who: 'delegate',
  input: z.object({ id: z.uuid() }),
  async run(scope, { id }): Promise<LeftCopies & { readonly announcement: Announcement }> {
    const sentBy = scope.actor.personId;
    const announcement = { ...(await readyToLeave(scope, id)), sentBy };
    const reach = await reachOf(scope, announcement, sentBy);
    if (reach.copies.size === 0) throw new UserError('announcements.errors.nobody');
    await refuseSecondUrgent(scope, announcement, scope.now);
    await enforceLimit(scope, 'announcement');
    const { waiting, held, later } = await computeState(scope, await publish(scope, announcement, reach));
    const { away } = await departureUnder(scope, copyPrefix(id));
    const copies = [...reach.copies.values()];
    const organisations = organisationsReached(announcement, reach.meant, copies);
    return {
      announcement,
      waiting,
      held,
      later,
      away,
      organisations,
      channels: channelsReached(copies),
      urgent: announcement.urgent,
    };
  },
  journal: { deeds: ({ announcement }) => announcementDeed('announcements.journal.sent', announcement) },
});

/** Schedules it. The audience is settled when it leaves. With `at` null it leaves at the moment chosen before. */
export const scheduleAnnouncement = operation({
  name: 'announcements.schedule',
  who: 'delegate',
  times: true,
  input: z.object({ id: z.uuid(), at: z.date().nullable() }),
  async run(scope, { id, at }): Promise<Composing> {
    const announcement = await readyToLeave(scope, id);
    const dueAt = at ?? announcement.dueAt;
    if (dueAt === null) throw new UserError('announcements.errors.noMoment');
    if (announcement.places.length === 0) throw new UserError('announcements.errors.place');
    refusePast(scope, dueAt);
    await refuseSecondUrgent(scope, announcement, dueAt);
    await enforceLimit(scope, 'announcement');
    const { audience, places, urgent } = announcement;
    const sentBy = scope.actor.personId;
    await announcementStore(scope).change(id, { dueAt, audience, places, urgent, sentBy, status: 'SCHEDULED' });
    await schedule(scope, { kind: ANNOUNCEMENT_DUE, subject: id, at: dueAt, expires: null });
    return composingOf(scope, await announcementInHand(scope, id));
  },
  journal: { deeds: ({ announcement }) => announcementDeed('announcements.journal.scheduled', announcement) },
});

/** Returns an announcement that hasn't left, narrowed to the people and places this actor may announce to. */
async function readyToLeave(scope: Scope, id: string): Promise<Announcement> {
  return asAnnouncedBy(scope.actor, await lockUnsent(scope, id));
}

/** Stores a change. Whoever changes a scheduled announcement last becomes its sender. */
async function change(scope: Scope, announcement: Announcement, changed: AnnouncementChanges): Promise<void> {
  const { id, status, sentBy } = announcement;
  const sender = status === 'SCHEDULED' && sentBy !== null ? { sentBy: scope.actor.personId } : {};
  await announcementStore(scope).change(id, {
    ...allowedTo(scope.actor, { ...announcement, ...changed }),
    ...changed,
    ...sender,
  });
}

/** Abandons it: it doesn't leave, and can be resumed. */
export const abandonAnnouncement = operation({
  name: 'announcements.abandon',
  who: 'delegate',
  input: z.object({ id: z.uuid() }),
  async run(scope, { id }): Promise<Announcement> {
    const announcement = await lockUnsent(scope, id);
    await announcementStore(scope).change(id, { status: 'ABANDONED' });
    await unschedule(scope, ANNOUNCEMENT_DUE, id);
    return announcement;
  },
  journal: {
    deeds: (announcement) =>
      announcement.status === 'SCHEDULED' ? announcementDeed('announcements.journal.unscheduled', announcement) : null,
  },
});

/** Resumes an abandoned announcement. One that hasn't left is returned as it is. */
export const resumeAnnouncement = operation({
  name: 'announcements.resume',
  who: 'delegate',
  journal: { silent: 'has not left yet' },
  input: z.object({ id: z.uuid() }),
  async run(scope, { id }): Promise<Composing> {
    const store = announcementStore(scope);
    await store.lock(id);
    if ((await announcementInHand(scope, id)).status === 'ABANDONED') await store.change(id, { status: 'DRAFT' });
    return composingOf(scope, await lockUnsent(scope, id));
  },
});
