import type { PlatformName } from '../../chat/place.ts';
import type { PartRef } from '../../chat/relaying.ts';
import type { Database } from '../../database/database.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import { type MessageState, readState } from '../state.ts';

/**
 * The reason of a copy about which the platform never answers: the others pass without it, and it is tried again now
 * and then.
 */
export const UNANSWERED = 'unanswered';

/**
 * The reason of a copy that somebody deleted where it stood: it isn't posted again, whatever happens to the message.
 */
export const TAKEN_AWAY = 'taken-away';

/** The reason of a copy that was refused, and that somebody asked for once more: it is posted by itself, however old it is. */
export const RETRIED = 'retried';

export type CopyStatus = 'WAITING' | 'POSTING' | 'POSTED' | 'REFUSED' | 'GONE' | 'DIGESTED';

/** A part of a copy that stands. */
export interface StandingPart extends PartRef {
  readonly position: number;
  /** Whether it can't be changed any more. */
  readonly frozen: boolean;
}

/** The message of a copy, as it should be shown. */
export interface SourceMessage {
  readonly id: string;
  readonly kind: 'MESSAGE' | 'THREAD';
  readonly sourceId: string;
  readonly thread: string | null;
  readonly replyTo: string | null;
  readonly authorName: string;
  readonly picture: string | null;
  readonly version: number;
  /** The version with which its words or files last changed. */
  readonly saidVersion: number;
  /** Whether somebody who had themselves erased was taken out of it. */
  readonly reworded: boolean;
  /** Its content; null once it is forgotten, or where it can't be read. */
  readonly state: MessageState | null;
  /** Whether copies of it should stand. */
  readonly isShown: boolean;
  readonly saidAt: Date;
  /** The row and the platform's name of the channel in which it was said, which may have been cut since. */
  readonly channelId: string;
  readonly platform: PlatformName;
  readonly channel: string;
}

/** A copy that doesn't show what it should. */
export interface DueCopy {
  readonly id: string;
  readonly regionId: string;
  readonly status: CopyStatus;
  /** The version of the message that it shows; 0 before all its parts were posted. */
  readonly shown: number;
  readonly reason: string | null;
  readonly late: boolean;
  readonly pinned: boolean;
  readonly digestId: string | null;
  /** The number of times its state was stored. */
  readonly turn: number;
  /** The number of parts it has if all that were begun got posted; null where no beginning was noted. */
  readonly begunParts: number | null;
  readonly parts: readonly StandingPart[];
  readonly message: SourceMessage;
}

interface DueRow extends Omit<DueCopy, 'message' | 'parts'> {
  readonly parts: readonly StandingPart[] | null;
  readonly message: Omit<SourceMessage, 'platform' | 'state' | 'isShown' | 'saidAt'> & {
    readonly platform: string;
    readonly state: unknown;
    readonly saidAt: string;
    readonly withheld: string | null;
  };
}

/**
 * Matches copies that go from a channel that was cut, too: those that their authors took back, those that are taken away, and digests that
 * name what was taken back. These are looked up one by one: the database would read all copies to answer EXISTS for many.
 */
export const IS_CLEARED = Prisma.sql`("RelayCopy"."reason" = ${TAKEN_AWAY}
  OR EXISTS (SELECT 1 FROM "RelayMessage" said WHERE said."id" = "RelayCopy"."messageId" AND said."withheld" = 'TAKEN_BACK')
  OR ("RelayCopy"."digestId" = "RelayCopy"."id" AND (SELECT true FROM "RelayCopy" one JOIN "RelayMessage" said ON said."id" = one."messageId"
    WHERE one."digestId" = "RelayCopy"."id" AND said."withheld" = 'TAKEN_BACK' LIMIT 1)))`;

/**
 * Returns the first copies that are due in a channel, as they were before, and notes which of them are perhaps posted from now on:
 * also one that stands, of which a change may post more, and one that was taken away and is to stand again. In a channel that
 * was cut only those are due that are to be deleted there. Those `without` are left out.
 */
export function claimCopies(
  database: Database,
  channelId: string,
  most: number,
  without: readonly CopyVersion[],
): Promise<readonly DueCopy[]> {
  return dueCopies(database, channelId, most, true, without);
}

/** A copy that should show this version of its message. */
export interface CopyVersion {
  readonly id: string;
  readonly version: number;
}

/** Returns the first copies of a channel that may have been posted. */
export function unfinishedCopies(database: Database, channelId: string, most: number): Promise<readonly DueCopy[]> {
  return dueCopies(database, channelId, most, false, []);
}

