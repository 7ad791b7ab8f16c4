import type { Database } from '../../database/database.ts';
import { Prisma } from '../../generated/prisma/client.ts';

/** A stored delivery that isn't finished. */
export interface WaitingRow {
  readonly id: string;
  readonly regionId: string;
  readonly key: string;
  readonly platform: string;
  readonly target: unknown;
  /** The conversation it goes to. */
  readonly lane: string;
  readonly rank: number;
  readonly editOf: string | null;
  readonly attempts: number;
  readonly status: 'PENDING' | 'SENDING';
  readonly notBefore: Date | null;
  readonly claimedAt: Date | null;
  readonly createdAt: Date;
}

/** A claimed delivery, with its message. */
export interface ClaimedRow extends Omit<WaitingRow, 'lane' | 'rank'> {
  readonly body: unknown;
  readonly readAs: readonly string[];
}

/** A place in the queue, which is sorted by rank, then by age. */
export interface QueuePosition {
  readonly rank: number;
  readonly sequence: bigint;
}

/** The kinds of requests that a platform limits separately: edits, direct messages, and all others. */
export const REQUEST_KINDS = ['edit', 'private', 'channel'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export interface ReadyRow extends QueuePosition {
  readonly lane: string;
}

/**
 * Reads the deliveries still to be sent to a platform, without those that wait for the end of somebody's quiet hours.
 * The conditions are written out, because only then does the database use the indexes on waiting deliveries, which are
 * small however much was sent. Ranks are never below 0 and sequences always above it; the conditions state that only
 * where the index by rank or by sequence is meant, because a database whose statistics are from a time when nothing
 * waited confuses these indexes.
 */
export function waitingStore({ prisma }: Database, platform: string) {
  const waits = (name: string) =>
    Prisma.raw(`"${name}"."status" IN ('PENDING', 'SENDING') AND "${name}"."heldUntil" IS NULL`);
  const waitsHere = Prisma.sql`one."platform" = ${platform} AND ${waits('one')}`;
  // A claim in the future was made by a clock that has been set back since, so its retry time means nothing.
  const isPutOff = (name: string, at: Date) => {
    const of = (column: string) => Prisma.raw(`"${name}"."${column}"`);
    return Prisma.sql`(${of('notBefore')} IS NOT NULL AND ${of('notBefore')} > ${at}::timestamptz
      AND (${of('claimedAt')} IS NULL OR ${of('claimedAt')} <= ${at}::timestamptz))`;
  };
  const columns = Prisma.sql`one."id", one."regionId", one."key", one."platform", one."target",
    delivery_lane(one."target") AS "lane", one."rank", one."editOf", one."attempts", one."status", one."notBefore",
    one."claimedAt", one."createdAt"`;

  return {
    oldest(limit: number): Promise<readonly WaitingRow[]> {
      return prisma.$queryRaw<WaitingRow[]>`
        SELECT ${columns} FROM "Delivery" one WHERE ${waitsHere} AND one."sequence" > 0 ORDER BY one."sequence" LIMIT ${limit}`;
    },

    /**
     * Returns the next deliveries of this kind after this place that may be sent now, as `lanesOf` defines. The
     * delivery that holds each up is looked for separately, within its conversation; otherwise a database without
     * statistics reads everything that waits, for each.
     */
    ready(kind: RequestKind, after: QueuePosition, limit: number, at: Date): Promise<readonly ReadyRow[]> {
      return prisma.$queryRaw<ReadyRow[]>`
        SELECT delivery_lane(one."target") AS "lane", one."rank", one."sequence" FROM "Delivery" one
        WHERE ${waitsHere} AND one."rank" >= 0 AND delivery_kind(one."target", one."editOf") = ${kind}
          AND (one."rank", one."sequence") > (${after.rank}, ${after.sequence})
          AND one."status" = 'PENDING' AND NOT ${isPutOff('one', at)}
          AND (
            SELECT earlier."id" FROM "Delivery" earlier
            WHERE ${waits('earlier')} AND (earlier."status" = 'SENDING' OR earlier."notBefore" IS NOT NULL)
              AND delivery_lane(earlier."target") = delivery_lane(one."target")
              AND earlier."sequence" < one."sequence"
              AND CASE WHEN ${isPutOff('earlier', at)} THEN earlier."editOf" IS NULL OR earlier."editOf" = one."editOf"
                ELSE earlier."status" = 'SENDING' END
            ORDER BY earlier."sequence" LIMIT 1) IS NULL
        ORDER BY one."rank", one."sequence" LIMIT ${limit}`;
    },

    /** Returns the oldest waiting deliveries of each of these conversations. */
    inLanes(lanes: readonly string[], limit: number): Promise<readonly WaitingRow[]> {
      return prisma.$queryRaw<WaitingRow[]>`
        SELECT one.* FROM unnest(${lanes}::text[]) WITH ORDINALITY lane(name, place) CROSS JOIN LATERAL (
          SELECT ${columns}, one."sequence" FROM "Delivery" one
          WHERE ${waits('one')} AND delivery_lane(one."target") = lane.name
          ORDER BY one."sequence" LIMIT ${limit}) one
        ORDER BY lane.place, one."sequence"`;
    },

    /** Returns when the first postponed delivery may be sent; null when there is none. */
    async putOffUntil(at: Date): Promise<Date | null> {
      const [first] = await prisma.$queryRaw<{ readonly notBefore: Date }[]>`
        SELECT one."notBefore" FROM "Delivery" one
        WHERE ${waitsHere} AND one."notBefore" IS NOT NULL AND ${isPutOff('one', at)}
        ORDER BY one."notBefore" LIMIT 1`;
      return first?.notBefore ?? null;
    },

    /** Returns the claimed deliveries, oldest first. */
    claimed(): Promise<readonly ClaimedRow[]> {
      return prisma.$queryRaw<ClaimedRow[]>`
        SELECT "id", "regionId", "key", "platform", "target", "body", "readAs", "editOf", "attempts", "status", "notBefore", "claimedAt", "createdAt"
        FROM "Delivery"
        WHERE "platform" = ${platform} AND "status" IN ('PENDING', 'SENDING') AND "heldUntil" IS NULL
          AND "status" = 'SENDING' AND "sequence" > 0
        ORDER BY "sequence"`;
    },
  };
}
