import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Message } from '../../chat/message.ts';
import { prefixRange } from '../../database/prefix-range.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import { EMPTY_MESSAGE, WITHDRAWN } from './message-schema.ts';
import { rankAt, storedAt } from './rank.ts';
import { followThreadsOf } from './thread-changes.ts';
import { trigger } from './trigger.ts';

/**
 * Makes a sent message show this one instead. An edit that still waits is overwritten, because only the last state is
 * worth sending. Does nothing when `of` was never stored.
 */
export async function edit(scope: RegionScope, of: string, message: Message): Promise<void> {
  await apply(scope, [{ key: of, body: structuredClone(message) }]);
}

/** Edits everything sent under keys with this prefix, each to its own new words. */
export async function editUnder(
  scope: RegionScope,
  keyPrefix: string,
  messageOf: (key: string) => Message | Promise<Message>,
): Promise<void> {
  await apply(scope, await changesOf(scope, prefixRange(keyPrefix), messageOf));
}

/** Edits the messages sent under these keys. */
export async function editEach(scope: RegionScope, messages: ReadonlyMap<string, Message>): Promise<void> {
  const messageOf = (key: string): Message => messages.get(key) ?? EMPTY_MESSAGE;
  await apply(scope, await changesOf(scope, { in: [...messages.keys()] }, messageOf));
}

/**
 * Replaces the stored words of everything under this prefix by those of its last edit, so that no former words are
 * kept.
 */
export async function forgetFormerWords({ tx, region }: RegionScope, keyPrefix: string): Promise<void> {
  const { gte, lt } = prefixRange(keyPrefix);
  await clientOf(tx).$executeRaw`
    UPDATE "Delivery" one SET "body" = last."body" FROM (
      SELECT DISTINCT ON ("editOf") "editOf", "body" FROM "Delivery"
      WHERE "regionId" = ${region.id}::uuid AND "editOf" >= ${gte} AND "editOf" < ${lt} AND "body" IS NOT NULL
      ORDER BY "editOf", "sequence" DESC
    ) last
    WHERE one."regionId" = ${region.id}::uuid AND (one."key" = last."editOf" OR one."editOf" = last."editOf") AND one."body" IS NOT NULL`;
}

/**
 * Takes back everything sent under keys with this prefix. It is deleted wherever it stands, and what isn't sent yet
 * never is.
 */
export function withdrawUnder(scope: RegionScope, keyPrefix: string): Promise<void> {
  return withdraw(scope, prefixRange(keyPrefix));
}

/** Takes back what was sent under these keys. */
export function withdrawAll(scope: RegionScope, keys: readonly string[]): Promise<void> {
  return withdraw(scope, { in: [...keys] });
}

async function withdraw(scope: RegionScope, of: Keys): Promise<void> {
  const changes = await changesOf(scope, of, () => EMPTY_MESSAGE);
  const refused = await refuseUnsent(scope, changes.filter(isPending));
  await emptyClaimed(scope, changes);
  // A delivery that was broken off is partly posted. It leaves as an empty message, which takes that part back.
  await apply(
    scope,
    changes.map((one) => ({ ...one, isRefused: refused.has(one.key) })),
  );
}

/** Returns whether the platform has put off or refused the last edit of a sending. */
export async function isEditHindered(scope: RegionScope, of: string): Promise<boolean> {
  const last = await clientOf(scope.tx).delivery.findFirst({
    where: { regionId: scope.region.id, editOf: of },
    select: { status: true, notBefore: true },
    orderBy: { sequence: 'desc' },
  });
  return last?.status === 'REFUSED' || (last?.status === 'PENDING' && last.notBefore !== null);
}

/** The keys of some sendings. */
type Keys = string | ReturnType<typeof prefixRange> | { readonly in: string[] };

/** A sending, and the message it should show. */
interface Change {
  readonly key: string;
  readonly body: object;
  /** Set when it was just refused: it isn't sent any more, but edits of it may wait. */
  readonly isRefused?: boolean;
}

/** The outcome of a change. `isNew`: it is an edit that is still to be sent. */
interface Applied {
  readonly platform: string;
  readonly target: unknown;
  readonly isNew: boolean;
}

/**
 * Applies all changes in one statement, whatever their number: waiting deliveries and waiting edits are rewritten, and what
 * has neither gets an edit. The sender may claim one of them meanwhile; then it isn't rewritten, and gets one. Edits that
 * were tried before are rewritten too: an older one would be shown after the new one.
 */
