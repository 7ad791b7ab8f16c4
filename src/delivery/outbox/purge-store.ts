import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { dayAfterAt } from '../../dates/index.ts';

/** How many days a finished edit is kept, to be looked at when somebody wonders. Nothing refers to it. */
const EDIT_DAYS = 7;
/**
 * How many days the body of a message is kept. What is needed for longer stays: its place, so that it can be edited,
 * withdrawn and replied to, its outcome, and its reader.
 */
const BODY_DAYS = 90;

/** Deletes finished edits, and the bodies of old messages. Returns whether some may be left. */
export async function purgeDeliveries(scope: RegionScope, most: number): Promise<boolean> {
  const edits = await purgeEdits(scope, most);
  const bodies = await purgeBodies(scope, most);
  return edits === most || bodies === most;
}

/**
 * Deletes edits. What the last of them said becomes the body of the message: whoever looks for what stands somewhere finds it there.
 */
async function purgeEdits({ tx, region, now }: RegionScope, most: number): Promise<number> {
  const before = dayAfterAt(now, -EDIT_DAYS, '00:00', region.timeZone);
  const [gone] = await clientOf(tx).$queryRaw<{ readonly count: number }[]>`
    WITH gone AS (
      DELETE FROM "Delivery" WHERE "id" IN (
        SELECT "id" FROM "Delivery"
        WHERE "regionId" = ${region.id}::uuid AND "editOf" IS NOT NULL AND "createdAt" < ${before}::timestamptz
          AND "status" IN ('SENT', 'REFUSED', 'UNKNOWN')
        ORDER BY "createdAt" LIMIT ${most})
      RETURNING "editOf", "sequence", "status", "body"
    ), last AS (
      SELECT DISTINCT ON ("editOf") "editOf", "body" FROM gone WHERE "status" = 'SENT' ORDER BY "editOf", "sequence" DESC
    ), kept AS (
      UPDATE "Delivery" shown SET "body" = last."body" FROM last
      WHERE shown."key" = last."editOf" AND shown."body" IS NOT NULL RETURNING 1
    )
    SELECT count(*)::int AS "count" FROM gone`;
  return gone?.count ?? 0;
}

async function purgeBodies({ tx, region, now }: RegionScope, most: number): Promise<number> {
  const before = dayAfterAt(now, -BODY_DAYS, '00:00', region.timeZone);
  return clientOf(tx).$executeRaw`
    UPDATE "Delivery" SET "body" = NULL WHERE "id" IN (
      SELECT "id" FROM "Delivery"
      WHERE "regionId" = ${region.id}::uuid AND "editOf" IS NULL AND "body" IS NOT NULL
        AND "createdAt" < ${before}::timestamptz AND "status" IN ('SENT', 'REFUSED', 'UNKNOWN')
      ORDER BY "createdAt" LIMIT ${most})`;
}
