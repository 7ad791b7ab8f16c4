import type { Scrub } from '../../access/personal/scrub.ts';
import { endOfTerm } from '../../access/region/data-settings-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Prisma } from '../../generated/prisma/client.ts';
import { editEach, withdrawAll } from './edit-store.ts';
import { type AnyTarget, readMessage, readTarget } from './message-schema.ts';

/** Somebody who is being erased, as deliveries know them. */
export interface Erasing {
  /** The platforms' ids of their accounts, as '<platform>:<id>'. */
  readonly accounts: readonly string[];
  /** Their direct conversations with the bot, as '<platform>:<channel>'. */
  readonly places: readonly string[];
  /** Their accounts' rows, as messages without words say whom they named. */
  readonly identities: readonly string[];
  /** Files of theirs, which messages lose. */
  readonly files: readonly string[];
  /** Keys of what was taken back before. */
  readonly own: readonly string[];
  /** The last delivery before they asked for it, and when that was. */
  readonly until: string;
  readonly pressedAt: Date;
  readonly scrub: Scrub;
  /** For what was said since then, which leaves their accounts: the bot may know these anew. */
  readonly since: Scrub;
}

const fields = {
  ...{ id: true, key: true, sequence: true, platform: true, target: true, body: true, editOf: true, about: true },
  ...{ status: true, channel: true, createdAt: true, names: true },
} as const;

/** Returns the number of the last delivery that was stored; 0 where there is none. */
export async function lastSequence({ tx, region }: RegionScope): Promise<string> {
  const where = { regionId: region.id };
  const found = await clientOf(tx).delivery.aggregate({ where, _max: { sequence: true } });
  return String(found._max.sequence ?? 0);
}

/** A part of the deliveries, by their order: those after `after`, up to `until` where it is given, at most `most` of them. */
export interface Stretch {
  readonly after: string;
  readonly until?: string;
  readonly most: number;
}

async function rowsIn({ tx, region }: RegionScope, { after, until, most }: Stretch) {
  return clientOf(tx).delivery.findMany({
    where: {
      regionId: region.id,
      sequence: { gt: BigInt(after), ...(until === undefined ? {} : { lte: BigInt(until) }) },
    },
    select: fields,
    orderBy: { sequence: 'asc' },
    take: most,
  });
}

type Row = Awaited<ReturnType<typeof rowsIn>>[number];

/** Returns the direct conversations that messages to these accounts stand in; `next` is null where nothing follows. */
export async function findPlaces(
  scope: RegionScope,
  stretch: Stretch,
  accounts: readonly string[],
): Promise<{ readonly places: readonly string[]; readonly next: string | null }> {
  const rows = await rowsIn(scope, stretch);
  const places = rows.flatMap(({ platform, target, channel }) =>
    channel !== null && isToAccount(readTarget(target), accounts) ? [`${platform}:${channel}`] : [],
  );
  return { places: [...new Set(places)], next: nextOf(rows, stretch) };
}

function nextOf(rows: readonly Row[], { most }: Stretch): string | null {
  return rows.length < most ? null : String(rows.at(-1)?.sequence);
}

/** Returns whether this is a private message to one of these accounts. */
function isToAccount(target: AnyTarget, accounts: readonly string[]): boolean {
  const to = target.kind === 'private' ? target.users[0] : target.kind === 'organisation' ? target.to : null;
  return to !== null && to !== undefined && 'platform' in target && accounts.includes(`${target.platform}:${to}`);
}

/** The outcome of erasing one batch of deliveries. */
export interface Erased {
  /** Keys of messages to the person, which are taken back. */
  readonly own: readonly string[];
  /** Keys of messages to others, which are reworded. */
  readonly changed: readonly string[];
  /** Keys that name the person themselves, or that hang on such keys. */
  readonly named: readonly string[];
  /** Whether there was anything to take back or to change. */
  readonly anything: boolean;
  readonly next: string | null;
}

