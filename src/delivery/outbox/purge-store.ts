import { termDays } from '../../access/region/data-settings-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { EDIT_DAYS } from '../../access/region/terms.ts';
import { clientOf } from '../../database/transaction.ts';
import { dayAfterAt } from '../../dates/index.ts';

/**
 * Deletes finished edits, the bodies of old messages, and what was left of messages as old as an edition that goes. What is needed
 * longer than a body stays until then: a message's place, so that it can be edited, withdrawn and replied to, its outcome, and its
 * reader. Returns whether some may be left.
 */
export async function purgeDeliveries(scope: RegionScope, most: number): Promise<boolean> {
  const days = await termDays(scope);
  const edits = await purgeEdits(scope, most);
  const bodies = await purgeBodies(scope, days.message, most);
  const bare = await purgeBare(scope, days.edition, most);
  return [edits, bodies, bare].includes(most);
}

/**
 * Deletes edits, to which nothing refers. What the last of them said becomes the body of the message: whoever looks for what stands somewhere finds it there.
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

async function purgeBodies({ tx, region, now }: RegionScope, days: number, most: number): Promise<number> {
  const before = dayAfterAt(now, -days, '00:00', region.timeZone);
  return clientOf(tx).$executeRaw`
    UPDATE "Delivery" SET "body" = NULL WHERE "id" IN (
      SELECT "id" FROM "Delivery"
      WHERE "regionId" = ${region.id}::uuid AND "editOf" IS NULL AND "body" IS NOT NULL
        AND "createdAt" < ${before}::timestamptz AND "status" IN ('SENT', 'REFUSED', 'UNKNOWN')
      ORDER BY "createdAt" LIMIT ${most})`;
}

/** Deletes messages without a body, except those that still stand for something: an organisation's summary, a live tally. */
async function purgeBare({ tx, region, now }: RegionScope, days: number, most: number): Promise<number> {
  const before = dayAfterAt(now, -days, '00:00', region.timeZone);
  return clientOf(tx).$executeRaw`
    DELETE FROM "Delivery" WHERE "id" IN (
      SELECT old."id" FROM "Delivery" old
      WHERE old."regionId" = ${region.id}::uuid AND old."editOf" IS NULL AND old."body" IS NULL
        AND old."createdAt" < ${before}::timestamptz AND old."status" IN ('SENT', 'REFUSED', 'UNKNOWN')
        AND NOT EXISTS (SELECT 1 FROM "Delivery" edit WHERE edit."editOf" = old."key")
        AND old."key" NOT IN (SELECT thread."summaryKey" FROM "OrganisationThread" thread
          WHERE thread."regionId" = ${region.id}::uuid AND thread."summaryKey" IS NOT NULL)
        AND old."key" NOT IN (SELECT tally."deliveryKey" FROM "Tally" tally
          WHERE tally."regionId" = ${region.id}::uuid AND tally."removedAt" IS NULL)
      ORDER BY old."createdAt" LIMIT ${most})`;
}
