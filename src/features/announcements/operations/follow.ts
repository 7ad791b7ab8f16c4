import { z } from 'zod';
import { NOT_THEIRS } from '../../../access/actor/rights.ts';
import type { Departure } from '../../../access/contacts/departure.ts';
import type { Contact } from '../../../access/contacts/directory-store.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { contactableFrom, optedOut, resendAll, type Sent } from '../../../delivery/outbox/index.ts';
import { alphabetical } from '../../../reading/index.ts';
import { stillMeantAmong } from '../addressees.ts';
import type { Announcement, SentAgain } from '../announcement.ts';
import { audienceStore } from '../audience-store.ts';
import { copyReaders, otherAddresses, renderCopy } from '../copies.ts';
import { announcementInHand, lockSent } from '../permission.ts';
import { refreshState, scheduleRefresh, sendState } from '../refresh.ts';
import { remindUnread } from '../remind.ts';
import { channelOfKey, isInHandsOf } from '../rules.ts';
import { type AnnouncementState, computeState, echoOf, type ToCall, tracesOf } from '../state.ts';
import { announcementStore } from '../store.ts';

interface RefusedSoFar {
  readonly refused: readonly Sent[];
  /** The readers of each private copy, by its key. */
  readonly readers: ReadonlyMap<string, readonly Contact[]>;
  /** Ids of those who have read it. */
  readonly read: ReadonlySet<string>;
}

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
 * written to on the other, if they are there. Those who have read it elsewhere, don't wish it or aren't in its audience any more are
 * left out.
 */
export const retryRefused = operation({
  name: 'announcements.retry',
  who: 'delegate',
  input: z.object({ id: z.uuid() }),
  async run(scope, { id }): Promise<SentAgain> {
    const announcement = await lockSent(scope, id);
    const { copies, recipients, acknowledged } = await tracesOf(scope, id);
    const echo = echoOf({ recipients, acknowledged });
    const refused = copies.filter(({ status, reason }) => status === 'REFUSED' && !SETTLED.includes(reason));
    const readers = await copyReaders(scope, recipients);
    const read = new Set(acknowledged.map(({ personId }) => personId));
    const { now, later } = await whichToResend(scope, announcement, { refused, readers, read });
    const others = await otherAddresses(scope, announcement, now, readers);
    const again = await resendAll(
      scope,
      now.map(({ key }) => ({
        key,
        message: renderCopy(scope, announcement, { key, readers: readers.get(key) ?? [], echo }),
        elsewhere: others.get(key) ?? null,
      })),
    );
    if (again > 0) {
      await refreshState(scope, announcement);
      await scheduleRefresh(scope, id);
    }
    return { copies: again, later, urgent: announcement.urgent };
  },
  journal: {
    deeds: ({ copies }, { id }) =>
      copies === 0 ? null : { verb: 'announcements.journal.resent', object: { kind: 'announcement', id, name: null } },
  },
});

/**
 * Returns those of these refused copies that may leave now, and the number of those that wait for their readers' week. Where one of
 * an organisation's conversation has had enough, it waits for all: it would call that one, too.
 */
async function whichToResend(
  scope: Scope,
  announcement: Announcement,
  { refused, readers, read }: RefusedSoFar,
): Promise<{ readonly now: readonly Sent[]; readonly later: number }> {
  const unread = refused.flatMap(({ key }) => readers.get(key) ?? []).filter(({ personId }) => !read.has(personId));
  const ids = unread.map(({ personId }) => personId);
  const unasked = announcement.urgent ? 'urgent' : 'announcement';
  const full = await contactableFrom(scope, ids, unasked, '00:00');
  const not = await optedOut(scope, ids, unasked);
  const meant = await stillMeantAmong(scope, announcement, ids);
  const wanting = new Set(ids.filter((id) => meant.has(id) && !not.has(id)));
  const theirs = (key: string) =>
    (readers.get(key) ?? []).map(({ personId }) => personId).filter((id) => wanting.has(id));
  const worth = refused.filter(({ key }) => channelOfKey(key) !== null || theirs(key).length > 0);
  const now = worth.filter(({ key }) => !theirs(key).some((id) => full.has(id)));
  return { now, later: worth.length - now.length };
}

/**
 * Returns the people left to call: those it didn't reach and who haven't read it elsewhere, then the others who
 * haven't read it. Who doesn't belong to its audience any more isn't among them.
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
    const meant = await stillMeantAmong(scope, announcement, [...unread.keys()]);
    const toCall = (await audienceStore(scope).known([...meant])).flatMap(
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
    deeds: ({ now, held, failed }, { id }) =>
      now + held + failed === 0
        ? null
        : { verb: 'announcements.journal.reminded', object: { kind: 'announcement', id, name: null } },
  },
});