/**
 * Takes back what was written to somebody, and takes them out of what was written to others: in what is stored, and by edits in
 * what stands on the platforms. What was said since they asked for it may have been worded before, so they go from it too.
 */
export async function eraseMessages(scope: RegionScope, stretch: Stretch, of: Erasing): Promise<Erased> {
  const rows = await rowsIn(scope, stretch);
  const known = new Set(of.own);
  const messages = rows.filter(({ key, editOf }) => editOf === null && !known.has(key));
  const own = await ownAmong(
    scope,
    messages.filter((row) => !isSince(row, of)),
    of,
  );
  const edits = await editsOf(
    scope,
    messages.map(({ key }) => key),
  );
  await withdrawAll(scope, [...own]);
  const reworded = new Map<string, Message>();
  const unworded: string[] = [];
  for (const row of messages) {
    if (own.has(row.key)) continue;
    const stated = (edits.get(row.key) ?? []).filter(({ body }) => body !== null).at(-1)?.body ?? row.body;
    if (stated === null && row.names.some((one) => of.identities.includes(one))) unworded.push(row.key);
    if (stated === null || row.status === 'REFUSED') continue;
    const part = partOf(row, of);
    const left = bodyWithout(stated, part);
    // A message calls people once, as it is posted: whatever it shows after that calls nobody.
    if (left !== null || isCalling(row.target, part)) reworded.set(row.key, readMessage(left ?? stated));
  }
  await withdrawUnworded(scope, unworded, of.identities);
  let anything = own.size > 0 || reworded.size > 0 || unworded.length > 0;
  for (const row of messages) {
    const isOwn = own.has(row.key);
    // Until it is forgotten, an edit of what was for them alone is for somebody.
    const part = isOwn ? { ...of, accounts: [] } : partOf(row, of);
    const stored = edits.get(row.key) ?? [];
    // One that waits is what takes it back by now.
    for (const one of isOwn ? stored.filter(isOver) : [row, ...stored]) {
      anything = (await rewrite(scope, one, part)) || anything;
    }
  }
  await editEach(scope, reworded);
  return {
    own: [...own],
    changed: [...reworded.keys(), ...unworded],
    named: rows.flatMap((row) => {
      const read = readTarget(row.target);
      const hangsOn = 'of' in read ? read.of : '';
      return [row.key, hangsOn].some((one) => partOf(row, of).scrub.ids(one) !== one) ? [row.key] : [];
    }),
    anything,
    next: nextOf(rows, stretch),
  };
}

/**
 * Takes back messages that named somebody and whose words aren't stored any more: nobody can say what they would read without them.
 * Their rows stay, as what was sent under their keys isn't sent again.
 */
async function withdrawUnworded(
  scope: RegionScope,
  keys: readonly string[],
  identities: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  await withdrawAll(scope, keys);
  await clientOf(scope.tx).$executeRaw`
    UPDATE "Delivery" SET "names" = ARRAY(SELECT one FROM unnest("names") one WHERE one <> ALL (${[...identities]}::uuid[]))
    WHERE "regionId" = ${scope.region.id}::uuid AND "key" = ANY (${[...keys]}::text[])`;
}

/** Returns whether a delivery is neither waiting nor being sent. */
function isOver({ status }: Row): boolean {
  return status !== 'PENDING' && status !== 'SENDING';
}

/** Returns whether a delivery was stored and worded after the person asked to be erased: their accounts may be known anew. */
function isSince({ sequence, createdAt }: Row, { until, pressedAt }: Erasing): boolean {
  return sequence > BigInt(until) && createdAt >= pressedAt;
}

/** Returns what is taken out of a delivery. */
function partOf(row: Row, of: Erasing): Erasing {
  return isSince(row, of) ? { ...of, accounts: [], places: [], scrub: of.since } : of;
}