async function dueCopies(
  { prisma }: Database,
  channelId: string,
  most: number,
  claims: boolean,
  without: readonly CopyVersion[],
): Promise<readonly DueCopy[]> {
  const rows = await prisma.$queryRaw<DueRow[]>`
    WITH due AS (
      SELECT "id" FROM "RelayCopy" WHERE "channelId" = ${channelId}::uuid
        AND ((status = ANY (ARRAY['WAITING'::"RelayCopyStatus", 'POSTING'::"RelayCopyStatus"])) OR (shown < wanted))
        AND (${claims} OR status = 'POSTING'::"RelayCopyStatus") 
        AND ("id", "wanted") NOT IN (SELECT * FROM unnest(${without.map(({ id }) => id)}::uuid[], ${without.map(({ version }) => version)}::int[]))
        AND (EXISTS (SELECT 1 FROM "RelayChannel" WHERE "id" = ${channelId}::uuid AND "cutAt" IS NULL)
          OR ${IS_CLEARED})
      ORDER BY "sequence" LIMIT ${most}
    ), claimed AS (
      UPDATE "RelayCopy" copy SET "status" = 'POSTING' FROM due, "RelayMessage" message
      WHERE ${claims} AND copy."id" = due."id" AND message."id" = copy."messageId" AND copy."status" <> 'POSTING'
        AND (copy."status" = 'WAITING' OR (message."withheld" IS NULL AND copy."reason" IS DISTINCT FROM ${TAKEN_AWAY}))
    )
    SELECT copy."id", copy."regionId", copy."status"::text AS "status", copy."shown", copy."reason", copy."late", copy."pinned", copy."digestId", copy."begunParts", copy."turn",
      (SELECT json_agg(json_build_object('position', part."position", 'id', part."refId", 'thread', part."thread", 'by', part."by",
        'frozen', part."frozen") ORDER BY part."position") FROM "RelayPart" part WHERE part."copyId" = copy."id") AS "parts",
      json_build_object('id', message."id", 'kind', message."kind", 'sourceId', message."sourceId", 'thread', message."thread",
        'replyTo', message."replyTo", 'authorName', message."authorName", 'picture', message."picture", 'version', message."version", 'saidVersion', message."saidVersion", 'reworded', message."reworded",
        'state', message."state", 'withheld', message."withheld", 'saidAt', message."saidAt", 'channelId', message."channelId",
        'platform', own."platform", 'channel', own."channel") AS "message"
    FROM due JOIN "RelayCopy" copy ON copy."id" = due."id" JOIN "RelayMessage" message ON message."id" = copy."messageId"
    JOIN "RelayChannel" own ON own."id" = message."channelId"
    ORDER BY copy."sequence"`;
  return rows.map(({ message: { withheld, state, saidAt, platform, ...message }, parts, ...copy }) => ({
    ...{ ...copy, parts: parts ?? [] },
    message: {
      ...message,
      platform: registeredPlatform(platform),
      saidAt: new Date(saidAt),
      state: readState(state),
      isShown: withheld === null && state !== null,
    },
  }));
}

/** The new state of a copy. */
export interface CopyOutcome {
  readonly copyId: string;
  /** The copy's `turn` when it was claimed. */
  readonly turn: number;
  readonly regionId: string;
  readonly status: Exclude<CopyStatus, 'DIGESTED'>;
  /** The version that it shows; null when that hasn't changed. */
  readonly shown: number | null;
  readonly reason: string | null;
  readonly late: boolean;
  readonly pinned: boolean;
  readonly added: readonly StandingPart[];
  /** Positions of parts that no longer stand, and of parts that can no longer be changed. */
  readonly removed: readonly number[];
  readonly frozen: readonly number[];
}

/**
 * Notes how many parts a copy will have once all that are begun now are posted, and which can no longer be changed. By
 * the time the parts are looked for, the message may say something else. Throws where another process has taken the
 * copy over.
 */
export async function noteBegun(
  { prisma }: Database,
  { id, turn }: Pick<DueCopy, 'id' | 'turn'>,
  parts: number,
  frozen: readonly number[],
): Promise<void> {
  const noted = await prisma.$executeRaw`
    WITH frozen AS (
      UPDATE "RelayPart" SET "frozen" = true WHERE "copyId" = ${id}::uuid AND "position" = ANY (${[...frozen]}::int[])
    )
    UPDATE "RelayCopy" SET "begunParts" = ${parts} WHERE "id" = ${id}::uuid AND "turn" = ${turn}`;
  if (noted === 0) throw new Error('another process has taken this copy over');
}

/**
 * Stores the states of copies, of one channel or several, in one statement. Where another process has stored a state
 * since the claim, that one stays: this process was taken for dead.
 */
