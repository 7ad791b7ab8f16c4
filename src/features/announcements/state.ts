import type { Departure } from '../../access/contacts/departure.ts';
import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { type Sent, sentUnder } from '../../delivery/outbox/index.ts';
import { plannedTimes } from '../../schedule/due.ts';
import type { Announcement, Echo } from './announcement.ts';
import { DELAYED_COPY, delayedSubject } from './copies.ts';
import { type Acknowledged, type RecordedRecipient, recipientStore } from './recipient-store.ts';
import { channelOfKey, copyPrefix, totalReach } from './rules.ts';

/** Copies refused for the same reason. */
export interface RefusedCopies {
  /** The platform's refusal code. */
  readonly reason: string;
  readonly copies: number;
  /** Names of the readers of private copies; channel copies are listed in `channels`. */
  readonly people: readonly string[];
  readonly channels: readonly PlatformName[];
}

/** The outcome of an announcement so far. */
export interface AnnouncementState {
  readonly announcement: Announcement;
  /** The number of people it was meant for when it left. */
  readonly recipients: number;
  /** Copies by outcome. */
  readonly sent: number;
  readonly waiting: number;
  /** Copies that wait for the end of their readers' quiet hours. */
  readonly held: number;
  readonly unknown: number;
  readonly refused: readonly RefusedCopies[];
  /** Copies that wait because their readers have reached their weekly limit. */
  readonly later: number;
  /**
   * Recipients without a private copy although private copies were sent: they don't wish any, or belong to no
   * organisation, be it by the time at which theirs was to follow.
   */
  readonly unreached: number;
  readonly echo: Echo;
}

/** A person whom the announcement didn't reach, or who hasn't said that they read it. */
export interface ToCall {
  readonly name: string;
  readonly organisations: readonly string[];
  /** Why their copy didn't arrive; null where it did. */
  readonly reason: string | null;
}

/** The records that an announcement's state is computed from. */
export interface Traces {
  readonly copies: readonly Sent[];
  readonly recipients: readonly RecordedRecipient[];
  readonly acknowledged: readonly Acknowledged[];
}

export async function tracesOf(scope: RegionScope, id: string): Promise<Traces> {
  const people = recipientStore(scope);
  return {
    copies: await sentUnder(scope, copyPrefix(id)),
    recipients: await people.recipients(id),
    acknowledged: await people.acknowledged(id),
  };
}

export async function computeState(scope: RegionScope, announcement: Announcement): Promise<AnnouncementState> {
  const traces = await tracesOf(scope, announcement.id);
  const { copies, recipients, acknowledged } = traces;
  const count = (...statuses: readonly Sent['status'][]) =>
    copies.filter(({ status }) => statuses.includes(status)).length;
  const held = copies.filter(({ status, heldUntil }) => status === 'PENDING' && heldUntil !== null).length;
  const keys = new Set(copies.map(({ key }) => key));
  const read = new Set(acknowledged.map(({ personId }) => personId));
  const planned = await plannedTimes(scope, DELAYED_COPY, `${announcement.id}/`);
  // Subjects of before named the first reader.
  const waits = (key: string, personId: string) =>
    planned.has(delayedSubject(announcement.id, key)) || planned.has(`${announcement.id}/${personId}`);
  const without = recipients.filter(({ personId, deliveryKey }) => !read.has(personId) && !keys.has(deliveryKey ?? ''));
  const later = new Set(
    without.flatMap(({ deliveryKey: key, personId }) => (key !== null && waits(key, personId) ? [key] : [])),
  );
  const isReached = ({ personId, deliveryKey: key }: RecordedRecipient) =>
    key !== null && (keys.has(key) || later.has(key) || read.has(personId));
  return {
    announcement,
    recipients: recipients.length,
    sent: count('SENT'),
    waiting: count('PENDING', 'SENDING') - held,
    held,
    unknown: count('UNKNOWN'),
    refused: await refusalsOf(scope, traces),
    later: announcement.status === 'LEFT' ? later.size : 0,
    unreached: announcement.places.some((place) => place !== 'channels')
      ? recipients.filter((one) => !isReached(one)).length
      : 0,
    echo: echoOf(traces),
  };
}

export function echoOf({ acknowledged, recipients }: Pick<Traces, 'acknowledged' | 'recipients'>): Echo {
  const meant = new Set(recipients.map(({ personId }) => personId));
  const relayed = acknowledged.filter(({ relayedAt }) => relayedAt !== null);
  return {
    read: acknowledged.length,
    readByRecipients: acknowledged.filter(({ personId }) => meant.has(personId)).length,
    relayed: relayed.length,
    reach: totalReach(relayed.flatMap(({ reach }) => reach ?? [])),
  };
}

/** Groups the refused copies by reason, the most frequent first. */
async function refusalsOf(scope: RegionScope, { copies, recipients }: Traces): Promise<readonly RefusedCopies[]> {
  const refused = copies.filter(({ status }) => status === 'REFUSED');
  const reasons = new Map(refused.map(({ key, reason }) => [key, reason ?? 'other']));
  const readers = recipients.filter(({ deliveryKey }) => deliveryKey !== null && reasons.has(deliveryKey));
  const names = new Map(
    (await directory(scope).people(readers.map(({ personId }) => personId))).map((one) => [one.personId, one.name]),
  );
  return [...new Set(reasons.values())]
    .map((reason) => {
      const keys = [...reasons].flatMap(([key, why]) => (why === reason ? [key] : []));
      return {
        reason,
        copies: keys.length,
        people: readers
          .filter(({ deliveryKey }) => reasons.get(deliveryKey ?? '') === reason)
          .flatMap(({ personId }) => names.get(personId) ?? []),
        channels: keys.flatMap((key) => channelOfKey(key) ?? []),
      };
    })
    .sort((a, b) => b.copies - a.copies);
}

/** The counts of its state that tell how the copies of an announcement leave. */
export type LeftCopies = Pick<AnnouncementState, 'waiting' | 'held' | 'later'> &
  Pick<Announcement, 'urgent'> &
  Pick<Departure, 'away' | 'organisations'> & {
    /** Platforms whose announcement channel carries it. */
    readonly channels: readonly PlatformName[];
  };
