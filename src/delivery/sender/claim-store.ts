import type { Database } from '../../database/database.ts';
import type { PendingDelivery } from './delivery.ts';

/** A delivery that another edits, as it is stored. */
export interface ParentRow {
  readonly status: string;
  readonly refs: unknown;
  readonly target: unknown;
  readonly readAs: readonly string[];
}

/** A delivery as it was when it was claimed. */
export interface ClaimRow {
  readonly id: string;
  readonly regionId: string;
  readonly key: string;
  readonly platform: string;
  readonly target: unknown;
  readonly editOf: string | null;
  readonly attempts: number;
  readonly body: unknown;
  readonly readAs: readonly string[];
  readonly parent: ParentRow | null;
}

/**
 * Claims a delivery that still waits after so many attempts, and returns what the row said at that moment, in one statement,
 * with what it edits. An edit of what isn't sent yet, and isn't refused either, isn't claimed. Null when nothing was.
 */
export async function claimRow(
  { prisma }: Database,
  { id, attempts, editOf }: Pick<PendingDelivery, 'id' | 'attempts' | 'editOf'>,
  at: Date,
): Promise<ClaimRow | null> {
  const [row] = await prisma.$queryRaw<ClaimRow[]>`
    WITH parent AS (SELECT "status", "refs", "target", "readAs" FROM "Delivery" WHERE "key" = ${editOf})
    UPDATE "Delivery" SET "status" = 'SENDING', "attempts" = "attempts" + 1, "claimedAt" = ${at}::timestamptz
    WHERE "id" = ${id}::uuid AND "status" = 'PENDING' AND "attempts" = ${attempts}
      AND NOT EXISTS (SELECT 1 FROM parent WHERE parent."status" NOT IN ('REFUSED', 'UNKNOWN')
        AND (parent."refs" IS NULL OR jsonb_array_length(parent."refs") = 0))
    RETURNING "id", "regionId", "key", "platform", "target", "editOf", "attempts", "body", "readAs",
      (SELECT to_jsonb(parent) FROM parent) AS "parent"`;
  return row ?? null;
}
