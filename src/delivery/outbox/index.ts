import type { Whereabouts } from '../../access/contacts/whereabouts.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { type Place, type PlatformName, registeredPlatform } from '../../chat/place.ts';
import { beginningWith } from '../../database/beginning.ts';
import { clientOf } from '../../database/transaction.ts';
import { readRefs } from './message-schema.ts';
import { type Sending, storeSendings } from './sending-store.ts';

/**
 * Stores a message to be sent with the caller's transaction. False when this key was sent or stored before, or its person
 * doesn't wish to be sent this, or has been written to unasked often enough: whoever must know beforehand asks
 * `unwilling` and `reachable`.
 */
export async function send(scope: RegionScope, sending: Sending): Promise<boolean> {
  return (await sendAll(scope, [sending])).has(sending.key);
}

/** The same of many, in few statements. The keys of those that were stored. */
export function sendAll(scope: RegionScope, sendings: readonly Sending[]): Promise<ReadonlySet<string>> {
  return storeSendings(scope, sendings);
}

export { type Consent, type SwitchableKind, switchableKinds, type UnsolicitedKind } from '../consent/consent.ts';
export { quietUntil, reachable, reachableFrom, unwilling } from '../consent/unsolicited.ts';
export { departureUnder } from './departure-store.ts';
export { edit, editUnder, withdrawUnder } from './edit-store.ts';
export { heldAmong, letGo, lookAgain, type PassOn, type StillMeant } from './held.ts';
export { followAccounts, followMembers, type KeptOut, keptOutOf } from './members.ts';
export type { OrganisationTarget } from './message-schema.ts';
export type { NotReachedHandler } from './not-reached.ts';
export { resendAll } from './resend-store.ts';
export type { Sending } from './sending-store.ts';

/** What was sent under a key: where, its status, and why not. */
export interface Sent extends Whereabouts {
  readonly key: string;
  readonly platform: PlatformName;
}

export async function sentUnder(scope: RegionScope, keyPrefix: string): Promise<readonly Sent[]> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, key: beginningWith(keyPrefix), editOf: null },
    select: { key: true, platform: true, status: true, reason: true, heldUntil: true, sentAt: true },
    orderBy: { sequence: 'asc' },
  });
  return rows.map((row) => ({ ...row, platform: registeredPlatform(row.platform) }));
}

/** What a message typed here is about: the last sending that opened this thread or direct conversation. */
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

/** All that was sent in this channel or direct conversation, and in its threads, is about. */
export async function saidAbout(scope: RegionScope, { platform, channel }: Place): Promise<readonly string[]> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, platform, channel, about: { not: null } },
    select: { about: true },
    distinct: ['about'],
  });
  return rows.flatMap(({ about }) => about ?? []);
}

/** Whether this is a conversation that the bot opened with a few people, in which it expects answers. */
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

/** Where something that was sent stands. */
export interface Standing {
  /** Where a reply to it stands. */
  readonly place: Place;
  /** Id of the first message it became. */
  readonly id: string;
}

/** Where what was sent under these keys stands, by key; without what isn't sent. */
export async function standingOf(scope: RegionScope, keys: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, key: { in: [...keys] }, status: 'SENT' },
    select: { key: true, platform: true, channel: true, thread: true, refs: true },
  });
  return new Map(
    rows.flatMap(({ key, platform, channel, thread, refs }): [string, Standing][] => {
      const first = refs === null ? undefined : readRefs(refs)[0];
      if (!first || channel === null) return [];
      return [[key, { place: { platform: registeredPlatform(platform), channel, thread }, id: first.id }]];
    }),
  );
}
