import { randomUUID } from 'node:crypto';
import { CLOCKS_DIFFER_MS } from '../../access/region/clocks-differ.ts';
import type { Database } from '../../database/database.ts';
import { clientOf, inTransaction } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { type Client, type MessageName, refreshQuotations } from '../copies/quotations-store.ts';
import { legibleData, type ToldState } from '../state.ts';
import { type Rewritten, rewrittenSince, whatTheySay } from './rewritten-store.ts';

/** A message of a relayed channel, as it is stored from now on. */
export interface MessageRow {
  readonly regionId: string;
  /** The row of its channel. */
  readonly channelId: string;
  readonly kind: 'MESSAGE' | 'THREAD';
  readonly sourceId: string;
  readonly thread: string | null;
  readonly replyTo: string | null;
  readonly authorId: string;
  readonly authorName: string;
  readonly picture: string | null;
  /** See stateOf; null when it was deleted. */
  readonly state: ToldState | null;
  readonly edited: string | null;
  readonly withheld: 'MARKED' | 'DELETED' | null;
  readonly saidAt: Date;
}

/** A message as it is stored. */
export interface StoredMessage extends MessageRow {
  readonly id: string;
}

/** A copy that was claimed when its message was stored: no part of it stands or was posted before. */
export interface ClaimedCopy {
  readonly id: string;
  /** The row of the channel for which it is made. */
  readonly channelId: string;
  readonly message: StoredMessage;
}

/** The outcome of storing messages. */
export interface StoredMessages {
  /** The channels in which a copy is due that isn't claimed. */
  readonly due: readonly string[];
  /** The claimed copies, in the order in which the messages were given. */
  readonly claimed: readonly ClaimedCopy[];
  /** The messages among them whose beginning has changed. */
  readonly rewritten: readonly Rewritten[];
}

/** A copy that was begun; without ids, any that have changed in a channel. */
interface ChangedCopy {
  readonly id: string | null;
  readonly channelId: string;
  readonly messageId: string | null;
  readonly isClaimed: boolean;
}

/**
 * Matches a given message that is older than the stored one, by its author's last change. A platform may tell an
 * earlier time of a change when the message is read than in the event.
 */
const IS_OLDER = Prisma.sql`((length(COALESCE(EXCLUDED."edited", '')), COALESCE(EXCLUDED."edited", '')) < (length(COALESCE(known."edited", '')), COALESCE(known."edited", '')))`;
/**
 * Matches a stored message from which somebody was taken out and which its author hasn't changed since: its platform
 * still tells the former words.
 */
const STILL_NAMES = Prisma.sql`(known."reworded" AND COALESCE(EXCLUDED."edited", '') = COALESCE(known."edited", ''))`;
/** The part of the given state to store: none where its author is left out of the relay. */
const TOLD = Prisma.sql`COALESCE(CASE WHEN ${IS_OLDER} OR ${STILL_NAMES} OR EXCLUDED."withheld" = 'SILENCED' THEN EXCLUDED."state" - '{content,names,files}'::text[] ELSE EXCLUDED."state" END, '{}')`;

/**
 * Stores messages as they are now, and makes copies due: theirs, and those that quote a message which no longer stands
 * anywhere, or begins with other words. No message may be given twice. Copies in the channels of `taking` are claimed
 * with it, where there should be any.
 */
export async function storeMessages(
  database: Database,
  rows: readonly MessageRow[],
  taking: readonly string[],
): Promise<StoredMessages> {
  const changes = rows.filter(
    ({ kind, edited, withheld }) => withheld !== null || edited !== null || kind === 'THREAD',
  );
  if (changes.length === 0) return { ...(await storeRows(database, rows, taking)), rewritten: [] };
  // Nothing may happen in between: a message that was deleted or reworded must not be quoted with its old words.
  return inTransaction(database, async (tx) => {
    const client = { prisma: clientOf(tx) };
    const before = await whatTheySay(client, changes);
    const { due, claimed } = await storeRows(client, rows, taking);
    const rewritten = before.length === 0 ? [] : rewrittenSince(before, await whatTheySay(client, changes));
    const gone = changes.filter(({ withheld }) => withheld !== null);
    const quotedAnew = await refreshQuotations(client, [...gone, ...rewritten]);
    return { claimed, rewritten, due: [...new Set([...due, ...quotedAnew])] };
  });
}