/** Returns the keys of those that were for this person alone: private ones, and what was said below them or where they stand. */
async function ownAmong(
  { tx, region }: RegionScope,
  rows: readonly Row[],
  { accounts, places }: Erasing,
): Promise<ReadonlySet<string>> {
  const below = rows.flatMap(({ target }) => {
    const read = readTarget(target);
    return read.kind === 'thread' ? [read.of] : [];
  });
  const parents = await clientOf(tx).delivery.findMany({
    where: { regionId: region.id, key: { in: below } },
    select: { key: true, target: true },
  });
  const hangsOnOwn = new Set(
    parents.flatMap((one) => (isToAccount(readTarget(one.target), accounts) ? [one.key] : [])),
  );
  const isIn = (platform: PlatformName, channel: string | null) => places.includes(`${platform}:${channel}`);
  return new Set(
    rows.flatMap(({ key, platform, target, channel }) => {
      const read = readTarget(target);
      const theirs =
        isToAccount(read, accounts) ||
        isIn(platform, channel) ||
        (read.kind === 'place' && isIn(platform, read.place.channel)) ||
        (read.kind === 'thread' && hangsOnOwn.has(read.of));
      return theirs ? [key] : [];
    }),
  );
}

async function editsOf({ tx, region }: RegionScope, keys: readonly string[]): Promise<ReadonlyMap<string, Row[]>> {
  const rows = await clientOf(tx).delivery.findMany({
    where: { regionId: region.id, editOf: { in: [...keys] } },
    select: fields,
    orderBy: { sequence: 'asc' },
  });
  const byMessage = new Map<string, Row[]>();
  for (const row of rows) byMessage.set(row.editOf ?? '', [...(byMessage.get(row.editOf ?? '') ?? []), row]);
  return byMessage;
}

/** Returns a body without the person and their files; null where it tells nothing of them. */
function bodyWithout(body: Prisma.JsonValue, { scrub, files }: Pick<Erasing, 'scrub' | 'files'>): object | null {
  const before = readMessage(body);
  const blocks = before.blocks.filter((block) => !('file' in block) || !files.includes(block.file.id));
  const after = { ...before, blocks: scrub.data(blocks) };
  return JSON.stringify(after) === JSON.stringify(before) ? null : structuredClone(after);
}

/**
 * Takes the person out of what is stored of a message to others; its key stays until nothing hangs on it any more. Returns whether
 * there was anything to take out.
 */
async function rewrite({ tx }: RegionScope, { id, target, body, about }: Row, of: Erasing): Promise<boolean> {
  const left = body === null ? null : bodyWithout(body, of);
  const where = targetWithout(target as object, of);
  const subject = about === null ? null : of.scrub.ids(about);
  const data = {
    ...(left ? { body: left } : {}),
    ...(JSON.stringify(where) === JSON.stringify(target) ? {} : { target: where }),
    ...(subject === about ? {} : { about: subject }),
  };
  if (Object.keys(data).length === 0) return false;
  await clientOf(tx).delivery.update({ where: { id }, data });
  return true;
}

/** Returns whether a message mentions one of these accounts in an organisation's thread, beside what it says. */
function isCalling(target: Prisma.JsonValue, { accounts }: Pick<Erasing, 'accounts'>): boolean {
  const read = readTarget(target);
  return read.kind === 'organisation' && read.calls.some((id) => accounts.includes(`${read.platform}:${id}`));
}

/** Returns a target that calls and names the person no more; who else is to read it stays. */
function targetWithout(target: object, { accounts, scrub }: Erasing): object {
  const read: AnyTarget = readTarget(target);
  const platform = 'platform' in read ? read.platform : read.place.platform;
  const isOther = (id: string) => !accounts.includes(`${platform}:${id}`);
  const kept = {
    ...target,
    ...('calls' in read && read.calls ? { calls: read.calls.filter(isOther) } : {}),
    ...(read.kind === 'private' ? { users: read.users.filter(isOther) } : {}),
  };
  // The key of the message that it hangs on stays as it is for now.
  return 'of' in read ? kept : scrub.data(kept);
}

