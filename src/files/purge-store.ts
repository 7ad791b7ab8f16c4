import { endOfTerm } from '../access/region/data-settings-store.ts';
import type { RegionScope } from '../access/region/region-scope.ts';
import { clientOf } from '../database/transaction.ts';

/**
 * Deletes old files that nothing shows any more: no event, kit, announcement, published bilan, bilan that is read, or answer, what an answer was before, and nothing
 * that is still to be sent. Returns whether some may be left.
 */
export async function purgeFiles(scope: RegionScope, most: number): Promise<boolean> {
  const { tx, region } = scope;
  const before = await endOfTerm(scope, 'file');
  const id = region.id;
  const gone = await clientOf(tx).$executeRaw`
    WITH shown AS (
      SELECT "pictureId" AS "id" FROM "Event" WHERE "regionId" = ${id}::uuid AND "pictureId" IS NOT NULL
      UNION SELECT "fileId" FROM "KitItem" WHERE "regionId" = ${id}::uuid
      UNION SELECT unnest("fileIds") FROM "Announcement" WHERE "regionId" = ${id}::uuid
      UNION SELECT unnest("fileIds") FROM "ReportPublication" WHERE "regionId" = ${id}::uuid
      UNION SELECT unnest("fileIds") FROM "ReportReview" WHERE "regionId" = ${id}::uuid AND "endedAt" IS NULL
      UNION SELECT ("value" ->> 'file')::uuid FROM "Answer" WHERE "regionId" = ${id}::uuid AND ("value" ->> 'kind') = 'file'
      UNION SELECT ("value" ->> 'file')::uuid FROM "AnswerRevision"
        WHERE "regionId" = ${id}::uuid AND ("value" ->> 'kind') = 'file'
    ), waiting AS (
      SELECT "body"::text AS "says" FROM "Delivery"
      WHERE "regionId" = ${id}::uuid AND "status" IN ('PENDING', 'SENDING') AND "body" IS NOT NULL
    )
    DELETE FROM "File" WHERE "id" IN (
      SELECT file."id" FROM "File" file
      WHERE file."regionId" = ${id}::uuid AND file."uploadedAt" < ${before}::timestamptz
        AND file."id" NOT IN (SELECT shown."id" FROM shown)
        AND NOT EXISTS (SELECT 1 FROM waiting WHERE position(file."id"::text IN waiting."says") > 0)
      ORDER BY file."uploadedAt" LIMIT ${most})`;
  return gone === most;
}
