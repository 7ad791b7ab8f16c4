import { randomUUID } from 'node:crypto';
import { databasePlatform } from '../access/platform-name.ts';
import type { Place, PlatformName } from '../chat/place.ts';
import type { Database } from '../database/database.ts';
import { clientOf, type Tx } from '../database/transaction.ts';
import { Prisma } from '../generated/prisma/client.ts';

/** Something a platform told, by a name that is the same each time it is brought. */
export interface PlatformEvent {
  readonly platform: PlatformName;
  readonly event: string;
}

/** Where something typed stands, and by whom it was said. */
export interface ToKeep extends PlatformEvent {
  /** The region it happens in; where that isn't known, the one that the workspace or server belongs to. */
  readonly regionId: string | null;
  readonly team: string | null;
  readonly place: Place;
  /** It is for the bot wherever it stands; else where something was sent that is about something. */
  readonly isCalled: boolean;
  readonly said: string;
}

/** Something typed that isn't dealt with yet. */
export interface KeptEvent extends PlatformEvent {
  readonly regionId: string;
  readonly said: string;
}

/** A region that is set up; `kept` is false for what isn't meant for the bot there, or was dealt with already. */
export interface InRegion {
  readonly regionId: string;
  readonly kept: boolean;
}

/**
 * Keeps something typed that is meant for the bot until it is dealt with, in one statement. Null where it was said in no region
 * that is set up.
 */
export async function keepSaid(
  { prisma }: Database,
  { platform: name, event, regionId, team, place, isCalled, said }: ToKeep,
  now: Date,
): Promise<InRegion | null> {
  const platform = Prisma.sql`${databasePlatform(name)}::"Platform"`;
  const inThread = place.thread === null ? Prisma.sql`IS NULL` : Prisma.sql`= ${place.thread}`;
  const [found] = await prisma.$queryRaw<InRegion[]>`
    WITH here AS (
      SELECT one."id" FROM "Region" one
      WHERE cardinality(one."departments") > 0 AND one."id" = COALESCE(${regionId}::uuid,
        (SELECT "regionId" FROM "Installation" WHERE "platform" = ${platform} AND "team" = ${team}))
    ), kept AS (
      INSERT INTO "ReceivedEvent" ("id", "regionId", "platform", "event", "receivedAt", "said")
      SELECT ${randomUUID()}::uuid, here."id", ${platform}, ${event}, ${now}::timestamptz, ${said} FROM here
      WHERE ${isCalled} OR EXISTS (
        SELECT 1 FROM "Delivery" sent WHERE sent."regionId" = here."id" AND sent."platform" = ${platform}
          AND sent."channel" = ${place.channel} AND sent."thread" ${inThread} AND sent."about" IS NOT NULL)
      ON CONFLICT ("platform", "event") DO UPDATE SET "tries" = "ReceivedEvent"."tries"
        WHERE "ReceivedEvent"."said" IS NOT NULL
      RETURNING "id"
    )
    SELECT here."id" AS "regionId", EXISTS (SELECT 1 FROM kept) AS "kept" FROM here`;
  return found ?? null;
}

/** What was typed on a platform and isn't dealt with. */
export async function keptEvents({ prisma }: Database, platform: PlatformName): Promise<readonly KeptEvent[]> {
  const rows = await prisma.$queryRaw<Pick<KeptEvent, 'event' | 'regionId' | 'said'>[]>`
    SELECT "event", "regionId", "said" FROM "ReceivedEvent"
    WHERE "platform" = ${databasePlatform(platform)}::"Platform" AND "said" IS NOT NULL`;
  return rows.map((row) => ({ ...row, platform }));
}

/** Notes that something which was left is begun with anew: how often that is now; null when it was dealt with meanwhile. */
export async function beginAnew({ prisma }: Database, { platform, event }: PlatformEvent): Promise<number | null> {
  const [row] = await prisma.$queryRaw<{ readonly tries: number }[]>`
    UPDATE "ReceivedEvent" SET "tries" = "tries" + 1
    WHERE "platform" = ${databasePlatform(platform)}::"Platform" AND "event" = ${event} AND "said" IS NOT NULL
    RETURNING "tries"`;
  return row?.tries ?? null;
}

/**
 * Notes with the caller's transaction that an event is dealt with, and forgets what was typed; false when it had been dealt
 * with before.
 */
export async function takeEvent(
  tx: Tx,
  regionId: string,
  { platform, event }: PlatformEvent,
  now: Date,
): Promise<boolean> {
  const taken = await clientOf(tx).$executeRaw`
    INSERT INTO "ReceivedEvent" ("id", "regionId", "platform", "event", "receivedAt")
    VALUES (${randomUUID()}::uuid, ${regionId}::uuid, ${databasePlatform(platform)}::"Platform", ${event}, ${now}::timestamptz)
    ON CONFLICT ("platform", "event") DO UPDATE SET "said" = NULL WHERE "ReceivedEvent"."said" IS NOT NULL`;
  return taken === 1;
}

/** It wasn't dealt with after all; `said`: what was kept of it. */
export async function putBackEvent(tx: Tx, event: PlatformEvent, said: string | null): Promise<void> {
  if (said === null) return forgetEvent(tx, event);
  await clientOf(tx).receivedEvent.updateMany({ where: rowOf(event), data: { said } });
}

/** Notes an event by itself, in one statement, before any of the work; false when it was noted before. */
export async function claimEvent(
  { prisma }: Database,
  regionId: string,
  { platform, event }: PlatformEvent,
  now: Date,
): Promise<boolean> {
  const claimed = await prisma.$executeRaw`
    INSERT INTO "ReceivedEvent" ("id", "regionId", "platform", "event", "receivedAt")
    VALUES (${randomUUID()}::uuid, ${regionId}::uuid, ${databasePlatform(platform)}::"Platform", ${event}, ${now}::timestamptz)
    ON CONFLICT DO NOTHING`;
  return claimed === 1;
}

/** Nothing came of it: it may come again. */
export async function forgetEvent(source: Database | Tx, event: PlatformEvent): Promise<void> {
  await clientOf(source).receivedEvent.deleteMany({ where: rowOf(event) });
}

function rowOf({ platform, event }: PlatformEvent) {
  return { platform: databasePlatform(platform), event };
}