/** The messages that are still to be taken back or reworded, and those that couldn't be. */
export interface MessagesLeft {
  /** Keys whose change waits for its platform, by platform. */
  readonly waiting: Readonly<Record<PlatformName, readonly string[]>>;
  /** Keys whose last change was refused, or of which nobody knows. */
  readonly failed: readonly string[];
}

/** Returns which of these messages still wait to be taken back or reworded. */
export async function messagesLeft({ tx, region }: RegionScope, keys: readonly string[]): Promise<MessagesLeft> {
  const regionId = region.id;
  const waiting: Record<PlatformName, readonly string[]> = {};
  const failed: string[] = [];
  const rows = await clientOf(tx).delivery.findMany({
    where: { regionId, OR: [{ editOf: { in: [...keys] } }, { key: { in: [...keys] }, editOf: null }] },
    select: { key: true, editOf: true, status: true, platform: true, heldUntil: true },
    orderBy: { sequence: 'asc' },
  });
  const last = new Map<string, (typeof rows)[number]>();
  const underWay = new Map<string, PlatformName>();
  for (const row of rows) {
    last.set(row.editOf ?? row.key, row);
    const waits = row.status === 'SENDING' || (row.status === 'PENDING' && row.heldUntil === null);
    if (waits) underWay.set(row.editOf ?? row.key, row.platform);
  }
  for (const [key, platform] of underWay) waiting[platform] = [...(waiting[platform] ?? []), key];
  for (const [key, { status, editOf }] of last) {
    if (editOf !== null && !underWay.has(key) && (status === 'REFUSED' || status === 'UNKNOWN')) failed.push(key);
  }
  return { waiting, failed };
}

/** The most messages that are looked at for whether it is known whom they named. */
const OLDEST = 500;

/**
 * Returns whether messages stand of which it isn't known whom they named, as their words went before that was noted. They are among the
 * oldest: those whose words went later were sent later.
 */
export async function isAnyUnknown({ tx, region }: RegionScope): Promise<boolean> {
  const [found] = await clientOf(tx).$queryRaw<readonly { readonly unknown: boolean }[]>`
    SELECT coalesce(bool_or(oldest."unknown"), false) AS "unknown" FROM (
      SELECT "names" IS NULL AND "refs" IS NOT NULL AS "unknown" FROM "Delivery"
      WHERE "regionId" = ${region.id}::uuid AND "editOf" IS NULL AND "body" IS NULL ORDER BY "createdAt" LIMIT ${OLDEST}) oldest`;
  return found?.unknown === true;
}

/** Returns whether private messages were sent so long ago, as an edition is kept, that it isn't known any more where they stand. */
export async function areAnyForgotten(scope: RegionScope): Promise<boolean> {
  const { tx, region } = scope;
  const before = await endOfTerm(scope, 'edition');
  return (await clientOf(tx).region.count({ where: { id: region.id, createdAt: { lt: before } } })) > 0;
}

/** Forgets messages under these keys, with their edits: what is left of them is on the platforms. */
export async function forgetMessages({ tx, region }: RegionScope, keys: readonly string[]): Promise<void> {
  const among = { in: [...keys] };
  const where = { regionId: region.id, OR: [{ key: among }, { editOf: among }] };
  await clientOf(tx).delivery.deleteMany({ where });
}

/** Gives messages whose keys hold somebody's id, or hang on such keys, keys that don't. */
export async function renameKeys({ tx, region }: RegionScope, keys: readonly string[], scrub: Scrub): Promise<void> {
  const client = clientOf(tx);
  const regionId = region.id;
  const rows = await client.delivery.findMany({
    // Edits are named after what they change.
    where: { regionId, OR: [{ key: { in: [...keys] } }, { editOf: { in: [...keys] } }] },
    select: { id: true, key: true, editOf: true, target: true },
  });
  for (const { id, key, editOf, target } of rows) {
    const changed = editOf === null ? null : scrub.ids(editOf);
    const data = { key: scrub.ids(key), editOf: changed, target: scrub.data(target as object) };
    await client.delivery.update({ where: { id, regionId }, data });
  }
}
