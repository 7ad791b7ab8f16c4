import { endOfTerm } from '../access/region/data-settings-store.ts';
import type { RegionScope } from '../access/region/region-scope.ts';
import { clientOf } from '../database/transaction.ts';

/**
 * Forgets what was said in tied channels long ago, and where its copies stand, which stay on their platforms. It keeps what a copy
 * is still to be made equal to, and what heads a thread that goes on. What is known no more is known to be so, by a moment of its
 * channel: an edit or a reaction doesn't make it something new. Returns whether some may be left.
 */
export async function purgeRelayed(scope: RegionScope, most: number): Promise<boolean> {
  const { tx, region } = scope;
  const client = clientOf(tx);
  const before = await endOfTerm(scope, 'relay');
  const old = await client.$queryRaw<readonly { readonly id: string }[]>`
    SELECT old."id" FROM "RelayMessage" old
    WHERE old."regionId" = ${region.id}::uuid AND old."saidAt" < ${before}::timestamptz AND old."touched" = 0
      AND NOT EXISTS (SELECT 1 FROM "RelayCopy" copy
        JOIN "RelayChannel" there ON there."id" = copy."channelId" AND there."cutAt" IS NULL
        WHERE copy."messageId" = old."id"
          AND (copy."status" IN ('WAITING', 'POSTING') OR copy."shown" < copy."wanted" AND copy."status" = 'POSTED'))
      AND NOT EXISTS (SELECT 1 FROM "RelayMessage" below WHERE below."channelId" = old."channelId"
        AND below."thread" = old."sourceId" AND below."saidAt" >= ${before}::timestamptz)
      AND NOT EXISTS (SELECT 1 FROM "RelayCopy" copy JOIN "RelayPart" part ON part."copyId" = copy."id"
        JOIN "RelayMessage" below ON below."channelId" = part."channelId" AND below."thread" = part."refId"
        WHERE copy."messageId" = old."id" AND below."saidAt" >= ${before}::timestamptz)
    ORDER BY old."saidAt" LIMIT ${most}`;
  if (old.length === 0) return false;
  const ids = old.map(({ id }) => id);
  await client.relayChannel.updateMany({
    where: { regionId: region.id, messages: { some: { id: { in: ids } } } },
    data: { forgottenBefore: before },
  });
  await client.relayPart.deleteMany({ where: { copy: { messageId: { in: ids } } } });
  await client.relayCopy.deleteMany({ where: { messageId: { in: ids } } });
  await client.relayMessage.deleteMany({ where: { id: { in: ids } } });
  return old.length === most;
}
