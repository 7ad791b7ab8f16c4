import { databasePlatform, platformName } from '../access/platform-name.ts';
import type { RegionScope } from '../access/scope.ts';
import type { Message } from '../chat/message.ts';
import type { Place, PlatformName, Target } from '../chat/place.ts';
import { clientOf } from '../database/transaction.ts';
import { readRefs, readTarget, type ThreadTarget } from './message-schema.ts';
import { trigger } from './trigger.ts';
import { heldUntil, reachable } from './unsolicited.ts';

export interface Sending {
  /** What is sent where, once: a second sending with the same key is not stored. */
  readonly key: string;
  readonly target: Target | ThreadTarget;
  /** In the reader's language. */
  readonly message: Message;
  /** What a typed reply to it is about, e.g. 'survey:<id>'. */
  readonly about?: string;
  /**
   * Id of the person it is sent to though they asked for nothing: at most two within a week, of all kinds together, and
   * not at night, when it waits for the morning.
   */
  readonly unsolicitedTo?: string;
}

/**
 * Stores a message to be sent with the caller's transaction. False when this key was sent or stored before, or its person
 * has been written to unasked often enough: whoever must know beforehand asks `reachable`.
 */
export async function send(scope: RegionScope, sending: Sending): Promise<boolean> {
  const { target, unsolicitedTo = null } = sending;
  if (unsolicitedTo !== null && !(await reachable(scope, [unsolicitedTo])).has(unsolicitedTo)) return false;
  const stored = await clientOf(scope.tx).delivery.createMany({
    data: {
      regionId: scope.region.id,
      key: sending.key,
      platform: databasePlatform(target.kind === 'place' ? target.place.platform : target.platform),
      target: structuredClone(target) as object,
      body: structuredClone(sending.message) as object,
      about: sending.about ?? null,
      unsolicitedTo,
      heldUntil: unsolicitedTo === null ? null : await heldUntil(scope),
      status: 'PENDING',
      createdAt: scope.now,
    },
    skipDuplicates: true,
  });
  if (stored.count === 0) return false;
  await trigger(scope);
  return true;
}

/**
 * Makes a sent message show this one instead. An edit that still waits is overwritten: only the last state is worth
 * sending. Nothing happens when `of` was never stored.
 */
export async function edit(scope: RegionScope, of: string, message: Message): Promise<void> {
  await editAll(scope, of, () => message);
}

/** The same for all that was sent under keys that begin like this, each with what it is to show. */
export async function editUnder(
  scope: RegionScope,
  keyPrefix: string,
  messageOf: (key: string) => Message | Promise<Message>,
): Promise<void> {
  await editAll(scope, { startsWith: keyPrefix }, messageOf);
}

async function editAll(
  scope: RegionScope,
  of: string | { readonly startsWith: string },
  messageOf: (key: string) => Message | Promise<Message>,
): Promise<void> {
  const { delivery } = clientOf(scope.tx);
  const regionId = scope.region.id;
  const originals = await delivery.findMany({
    where: { regionId, key: of, editOf: null, status: { not: 'REFUSED' } },
    select: { key: true, platform: true, status: true, target: true },
    orderBy: { sequence: 'asc' },
  });
  const keys = originals.map(({ key }) => key);
  const waiting = new Set(
    keys.length === 0 ? [] : (await waitingEdits(scope, keys)).flatMap(({ editOf }) => editOf ?? []),
  );
  const edits: ReturnType<typeof newEdit>[] = [];
  for (const { key, platform, status, target } of originals) {
    const body = structuredClone(await messageOf(key)) as object;
    // Not sent yet: it may as well leave as it is now.
    if (status === 'PENDING' && (await rewrite(scope, { key }, body))) continue;
    if (waiting.has(key) && (await rewrite(scope, { editOf: key }, body))) continue;
    edits.push(newEdit(scope, { key, platform, target: target as object }, body));
  }
  if (edits.length === 0) return;
  await delivery.createMany({ data: edits });
  await trigger(scope);
}

function newEdit(
  { region, now }: RegionScope,
  { key, ...original }: { readonly key: string; readonly platform: 'SLACK' | 'DISCORD'; readonly target: object },
  body: object,
) {
  const status = 'PENDING' as const;
  const edit = { key: `${key}#edit-${crypto.randomUUID()}`, editOf: key, body, status, createdAt: now };
  return { regionId: region.id, ...original, ...edit };
}

function waitingEdits(scope: RegionScope, of: readonly string[]) {
  return clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, editOf: { in: [...of] }, status: 'PENDING' },
    select: { editOf: true },
  });
}

/** False when nothing of it waits to be sent any more. */
async function rewrite(
  scope: RegionScope,
  what: { readonly key: string } | { readonly editOf: string },
  body: object,
): Promise<boolean> {
  const regionId = scope.region.id;
  const { count } = await clientOf(scope.tx).delivery.updateMany({
    where: { ...what, regionId, status: 'PENDING' },
    data: { body },
  });
  return count > 0;
}

export { reachable, reachableFrom } from './unsolicited.ts';

/** What was sent under a key: its status, and why not. */
export interface Sent {
  readonly key: string;
  readonly status: 'PENDING' | 'SENDING' | 'SENT' | 'REFUSED' | 'UNKNOWN';
  readonly reason: string | null;
}

export async function sentUnder(scope: RegionScope, keyPrefix: string): Promise<readonly Sent[]> {
  return clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, key: { startsWith: keyPrefix }, editOf: null },
    select: { key: true, status: true, reason: true },
    orderBy: { sequence: 'asc' },
  });
}

/** What a message typed here is about: the last sending that opened this thread or direct conversation. */
export async function aboutPlace(scope: RegionScope, place: Place): Promise<string | null> {
  const found = await clientOf(scope.tx).delivery.findFirst({
    where: {
      regionId: scope.region.id,
      platform: databasePlatform(place.platform),
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
    where: { regionId: scope.region.id, platform: databasePlatform(platform), channel, about: { not: null } },
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
      platform: databasePlatform(place.platform),
      channel: place.channel,
      thread: place.thread,
      about: { not: null },
      target: { path: ['kind'], equals: 'private' },
    },
  });
  return count > 0;
}

export { NOT_REACHED } from './store.ts';

/** The first of those a private message was meant for who never got it; null when it isn't one of the region. */
export async function meantFor(
  scope: RegionScope,
  deliveryId: string,
): Promise<{ readonly platform: PlatformName; readonly user: string } | null> {
  const row = await clientOf(scope.tx).delivery.findFirst({
    where: { regionId: scope.region.id, id: deliveryId },
    select: { target: true },
  });
  const target = row && readTarget(row.target);
  const user = target?.kind === 'private' ? target.users[0] : undefined;
  return target?.kind === 'private' && user !== undefined ? { platform: target.platform, user } : null;
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
      return [[key, { place: { platform: platformName(platform), channel, thread }, id: first.id }]];
    }),
  );
}
