import { z } from 'zod';
import { NOT_THEIRS } from '../../../access/actor/rights.ts';
import type { Departure } from '../../../access/contacts/departure.ts';
import { operation } from '../../../access/operation/operation.ts';
import { resendAll } from '../../../delivery/outbox/index.ts';
import { alphabetical } from '../../../reading/index.ts';
import type { Announcement } from '../announcement.ts';
import { audienceStore } from '../audience-store.ts';
import { copyReaders, otherAddresses, renderCopy } from '../copies.ts';
import { announcementInHand, lockSent } from '../permission.ts';
import { refreshState, scheduleRefresh, sendState } from '../refresh.ts';
import { remindUnread } from '../remind.ts';
import { isInHandsOf } from '../rules.ts';
import { type AnnouncementState, computeState, echoOf, type ToCall, tracesOf } from '../state.ts';
import { announcementStore } from '../store.ts';

/** Refusals that aren't retried. */
const SETTLED: readonly (string | null)[] = ['unwanted', 'withdrawn', 'pointless', NOT_THEIRS];

/** Returns the announcements this actor has a say in, the latest first. */
export const latestAnnouncements = operation({
  name: 'announcements.latest',
  who: 'delegate',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<readonly Announcement[]> {
    const { personId, coordinator } = scope.actor;
    const latest = await announcementStore(scope).latest(personId, { all: coordinator });
    return latest.filter((one) => isInHandsOf(one, scope.actor));
  },
});

/** Returns one of them, whatever its status. */
export const viewAnnouncement = operation({
  name: 'announcements.view',
  who: 'delegate',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.uuid() }),
  run: (scope, { id }): Promise<Announcement> => announcementInHand(scope, id),
});

/** Returns the state of an announcement. */
export const announcementState = operation({
  name: 'announcements.state',
  who: 'delegate',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.uuid() }),
  async run(scope, { id }): Promise<AnnouncementState> {
    return computeState(scope, await announcementInHand(scope, id));
  },
});

/**
 * Sends this person the state once, as a private message that is edited in place from then on. Returns how it leaves.
 */
export const watchAnnouncement = operation({
  name: 'announcements.watch',
  who: 'delegate',
  journal: { silent: 'is a message' },
  input: z.object({ id: z.uuid() }),
  async run(scope, { id }): Promise<Departure> {
    const announcement = await lockSent(scope, id);
    const leaves = await sendState(scope, announcement, scope.actor.personId);
    await scheduleRefresh(scope, id);
    return leaves;
  },
});

/**
 * Sends refused copies again, as the announcement reads now. Somebody who can't be written to on one platform is
 * written to on the other, if they are there. Returns the number of copies.
 */
export const retryRefused = operation({
  name: 'announcements.retry',
  who: 'delegate',
  input: z.object({ id: z.uuid() }),
  async run(scope, { id }): Promise<number> {
    const announcement = await lockSent(scope, id);
    const { copies, recipients, acknowledged } = await tracesOf(scope, id);
    const echo = echoOf({ recipients, acknowledged });
    const refused = copies.filter(({ status, reason }) => status === 'REFUSED' && !SETTLED.includes(reason));
    const readers = await copyReaders(scope, recipients);
    const others = await otherAddresses(scope, announcement, refused);
    const again = await resendAll(
      scope,
      refused.map(({ key }) => ({
        key,
        message: renderCopy(scope, announcement, { key, readers: readers.get(key) ?? [], echo }),
        elsewhere: others.get(key) ?? null,
      })),
    );
    if (again > 0) {
      await refreshState(scope, announcement);
      await scheduleRefresh(scope, id);
    }
    return again;
  },
  journal: {
    deeds: (again, { id }) =>
      again === 0 ? null : { verb: 'announcements.journal.resent', object: { kind: 'announcement', id, name: null } },
  },
});

/**
 * Returns the people left to call: those it didn't reach and who haven't read it elsewhere, then the others who
 * haven't read it.
 */
export const whoToCall = operation({
  name: 'announcements.toCall',
  who: 'delegate',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.uuid() }),
  async run(scope, { id }): Promise<{ readonly announcement: Announcement; readonly toCall: readonly ToCall[] }> {
    const announcement = await lockSent(scope, id);
    const { copies, recipients, acknowledged } = await tracesOf(scope, id);
    const read = new Set(acknowledged.map(({ personId }) => personId));
    const reasons = new Map(
      copies
        .filter(({ status }) => status === 'REFUSED' || status === 'UNKNOWN')
        .map(({ key, reason }) => [key, reason ?? 'other']),
    );
    const unread = new Map(
      recipients.filter(({ personId }) => !read.has(personId)).map((one) => [one.personId, one.deliveryKey]),
    );
    const toCall = (await audienceStore(scope).known([...unread.keys()])).flatMap(
      ({ personId, name, organisations }): ToCall[] => {
        const key = unread.get(personId);
        if (key === undefined) return [];
        const reason = key === null ? null : (reasons.get(key) ?? null);
        return [{ name, organisations: organisations.map((one) => one.name), reason }];
      },
    );
    const named = alphabetical(scope.actor.locale, toCall, ({ name }) => name);
    return { announcement, toCall: named.toSorted((a, b) => Number(a.reason === null) - Number(b.reason === null)) };
  },
});

/** Reminds those who haven't read it, once per announcement. Returns how the reminders leave. */
export const remindNow = operation({
  name: 'announcements.remind',
  who: 'delegate',
  input: z.object({ id: z.uuid() }),
  run: async (scope, { id }): Promise<Departure> => remindUnread(scope, await lockSent(scope, id)),
  journal: {
    deeds: (_, { id }) => ({
      verb: 'announcements.journal.reminded',
      object: { kind: 'announcement', id, name: null },
    }),
  },
});
