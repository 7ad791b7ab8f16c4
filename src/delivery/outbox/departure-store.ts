import type { Departure } from '../../access/contacts/departure.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { prefixRange } from '../../database/prefix-range.ts';
import { clientOf } from '../../database/transaction.ts';
import { comparePlatforms, registeredPlatform } from '../../platforms/registered.ts';

/** Returns how the messages leave that were stored at this moment under keys with one of these prefixes. */
export async function departureUnder(scope: RegionScope, ...keyPrefixes: readonly string[]): Promise<Departure> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: {
      regionId: scope.region.id,
      OR: keyPrefixes.map((prefix) => ({ key: prefixRange(prefix) })),
      editOf: null,
      createdAt: scope.now,
    },
    select: { status: true, heldUntil: true, platform: true },
  });
  const failed = rows.filter(({ status }) => status === 'REFUSED' || status === 'UNKNOWN').length;
  const times = rows.flatMap(({ status, heldUntil }) =>
    status === 'PENDING' && heldUntil !== null ? [heldUntil.getTime()] : [],
  );
  const leaving = rows.filter(({ status, heldUntil }) => status === 'PENDING' && heldUntil === null);
  return {
    now: rows.length - times.length - failed,
    held: times.length,
    until: times.length > 0 ? new Date(Math.max(...times)) : null,
    failed,
    away: await away(scope, new Set(leaving.map(({ platform }) => platform))),
  };
}

/** How long, in milliseconds, a message waits before it counts as waiting for its platform. */
const SOON_MS = 60_000;

/** Returns those of these platforms that don't take earlier messages. */
async function away(
  { tx, region, now }: RegionScope,
  platforms: ReadonlySet<string>,
): Promise<readonly PlatformName[]> {
  if (platforms.size === 0) return [];
  const before = new Date(now.getTime() - SOON_MS);
  // The conditions repeat those of the small index on waiting deliveries, which otherwise wouldn't serve.
  const rows = await clientOf(tx).$queryRaw<readonly { platform: string }[]>`
    SELECT DISTINCT "platform" FROM "Delivery"
    WHERE "platform" = ANY (${[...platforms]}::text[]) AND "regionId" = ${region.id}::uuid
      AND "status" = ANY (ARRAY['PENDING'::"DeliveryStatus", 'SENDING'::"DeliveryStatus"]) AND "heldUntil" IS NULL AND "sequence" > 0
      AND "createdAt" < ${before}::timestamptz`;
  return rows.map(({ platform }) => registeredPlatform(platform)).toSorted(comparePlatforms);
}
