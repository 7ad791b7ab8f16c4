import { randomUUID } from 'node:crypto';
import type { Region } from '../../access/region/region.ts';
import { regionOf } from '../../access/region/region-store.ts';
import type { Place, PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { clientOf, type Tx } from '../../database/transaction.ts';

/** Something that a platform told, under a name that is the same at each delivery. */
export interface PlatformEvent {
  readonly platform: PlatformName;
  readonly event: string;
}

/** A typed message to store, with its place and its author. */
export interface ToKeep {
  /** A name that is the same at each delivery. */
  readonly event: string;
  /** The region in which it happens; when that isn't known, the one of the workspace or server. */
  readonly regionId: string | null;
  readonly team: string | null;
  /** The account whose only region applies when the workspace or server tells none; null when no account does. */
  readonly account: string | null;
  readonly place: Place;
  /**
   * Whether it is for the bot wherever it stands; otherwise it is only where something sent there is about something.
   */
  readonly isCalled: boolean;
  readonly said: string;
}

/** A typed message that hasn't been dealt with yet. */
export interface PendingEvent extends PlatformEvent {
  readonly regionId: string;
  readonly said: string;
}

/**
 * The place where something was said: in a region that is set up (`kept` is false when it isn't meant for the bot
 * there, or was dealt with already); 'several' when the account is known in more than one; null in none.
 */
export type WhereSaid = { readonly region: Region; readonly kept: boolean } | 'several' | null;

/** The region's columns, all null where there is none. */
type RegionRow = Parameters<typeof regionOf>[0] | { readonly id: null };

/**
 * Stores typed messages that are meant for the bot until they are dealt with, in one statement, each event once.
 * Returns the result for each, in their order.
 */
export async function keepMessages(
  { prisma }: Database,
  platform: PlatformName,
  all: readonly ToKeep[],
  now: Date,
): Promise<readonly WhereSaid[]> {
  const given = all.map(({ place: { channel, thread }, ...one }, order) => ({
    ...{ ...one, id: randomUUID(), order, channel, thread },
  }));
  const rows = await prisma.$queryRaw<({ kept: boolean; known: number } & RegionRow)[]>`
    WITH given AS (
      SELECT one.*, COALESCE(known."count", 0)::int AS "known", COALESCE(one."regionId",
        (SELECT "regionId" FROM "Installation" WHERE "platform" = ${platform} AND "team" = one."team"),
        CASE WHEN known."count" = 1 THEN known."regionId" END) AS "region"
      FROM json_to_recordset(${JSON.stringify(given)}::json) AS one("id" uuid, "order" int, "event" text, "regionId" uuid,
        "team" text, "account" text, "channel" text, "thread" text, "isCalled" boolean, "said" text)
      CROSS JOIN LATERAL (
        SELECT count(*) AS "count", (array_agg(account."regionId"))[1] AS "regionId" FROM "Identity" account
        JOIN "Region" region ON region."id" = account."regionId" AND cardinality(region."departments") > 0
        WHERE account."platform" = ${platform} AND account."externalId" = one."account") known
    ), here AS (
      SELECT given.*, (SELECT one."id" FROM "Region" one
        WHERE one."id" = given."region" AND cardinality(one."departments") > 0) AS "here" FROM given
    ), kept AS (
      INSERT INTO "ReceivedEvent" ("id", "regionId", "platform", "event", "receivedAt", "said")
      SELECT here."id", here."here", ${platform}, here."event", ${now}::timestamptz, here."said" FROM here
      WHERE here."here" IS NOT NULL AND (here."isCalled"
        OR (SELECT true FROM "Delivery" sent WHERE sent."regionId" = here."here" AND sent."platform" = ${platform}
          AND sent."channel" = here."channel" AND sent."thread" IS NULL AND sent."about" IS NOT NULL
          AND here."thread" IS NULL LIMIT 1)
        OR (SELECT true FROM "Delivery" sent WHERE sent."regionId" = here."here" AND sent."platform" = ${platform}
          AND sent."channel" = here."channel" AND sent."thread" = here."thread" AND sent."about" IS NOT NULL LIMIT 1))
      -- Two processes that keep the same ones don't wait for each other.
      ORDER BY here."event"
      ON CONFLICT ("platform", "event") DO UPDATE SET "tries" = "ReceivedEvent"."tries"
        WHERE "ReceivedEvent"."said" IS NOT NULL
      RETURNING "event"
    )
    SELECT region."id", region."name", region."chamber", region."departments", region."timeZone", region."locale",
      here."known", EXISTS (SELECT 1 FROM kept WHERE kept."event" = here."event") AS "kept"
    FROM here LEFT JOIN "Region" region ON region."id" = here."here" ORDER BY here."order"`;
  return rows.map(({ kept, known, ...row }) => {
    if (row.id !== null) return { region: regionOf(row), kept };
    return known > 1 ? 'several' : null;
  });
}

/** Returns what was typed on a platform and isn't dealt with. */
export async function pendingEvents({ prisma }: Database, platform: PlatformName): Promise<readonly PendingEvent[]> {
  const rows = await prisma.$queryRaw<Pick<PendingEvent, 'event' | 'regionId' | 'said'>[]>`
    SELECT "event", "regionId", "said" FROM "ReceivedEvent"
    WHERE "platform" = ${platform} AND "said" IS NOT NULL`;
  return rows.map((row) => ({ ...row, platform }));
}

/**
 * Counts one more attempt at a message that was left. Returns the number of attempts; null when it was dealt with
 * meanwhile.
 */
export async function countAttempt({ prisma }: Database, { platform, event }: PlatformEvent): Promise<number | null> {
  const [row] = await prisma.$queryRaw<{ readonly tries: number }[]>`
    UPDATE "ReceivedEvent" SET "tries" = "tries" + 1
    WHERE "platform" = ${platform} AND "event" = ${event} AND "said" IS NOT NULL
    RETURNING "tries"`;
  return row?.tries ?? null;
}

/**
 * Marks an event as dealt with in the caller's transaction, and deletes what was typed. Returns false when it had been
 * dealt with before.
 */
export async function takeEvent(
  tx: Tx,
  regionId: string,
  { platform, event }: PlatformEvent,
  now: Date,
): Promise<boolean> {
  const taken = await clientOf(tx).$executeRaw`
    INSERT INTO "ReceivedEvent" ("id", "regionId", "platform", "event", "receivedAt")
    VALUES (${randomUUID()}::uuid, ${regionId}::uuid, ${platform}, ${event}, ${now}::timestamptz)
    ON CONFLICT ("platform", "event") DO UPDATE SET "said" = NULL WHERE "ReceivedEvent"."said" IS NOT NULL`;
  return taken === 1;
}

/** Marks an event as not dealt with after all. `said` is what was stored of it. */
export async function putBackEvent(tx: Tx, event: PlatformEvent, said: string | null): Promise<void> {
  if (said === null) return forgetEvent(tx, event);
  await clientOf(tx).receivedEvent.updateMany({ where: rowOf(event), data: { said } });
}

/** Claims an event in one statement, before any of the work. Returns false when it was claimed before. */
export async function claimEvent(
  { prisma }: Database,
  regionId: string,
  { platform, event }: PlatformEvent,
  now: Date,
): Promise<boolean> {
  const claimed = await prisma.$executeRaw`
    INSERT INTO "ReceivedEvent" ("id", "regionId", "platform", "event", "receivedAt")
    VALUES (${randomUUID()}::uuid, ${regionId}::uuid, ${platform}, ${event}, ${now}::timestamptz)
    ON CONFLICT DO NOTHING`;
  return claimed === 1;
}

/** Deletes an event of which nothing came, so that it may come again. */
export async function forgetEvent(source: Database | Tx, event: PlatformEvent): Promise<void> {
  await clientOf(source).receivedEvent.deleteMany({ where: rowOf(event) });
}

/** Marks these as dealt with, although nothing comes of what was stored. */
export async function settleEvents(
  { prisma }: Database,
  platform: PlatformName,
  events: readonly string[],
): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "ReceivedEvent" SET "said" = NULL
    WHERE "platform" = ${platform} AND "event" = ANY(${events}) AND "said" IS NOT NULL`;
}

function rowOf({ platform, event }: PlatformEvent) {
  return { platform, event };
}
