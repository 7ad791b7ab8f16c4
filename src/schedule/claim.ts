import { clientOf, type Tx } from '../database/transaction.ts';

/** A due item that is marked as done. */
export interface Claimed {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly outcome: 'DONE' | 'POINTLESS';
}

/**
 * Marks items as done in the caller's transaction, in one statement. Returns them in the order in which they are given, without
 * those that another process has done or that were cancelled or moved.
 */
export async function claimDueItems(tx: Tx, ids: readonly string[], now: Date): Promise<readonly Claimed[]> {
  const rows = await clientOf(tx).$queryRaw<readonly Claimed[]>`
    UPDATE "DueItem" item SET "doneAt" = ${now}::timestamptz,
      "outcome" = (CASE WHEN item."expiresAt" <= ${now}::timestamptz THEN 'POINTLESS' ELSE 'DONE' END)::"DueOutcome"
    -- In one order, so that two processes that claim the same ones don't wait for each other.
    FROM (SELECT "id" FROM "DueItem" WHERE "id" = ANY (${[...ids]}::uuid[]) ORDER BY "id" FOR UPDATE) one
    WHERE item."id" = one."id" AND item."doneAt" IS NULL AND item."dueAt" <= ${now}::timestamptz
    RETURNING item."id", item."kind", item."subject", item."outcome"::text AS "outcome"`;
  const claimed = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => claimed.get(id) ?? []);
}