/**
 * Stores messages as they are now, in one statement, and makes their copies due. A state older than the stored one adds
 * at most reactions and the pin, a message that was deleted or taken back stays so, and somebody who is left out of the
 * relay isn't copied.
 */
async function storeRows(
  { prisma }: Client,
  rows: readonly MessageRow[],
  taking: readonly string[],
): Promise<Omit<StoredMessages, 'rewritten'>> {
  const messages = rows.map((row): StoredMessage => ({ ...legibleData(row), id: randomUUID() }));
  const given = messages.map((message, order) => ({ ...message, order, saidAt: message.saidAt.toISOString() }));
  const found = await prisma.$queryRaw<ChangedCopy[]>`
    WITH given AS (
      SELECT one.*, own."relayId", own."tiedAt", (SELECT true FROM "RelaySilence" silence WHERE silence."regionId" = one."regionId"
        AND silence."platform" = own."platform" AND silence."userId" = one."authorId") AS "silenced",
        -- What somebody said before they had themselves erased is nobody's, and stands nowhere else, however late it comes.
        (SELECT erasure."doing"->>'marker' FROM "Erasure" erasure WHERE erasure."regionId" = one."regionId" AND erasure."endedAt" IS NULL
          AND erasure."doing"->'accounts' @> to_jsonb(own."platform" || ':' || one."authorId")
          AND one."saidAt" <= erasure."startedAt" + ${CLOCKS_DIFFER_MS} * interval '1 millisecond' LIMIT 1) AS "erased",
        -- What somebody said before they were left out can still be kept out by a sign.
        EXISTS (SELECT 1 FROM "RelayMessage" known WHERE known."channelId" = one."channelId" AND known."sourceId" = one."sourceId") AS "isKnown"
      FROM json_to_recordset(${JSON.stringify(given)}::json) AS one("id" uuid, "order" int, "regionId" uuid, "channelId" uuid,
        "kind" text, "sourceId" text, "thread" text, "replyTo" text, "authorId" text, "authorName" text, "picture" text,
        "state" jsonb, "edited" text, "withheld" text, "saidAt" timestamptz)
      JOIN "RelayChannel" own ON own."id" = one."channelId" AND own."cutAt" IS NULL
        -- What was said long ago and isn't known any more is nothing new because somebody edits it. That something was deleted is kept
        -- whenever it was said: it may be told before its message.
        AND (one."withheld" = 'DELETED' OR own."forgottenBefore" IS NULL OR one."saidAt" >= own."forgottenBefore" OR EXISTS (SELECT 1 FROM "RelayMessage" known
          WHERE known."channelId" = one."channelId" AND known."sourceId" = one."sourceId"))
      -- A copy that somebody deletes is no message of theirs.
      WHERE NOT EXISTS (SELECT 1 FROM "RelayPart" part WHERE part."channelId" = one."channelId" AND part."refId" = one."sourceId")
    ), stored AS (
      INSERT INTO "RelayMessage" AS known ("id", "regionId", "channelId", "kind", "sourceId", "thread", "replyTo", "authorId",
        "authorName", "picture", "state", "edited", "withheld", "saidAt")
      SELECT "id", "regionId", "channelId", "kind"::"RelayMessageKind", "sourceId", "thread", "replyTo", COALESCE("erased", "authorId"),
        -- Nothing is kept of what is new from somebody who is left out of the relay, or who was erased.
        CASE WHEN "unkept" THEN '' ELSE "authorName" END, CASE WHEN "unkept" THEN NULL ELSE "picture" END,
        CASE WHEN "withheld" = 'DELETED' OR "unkept" THEN NULL ELSE "state" END, "edited",
        (CASE WHEN "withheld" = 'DELETED' THEN 'DELETED' WHEN "erased" IS NOT NULL THEN 'TAKEN_BACK' WHEN "silenced" AND NOT ("isKnown" AND "withheld" IS NOT NULL) THEN 'SILENCED'
          ELSE "withheld" END)::"RelayWithheld", "saidAt"
      FROM (SELECT *, "erased" IS NOT NULL OR COALESCE("silenced" AND NOT "isKnown", false) AS "unkept" FROM given) AS one
      ORDER BY "channelId", "order"
      ON CONFLICT ("channelId", "sourceId") DO UPDATE SET
        -- What was said in a message that is deleted is forgotten afterwards, see forgetContents.
        "state" = CASE WHEN EXCLUDED."withheld" = 'DELETED' THEN known."state" ELSE known."state" || ${TOLD} END,
        "edited" = CASE WHEN ${IS_OLDER} THEN known."edited" ELSE COALESCE(EXCLUDED."edited", known."edited") END,
        "withheld" = CASE WHEN EXCLUDED."withheld" = 'DELETED' THEN EXCLUDED."withheld" WHEN ${IS_OLDER} THEN known."withheld"
          -- Whoever falls silent leaves what was said before, and what was said in silence isn't told afterwards.
          WHEN known."withheld" = 'SILENCED' OR EXCLUDED."withheld" = 'SILENCED' THEN known."withheld" ELSE EXCLUDED."withheld" END,
        "version" = known."version" + 1,
        "saidVersion" = CASE WHEN EXCLUDED."withheld" = 'DELETED' OR ((known."state" || ${TOLD}) - '{names,reactions,pinned}'::text[])
          IS NOT DISTINCT FROM (known."state" - '{names,reactions,pinned}'::text[]) THEN known."saidVersion" ELSE known."version" + 1 END
      WHERE known."withheld" IS DISTINCT FROM 'DELETED' AND (EXCLUDED."withheld" = 'DELETED' OR (
        known."withheld" IS DISTINCT FROM 'TAKEN_BACK'
        -- What a platform didn't tell before, and tells to be nothing, changes nothing.
        AND (('{"reactions": [], "pinned": false}'::jsonb || known."state" || ${TOLD})
            IS DISTINCT FROM ('{"reactions": [], "pinned": false}'::jsonb || known."state")
          OR (NOT ${IS_OLDER} AND EXCLUDED."withheld" IS DISTINCT FROM known."withheld" AND EXCLUDED."withheld" IS DISTINCT FROM 'SILENCED'
            AND known."withheld" IS DISTINCT FROM 'SILENCED'))))
      RETURNING "id", "channelId", "sourceId", "version", "withheld", (xmax = 0) AS "isNew"
    ), begun AS (
      INSERT INTO "RelayCopy" ("id", "regionId", "messageId", "channelId", "status", "wanted")
      SELECT gen_random_uuid(), given."regionId", stored."id", other."id",
        (CASE WHEN stored."withheld" IS NULL AND other."id" = ANY (${[...taking]}::uuid[]) THEN 'POSTING' ELSE 'WAITING' END)::"RelayCopyStatus",
        stored."version"
      FROM stored JOIN given ON given."channelId" = stored."channelId" AND given."sourceId" = stored."sourceId"
      JOIN "RelayChannel" other ON other."relayId" = given."relayId" AND other."id" <> given."channelId" AND other."cutAt" IS NULL
        -- Nothing said before it was tied passes into it either; the clocks of platforms differ a little from this one.
        AND (other."tiedAt" <= given."tiedAt" OR given."saidAt" >= other."tiedAt" - interval '10 seconds')
      WHERE stored."isNew" AND (stored."withheld" IS NULL OR stored."withheld" = 'MARKED')
      ORDER BY given."order", other."id"
      RETURNING "id", "channelId", "messageId", "status" = 'POSTING' AS "isClaimed"
    ), changed AS (
      UPDATE "RelayCopy" copy SET "wanted" = stored."version" FROM stored
      WHERE copy."messageId" = stored."id" AND NOT stored."isNew" AND copy."status" <> 'DIGESTED'
      RETURNING copy."channelId"
    )
    SELECT "id", "channelId", "messageId", "isClaimed" FROM begun
    UNION ALL SELECT DISTINCT NULL::uuid, "channelId", NULL::uuid, false FROM changed`;
  const begun = new Map(messages.map((message, order) => [message.id, { message, order }]));
  return {
    due: [...new Set(found.flatMap(({ channelId, isClaimed }) => (isClaimed ? [] : [channelId])))],
    claimed: found
      .flatMap(({ id, channelId, messageId, isClaimed }) => {
        const one = begun.get(messageId ?? '');
        return isClaimed && id !== null && one ? [{ id, channelId, ...one }] : [];
      })
      .toSorted((a, b) => a.order - b.order),
  };
}

