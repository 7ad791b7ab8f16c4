import type { Whereabouts } from '../../access/contacts/whereabouts.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Place, PlatformName } from '../../chat/place.ts';
import { prefixRange } from '../../database/prefix-range.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import { readRefs } from './message-schema.ts';
import { type NewDelivery, storeSendings } from './sending-store.ts';

/**
 * Stores a message to be sent, in the caller's transaction. Returns false when its key, which makes it idempotent, was
 * stored before, when its reader has opted out of this kind, or when they have been written to unasked often enough. A
 * caller that must know beforehand asks `optedOut` and `contactable`.
 */
export async function send(scope: RegionScope, sending: NewDelivery): Promise<boolean> {
  return (await sendAll(scope, [sending])).has(sending.key);
}

/** Stores many in a few statements. Returns the keys of those that were stored. */
export function sendAll(scope: RegionScope, sendings: readonly NewDelivery[]): Promise<ReadonlySet<string>> {
  return storeSendings(scope, sendings);
}

export { type Consent, type SwitchableKind, switchableKinds, type UnsolicitedKind } from '../consent/consent.ts';
export {
  contactable,
  contactableFrom,
  expectedFrom,
  optedOut,
  quietUntil,
  unaskedAmong,
} from '../consent/unsolicited.ts';
export { departureToOrganisations, departureUnder } from './departure-store.ts';
export { edit, editEach, editUnder, forgetFormerWords, isEditHindered, withdrawUnder } from './edit-store.ts';
export { areAnyForgotten, isAnyUnknown, messagesLeft } from './erase-left-store.ts';
export { eraseMessages, findPlaces, forgetMessages, lastSequence, renameKeys } from './erase-store.ts';
export { dropHeld, heldAmong, type PassOn, recheckHeld, releaseHeld, type StillMeant } from './held.ts';
export { followAccounts, followMembers, type KeptOut, keptOutOf } from './members.ts';
export type { MessageGoneHandler } from './message-gone.ts';
export type { OrganisationTarget } from './message-schema.ts';
export type { NotReachedHandler } from './not-reached.ts';
export { pinKey, pinSending } from './pin.ts';
export { resendAll } from './resend-store.ts';
export type { NewDelivery } from './sending-store.ts';
export { lastShownAt, lastStated, readerOf, type Stated, standingOf } from './standing-store.ts';
export { type Letter, letterTo, tellChannels, tellPerson, wordsForHolder } from './tell.ts';
export { followThreads, THREAD_SUMMARY } from './thread-changes.ts';

/** The state of a sending. */
export interface Sent extends Whereabouts {
  readonly key: string;
  readonly platform: PlatformName;
}

/** Returns the sendings, sent or to be sent, whose keys begin so. */
export function sentUnder(scope: RegionScope, keyPrefix: string): Promise<readonly Sent[]> {
  return sentWhere(scope, [prefixRange(keyPrefix)]);
}

/** Returns the same for keys that begin with any of these. */
export async function sentUnderEach(scope: RegionScope, keyPrefixes: readonly string[]): Promise<readonly Sent[]> {
  return keyPrefixes.length === 0 ? [] : sentWhere(scope, keyPrefixes.map(prefixRange));
}

/** Returns the sendings, sent or to be sent, with exactly these keys. */
export async function sentAs(scope: RegionScope, keys: readonly string[]): Promise<readonly Sent[]> {
  return keys.length === 0 ? [] : sentWhere(scope, [{ in: [...keys] }]);
}

async function sentWhere(scope: RegionScope, keys: readonly Prisma.StringFilter[]): Promise<readonly Sent[]> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, editOf: null, OR: keys.map((key) => ({ key })) },
    select: { key: true, platform: true, status: true, reason: true, heldUntil: true, sentAt: true },
    orderBy: { sequence: 'asc' },
  });
  return rows.map((row) => ({ ...row, platform: registeredPlatform(row.platform) }));
}

/**
 * Returns the topic of a message typed here, which the last delivery to this thread or direct conversation gives; null
 * for none.
 */
export async function aboutPlace(scope: RegionScope, place: Place): Promise<string | null> {
  const found = await clientOf(scope.tx).delivery.findFirst({
    where: {
      regionId: scope.region.id,
      platform: place.platform,
      channel: place.channel,
      thread: place.thread,
      about: { not: null },
    },
    select: { about: true },
    orderBy: { sequence: 'desc' },
  });
  return found?.about ?? null;
}

/** The conversations in a channel or direct conversation and in its threads, and the messages that stand there. */
interface SaidAbout {
  readonly abouts: readonly string[];
  /** The place of each message, by its key. */
  readonly standing: ReadonlyMap<string, PostedMessage>;
}

/**
 * Returns everything that the bot has said under a topic in this channel or direct conversation, and in its threads.
 */
export async function saidAbout(scope: RegionScope, { platform, channel }: Place): Promise<SaidAbout> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, platform, channel, about: { not: null } },
    select: { ...postedFields, about: true, status: true },
  });
  return {
    abouts: [...new Set(rows.flatMap(({ about }) => about ?? []))],
    standing: postedBy(rows.filter(({ status }) => status === 'SENT')),
  };
}

/** Returns whether this is a conversation that the bot opened with a few people, in which it expects answers. */
export async function expectsAnswers(scope: RegionScope, place: Place): Promise<boolean> {
  const count = await clientOf(scope.tx).delivery.count({
    where: {
      regionId: scope.region.id,
      platform: place.platform,
      channel: place.channel,
      thread: place.thread,
      about: { not: null },
      OR: ['private', 'organisation'].map((kind) => ({ target: { path: ['kind'], equals: kind } })),
    },
  });
  return count > 0;
}

/** The place where a sent message stands. */
export interface PostedMessage {
  /** The place of a reply to it. */
  readonly place: Place;
  /** The id of the first message it became. */
  readonly id: string;
}

/** Returns where the messages sent under these keys stand, by key, without those that aren't sent. */
export async function postedUnder(
  scope: RegionScope,
  keys: readonly string[],
): Promise<ReadonlyMap<string, PostedMessage>> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, key: { in: [...keys] }, status: 'SENT' },
    select: postedFields,
  });
  return postedBy(rows);
}

const postedFields = { key: true, platform: true, channel: true, thread: true, refs: true } as const;
type PostedRow = Prisma.DeliveryGetPayload<{ select: typeof postedFields }>;

function postedBy(rows: readonly PostedRow[]): ReadonlyMap<string, PostedMessage> {
  return new Map(
    rows.flatMap(({ key, platform, channel, thread, refs }): [string, PostedMessage][] => {
      const first = refs === null ? undefined : readRefs(refs)[0];
      if (!first || channel === null) return [];
      return [[key, { place: { platform: registeredPlatform(platform), channel, thread }, id: first.id }]];
    }),
  );
}
