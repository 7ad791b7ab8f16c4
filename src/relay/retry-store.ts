import type { RegionScope } from '../access/region/region-scope.ts';
import { notify } from '../database/notify.ts';
import { clientOf } from '../database/transaction.ts';
import { RELAY_COPIES } from './due-store.ts';

/**
 * Has copies tried once more that platforms refused in these channels, given by their rows. Returns how many copies
 * those are.
 */
export async function retryCopies({ tx, region }: RegionScope, channelIds: readonly string[]): Promise<number> {
  // A digest counts as posted once it shows any version, so it starts again from none.
  const count = await clientOf(tx).$executeRaw`
    UPDATE "RelayCopy" copy SET "status" = 'WAITING', "shown" = CASE WHEN copy."digestId" = copy."id" THEN 0 ELSE copy."wanted" - 1 END, "reason" = NULL, "turn" = copy."turn" + 1
    FROM "RelayMessage" message
    WHERE message."id" = copy."messageId" AND message."withheld" IS NULL AND copy."status" = 'REFUSED'
      AND copy."regionId" = ${region.id}::uuid AND copy."channelId" = ANY (${[...channelIds]}::uuid[])`;
  if (count > 0) await notify(tx, RELAY_COPIES);
  return count;
}