/** Returns whether anything is stored of a message, even only that it was deleted. */
export async function isStored({ prisma }: Database, channelId: string, sourceId: string): Promise<boolean> {
  return (await prisma.relayMessage.count({ where: { channelId, sourceId } })) > 0;
}

/** Returns the messages of a thread, with the one that is its title. */
export async function messagesOfThread(
  { prisma }: Database,
  channelId: string,
  thread: string,
): Promise<readonly string[]> {
  const rows = await prisma.relayMessage.findMany({
    where: { channelId, OR: [{ thread }, { sourceId: thread, kind: 'THREAD' }] },
    select: { sourceId: true },
    orderBy: [{ sourceId: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ sourceId }) => sourceId);
}

/**
 * Notes that a message has to be read again. 'copy': the event was about a copy. 'unknown': nothing of the message is
 * stored yet.
 */
export async function noteTouched(
  { prisma }: Database,
  { channelId, sourceId }: MessageName,
): Promise<'noted' | 'copy' | 'unknown'> {
  const { count } = await prisma.relayMessage.updateMany({
    where: { channelId, sourceId },
    data: { touched: { increment: 1 } },
  });
  if (count > 0) return 'noted';
  const copies = await prisma.relayPart.count({ where: { channelId, refId: sourceId } });
  return copies > 0 ? 'copy' : 'unknown';
}

/** A message that has to be read again. */
export interface TouchedMessage extends MessageName {
  readonly thread: string | null;
  readonly touched: number;
}

/** Returns the messages of these channels that have to be read again. */
export async function touchedMessages(
  { prisma }: Database,
  channelIds: readonly string[],
): Promise<readonly TouchedMessage[]> {
  return prisma.relayMessage.findMany({
    where: { channelId: { in: [...channelIds] }, touched: { gt: 0 } },
    select: { channelId: true, sourceId: true, thread: true, touched: true },
    orderBy: [{ sourceId: 'asc' }, { id: 'asc' }],
  });
}

/** Notes that a message was read again. Events about it since then still count. */
export async function noteReadAgain(
  { prisma }: Database,
  { channelId, sourceId, touched }: TouchedMessage,
): Promise<void> {
  await prisma.relayMessage.updateMany({
    where: { channelId, sourceId },
    data: { touched: { decrement: touched } },
  });
}

/** A message that is known in a channel. */
export type KnownMessage = Pick<MessageRow, 'kind' | 'sourceId' | 'thread'> & { readonly withheld: string | null };

/** Returns the messages known in a channel after one of them, including deleted ones. */
export async function knownSince(
  { prisma }: Database,
  channelId: string,
  after: string,
): Promise<readonly KnownMessage[]> {
  return prisma.relayMessage.findMany({
    where: { channelId, sourceId: { gt: after } },
    select: { kind: true, sourceId: true, thread: true, withheld: true },
    orderBy: [{ sourceId: 'asc' }, { id: 'asc' }],
  });
}

/**
 * Returns the id of the message that many messages back in a channel; null when there are fewer. Of a deletion alone, such as another bot's,
 * nothing is to be looked at again: it doesn't count.
 */
export async function messagesBack({ prisma }: Database, channelId: string, count: number): Promise<string | null> {
  const [found] = await prisma.relayMessage.findMany({
    where: { channelId, NOT: { withheld: 'DELETED', authorId: '' } },
    select: { sourceId: true },
    orderBy: [{ sourceId: 'desc' }, { id: 'desc' }],
    skip: count,
    take: 1,
  });
  return found?.sourceId ?? null;
}