export async function storeOutcomes({ prisma }: Database, outcomes: readonly CopyOutcome[]): Promise<void> {
  const goes = outcomes.filter(({ removed }) => removed.length > 0);
  if (goes.length > 0) await noteAnswered(prisma, goes);
  const given = outcomes.map(({ added, removed, frozen, ...one }) => one);
  const added = outcomes.flatMap(({ copyId, regionId, added }) => added.map((part) => ({ copyId, regionId, ...part })));
  const changed = outcomes.flatMap(({ copyId, removed, frozen }) => [
    ...removed.map((position) => ({ copyId, position, removed: true })),
    ...frozen.map((position) => ({ copyId, position, removed: false })),
  ]);
  await prisma.$executeRaw`
    WITH given AS (
      SELECT one.*, copy."channelId" FROM json_to_recordset(${JSON.stringify(given)}::json) AS one("copyId" uuid, "turn" int, "status" text, "shown" int,
        "reason" text, "late" boolean, "pinned" boolean)
      JOIN "RelayCopy" copy ON copy."id" = one."copyId" AND copy."turn" = one."turn"
      FOR UPDATE OF copy
    ), added AS (
      INSERT INTO "RelayPart" ("id", "regionId", "copyId", "channelId", "position", "refId", "thread", "by", "frozen")
      SELECT gen_random_uuid(), one."regionId", one."copyId", copy."channelId", one."position", one."id", one."thread", one."by", one."frozen"
      FROM json_to_recordset(${JSON.stringify(added)}::json) AS one("copyId" uuid, "regionId" uuid, "position" int, "id" text,
        "thread" text, "by" text, "frozen" boolean) JOIN given copy ON copy."copyId" = one."copyId"
      ON CONFLICT DO NOTHING
    ), changed AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(changed)}::json) AS one("copyId" uuid, "position" int, "removed" boolean)
      WHERE one."copyId" IN (SELECT "copyId" FROM given)
    ), removed AS (
      DELETE FROM "RelayPart" part USING changed WHERE changed."removed" AND part."copyId" = changed."copyId"
        AND part."position" = changed."position"
    ), frozen AS (
      UPDATE "RelayPart" part SET "frozen" = true FROM changed WHERE NOT changed."removed" AND part."copyId" = changed."copyId"
        AND part."position" = changed."position"
    )
    UPDATE "RelayCopy" copy SET "status" = one."status"::"RelayCopyStatus", "shown" = COALESCE(one."shown", copy."shown"),
      "reason" = one."reason", "late" = one."late", "pinned" = one."pinned",
      "begunParts" = CASE WHEN one."status" = 'POSTING' THEN copy."begunParts" END, "turn" = copy."turn" + 1
    FROM given one WHERE copy."id" = one."copyId"`;
}

/**
 * Notes which message is answered by the answers to parts that no longer stand, since these parts are about to be
 * forgotten. It is a statement of its own, so that it never waits here for a message while it holds that message's
 * copies.
 */
async function noteAnswered(prisma: Database['prisma'], outcomes: readonly CopyOutcome[]): Promise<void> {
  const parts = outcomes.flatMap(({ copyId, removed }) => removed.map((position) => ({ copyId, position })));
  await prisma.$executeRaw`
    UPDATE "RelayMessage" answer SET "answersId" = copy."messageId"
    FROM json_to_recordset(${JSON.stringify(parts)}::json) AS one("copyId" uuid, "position" int)
    JOIN "RelayPart" part ON part."copyId" = one."copyId" AND part."position" = one."position"
    JOIN "RelayCopy" copy ON copy."id" = part."copyId"
    WHERE answer."channelId" = part."channelId" AND answer."replyTo" = part."refId"`;
}

/** Notes that nothing of the claimed copies was posted after all, so that they wait again. */
export async function releaseCopies(
  { prisma }: Database,
  copies: readonly Pick<DueCopy, 'id' | 'turn'>[],
): Promise<void> {
  if (copies.length === 0) return;
  await prisma.$executeRaw`
    UPDATE "RelayCopy" copy SET "status" = 'WAITING', "begunParts" = NULL, "turn" = copy."turn" + 1
    FROM unnest(${copies.map(({ id }) => id)}::uuid[], ${copies.map(({ turn }) => turn)}::int[]) AS one("id", "turn")
    WHERE copy."id" = one."id" AND copy."turn" = one."turn" AND copy."status" = 'POSTING'`;
}

/** Notes that copies are left out of their order because the platform never answers about them. */
export async function noteUnanswered({ prisma }: Database, copyIds: readonly string[]): Promise<void> {
  await prisma.relayCopy.updateMany({
    where: { id: { in: [...copyIds] }, OR: [{ reason: null }, { reason: RETRIED }] },
    data: { reason: UNANSWERED },
  });
}

/** Returns the last part known to stand in a channel or one of its threads; null for none. */
export async function lastPart(
  { prisma }: Database,
  channelId: string,
  thread: string | null,
): Promise<PartRef | null> {
  const [found] = await prisma.relayPart.findMany({
    where: { channelId, thread },
    select: { refId: true, thread: true, by: true },
    orderBy: [{ refId: 'desc' }, { id: 'desc' }],
    take: 1,
  });
  return found ? { id: found.refId, thread: found.thread, by: found.by } : null;
}
