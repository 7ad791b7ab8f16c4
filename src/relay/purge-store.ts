import { endOfTerm } from '../access/region/data-settings-store.ts';
import type { RegionScope } from '../access/region/region-scope.ts';
import { clientOf } from '../database/transaction.ts';
import { Prisma } from '../generated/prisma/client.ts';

/**
 * Matches messages with copies that were said since then, or by somebody who is known here and may still want the
 * copies deleted.
 */
const standsOfSomebody = (since: Date) => Prisma.sql`(old."withheld" IS NULL
  AND (old."saidAt" >= ${since}::timestamptz OR EXISTS (SELECT 1 FROM "RelayChannel" own
    JOIN "Identity" author ON author."regionId" = old."regionId" AND author."platform" = own."platform"
      AND author."externalId" = old."authorId" WHERE own."id" = old."channelId"))
  AND EXISTS (SELECT 1 FROM "RelayCopy" copy JOIN "RelayPart" part ON part."copyId" = copy."id" WHERE copy."messageId" = old."id"))`;

/**
 * Forgets what was said in tied channels long ago; its copies stay on their platforms. Their places are kept, without a
 * word of the message, as long as an edition is kept and as long as the author is known here: when the author deletes
 * the message, takes it back or is erased, the copies are deleted. A message is also kept while a copy still has to be
 * brought up to date, or while it heads a thread that goes on. A moment noted with the channel says that everything
 * before it may be forgotten, so that an edit or a reaction doesn't make an old message new. Returns whether some may
 * be left.
 */
export async function purgeRelayed(scope: RegionScope, most: number): Promise<boolean> {
  const { tx, region } = scope;
  const client = clientOf(tx);
  const before = await endOfTerm(scope, 'relay');
  const stands = standsOfSomebody(await endOfTerm(scope, 'edition'));
  const old = await client.$queryRaw<readonly { readonly id: string; readonly isKept: boolean }[]>`
    SELECT old."id", ${stands} AS "isKept" FROM "RelayMessage" old
    WHERE old."regionId" = ${region.id}::uuid AND old."saidAt" < ${before}::timestamptz AND old."touched" = 0 AND old."retitle" IS NULL
      AND (old."state" IS NOT NULL OR NOT ${stands})
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
    where: {
      ...{ regionId: region.id, messages: { some: { id: { in: ids } } } },
      // An erasure may have set a later moment.
      OR: [{ forgottenBefore: null }, { forgottenBefore: { lt: before } }],
    },
    data: { forgottenBefore: before },
  });
  const emptied = old.flatMap(({ id, isKept }) => (isKept ? [id] : []));
  const gone = old.flatMap(({ id, isKept }) => (isKept ? [] : [id]));
  await client.relayMessage.updateMany({
    where: { id: { in: emptied } },
    data: { state: Prisma.DbNull, authorName: '', picture: null },
  });
  await client.relayPart.deleteMany({ where: { copy: { messageId: { in: gone } } } });
  await client.relayCopy.deleteMany({ where: { messageId: { in: gone } } });
  await client.relayMessage.deleteMany({ where: { id: { in: gone } } });
  return old.length === most;
}
