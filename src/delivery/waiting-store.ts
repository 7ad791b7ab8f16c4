import type { Database } from '../database/database.ts';

/** What isn't finished, as it is stored. */
export interface WaitingRow {
  readonly id: string;
  readonly regionId: string;
  readonly key: string;
  readonly platform: 'SLACK' | 'DISCORD';
  readonly target: unknown;
  readonly editOf: string | null;
  readonly attempts: number;
  readonly status: 'PENDING' | 'SENDING';
  readonly notBefore: Date | null;
  readonly claimedAt: Date | null;
  readonly createdAt: Date;
}

/** One that was claimed, with what it says. */
export interface ClaimedRow extends WaitingRow {
  readonly body: unknown;
  readonly readAs: readonly string[];
}

/**
 * What a platform is still to be sent, but for what waits for the end of somebody's quiet hours. The conditions are written
 * out, for only then does the database see that the index on what waits is meant, which is small however much was sent.
 */
export function waitingStore({ prisma }: Database, platform: 'SLACK' | 'DISCORD') {
  return {
    oldest(limit: number): Promise<readonly WaitingRow[]> {
      return prisma.$queryRaw<WaitingRow[]>`
        SELECT "id", "regionId", "key", "platform", "target", "editOf", "attempts", "status", "notBefore", "claimedAt", "createdAt"
        FROM "Delivery"
        WHERE "platform" = ${platform}::"Platform" AND "status" IN ('PENDING', 'SENDING') AND "heldUntil" IS NULL
        ORDER BY "sequence" LIMIT ${limit}`;
    },

    /** What was claimed, oldest first. */
    claimed(): Promise<readonly ClaimedRow[]> {
      return prisma.$queryRaw<ClaimedRow[]>`
        SELECT "id", "regionId", "key", "platform", "target", "body", "readAs", "editOf", "attempts", "status", "notBefore", "claimedAt", "createdAt"
        FROM "Delivery"
        WHERE "platform" = ${platform}::"Platform" AND "status" IN ('PENDING', 'SENDING') AND "heldUntil" IS NULL
          AND "status" = 'SENDING'
        ORDER BY "sequence"`;
    },

    /** Ids of what hasn't been taken yet, without edits, of which this part of the target is the same. */
    async goingTo(kind: 'channel' | 'private', part: 'channel' | 'users', same: unknown): Promise<readonly string[]> {
      const rows = await prisma.$queryRaw<{ readonly id: string }[]>`
        SELECT "id" FROM "Delivery"
        WHERE "platform" = ${platform}::"Platform" AND "status" IN ('PENDING', 'SENDING') AND "heldUntil" IS NULL
          AND "status" = 'PENDING' AND "editOf" IS NULL
          AND "target" ->> 'kind' = ${kind} AND "target" -> ${part}::text = ${JSON.stringify(same)}::jsonb
        ORDER BY "sequence"`;
      return rows.map(({ id }) => id);
    },
  };
}
