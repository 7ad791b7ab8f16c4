import type { RegionScope } from '../access/region/region-scope.ts';
import { notify } from '../database/notify.ts';
import { clientOf } from '../database/transaction.ts';
import { Prisma } from '../generated/prisma/client.ts';
import { RETRIED } from './copies/copy-store.ts';
import { RELAY_COPIES } from './due-store.ts';
import { IS_LEFT, isNamedBy } from './left-store.ts';

/** The number of messages to copy once more, and of copies to delete or to take something out of. */
export interface Retried {
  readonly copied: number;
  readonly removed: number;
}

/**
 * Has copies tried once more that platforms refused in these channels, given by their rows, and those deleted that they
 * didn't let the bot delete.
 */
export async function retryCopies({ tx, region }: RegionScope, channelIds: readonly string[]): Promise<Retried> {
  // A digest counts as posted once it shows any version, so it starts again from none.
  const [again = { copied: 0, removed: 0 }] = await clientOf(tx).$queryRaw<Retried[]>`
    WITH again AS (
      UPDATE "RelayCopy" copy SET "status" = (CASE WHEN copy."status" = 'REFUSED' THEN 'WAITING' ELSE 'POSTED' END)::"RelayCopyStatus",
        "shown" = CASE WHEN copy."status" = 'REFUSED' AND copy."digestId" = copy."id" THEN 0 ELSE copy."wanted" - 1 END,
        "reason" = CASE WHEN copy."status" = 'REFUSED' AND copy."digestId" IS NULL THEN ${RETRIED} END, "turn" = copy."turn" + 1
      FROM "RelayMessage" message
      WHERE message."id" = copy."messageId" AND copy."regionId" = ${region.id}::uuid AND copy."channelId" = ANY (${[...channelIds]}::uuid[])
        AND (copy."status" = 'REFUSED' AND message."withheld" IS NULL OR ${IS_LEFT})
      RETURNING copy."id", copy."status"
    )
    SELECT count(*) FILTER (WHERE copy."status" = 'WAITING')::int AS "copied",
      count(*) FILTER (WHERE copy."status" = 'POSTED')::int AS "removed"
    FROM again copy LEFT JOIN ${isNamedBy(Prisma.sql`copy."status" = 'WAITING'`)}`;
  if (again.copied + again.removed > 0) await notify(tx, RELAY_COPIES);
  return again;
}