async function apply(scope: RegionScope, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  const { region, now } = scope;
  const keys = changes.map(({ key }) => key);
  const given = changes.map(({ key, body, isRefused = false }, order) => ({
    ...{ key, body, isRefused, order, id: crypto.randomUUID(), edit: `${key}#edit-${crypto.randomUUID()}` },
  }));
  const applied = await clientOf(scope.tx).$queryRaw<Applied[]>`
    WITH given AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(given)}::json)
        AS one("key" text, "body" jsonb, "isRefused" boolean, "order" int, "id" uuid, "edit" text)
    ), locked AS (
      -- Whoever takes somebody out of what one of them shows does so before, or after.
      SELECT one."key", one."platform", one."target", one."status" FROM "Delivery" one
      WHERE one."regionId" = ${region.id}::uuid AND one."key" = ANY(${keys}::text[]) AND one."editOf" IS NULL FOR KEY SHARE
    ), original AS (
      -- Sorting them takes all of them, so that none is changed below before it is locked: it would be left out.
      SELECT * FROM locked ORDER BY "key"
    ), sought AS (
      SELECT given.*, original."platform", original."target" FROM given JOIN original ON original."key" = given."key"
      WHERE given."isRefused" OR original."status" <> 'REFUSED'
    ), rewritten AS (
      UPDATE "Delivery" one SET "body" = given."body" FROM given
      WHERE one."key" = given."key" AND one."key" = ANY(${keys}::text[]) AND one."regionId" = ${region.id}::uuid
        AND one."editOf" IS NULL AND one."status" = 'PENDING' RETURNING one."key"
    ), overwritten AS (
      UPDATE "Delivery" one SET "body" = sought."body" FROM sought
      WHERE one."editOf" = sought."key" AND one."editOf" = ANY(${keys}::text[]) AND one."regionId" = ${region.id}::uuid
        AND one."status" = 'PENDING' RETURNING one."editOf" AS "key"
    ), fresh AS (
      SELECT sought.* FROM sought WHERE NOT sought."isRefused"
        AND NOT EXISTS (SELECT 1 FROM rewritten WHERE rewritten."key" = sought."key")
        AND NOT EXISTS (SELECT 1 FROM overwritten WHERE overwritten."key" = sought."key")
    ), stored AS (
      INSERT INTO "Delivery" ("id", "regionId", "key", "rank", "platform", "target", "body", "editOf", "status", "createdAt")
      SELECT "id", ${region.id}::uuid, "edit", ${storedAt(now)}::int + (SELECT count(*) FROM fresh)::int - 1, "platform", "target",
        "body", "key", 'PENDING', ${now}::timestamptz
      FROM fresh ORDER BY "order" RETURNING "editOf"
    )
    SELECT sought."platform", sought."target", EXISTS (SELECT 1 FROM stored WHERE stored."editOf" = sought."key") AS "isNew"
    FROM sought`;
  followThreadsOf(
    scope,
    applied.map(({ target }) => target),
  );
  const fresh = applied.filter(({ isNew }) => isNew);
  if (fresh.length === 0) return;
  rankAt(now, fresh.length);
  await trigger(
    scope,
    fresh.map(({ platform }) => registeredPlatform(platform)),
  );
}

/** A sending that should show something else. */
interface Original extends Change {
  readonly status: string;
}

function isPending({ status }: Original): boolean {
  return status === 'PENDING';
}

async function changesOf(
  scope: RegionScope,
  of: Keys,
  messageOf: (key: string) => Message | Promise<Message>,
): Promise<readonly Original[]> {
  const originals = await clientOf(scope.tx).delivery.findMany({
    where: { regionId: scope.region.id, key: of, editOf: null, status: { not: 'REFUSED' } },
    select: { key: true, status: true },
    orderBy: { sequence: 'asc' },
  });
  const changes: Original[] = [];
  for (const original of originals) {
    changes.push({ ...original, body: structuredClone(await messageOf(original.key)) });
  }
  return changes;
}

/** Refuses those of which nothing was sent, and returns their keys. The sender may have claimed others meanwhile. */
async function refuseUnsent(scope: RegionScope, pending: readonly Original[]): Promise<ReadonlySet<string>> {
  if (pending.length === 0) return new Set();
  const keys = pending.map(({ key }) => key);
  const rows = await clientOf(scope.tx).delivery.updateManyAndReturn({
    where: { regionId: scope.region.id, status: 'PENDING', key: { in: keys }, refs: { equals: Prisma.DbNull } },
    data: { status: 'REFUSED', reason: WITHDRAWN },
    select: { key: true },
  });
  return new Set(rows.map(({ key }) => key));
}

/** Empties what the sender is just sending, so that a further try sends nothing; if it arrives, the edit deletes it. */
async function emptyClaimed(scope: RegionScope, changes: readonly Change[]): Promise<void> {
  const keys = changes.map(({ key }) => key);
  await clientOf(scope.tx).delivery.updateMany({
    where: { regionId: scope.region.id, status: 'SENDING', key: { in: keys } },
    data: { body: structuredClone(EMPTY_MESSAGE) as object },
  });
}
