import type { Departure } from '../access/departure.ts';
import { platformName } from '../access/platform-name.ts';
import type { RegionScope } from '../access/scope.ts';
import type { PlatformName } from '../chat/place.ts';
import { beginningWith } from '../database/beginning.ts';
import { clientOf } from '../database/transaction.ts';

/** How what was stored at this moment under keys that begin like one of these leaves. */
export async function departureUnder(scope: RegionScope, ...keyPrefixes: readonly string[]): Promise<Departure> {
  const rows = await clientOf(scope.tx).delivery.findMany({
    where: {
      regionId: scope.region.id,
      OR: keyPrefixes.map((prefix) => ({ key: beginningWith(prefix) })),
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

/** What waits for longer than that, in milliseconds, although it was to leave, waits for its platform. */
const SOON_MS = 60_000;

/** Those of these platforms that don't take what was to leave before. */
async function away(
  { tx, region, now }: RegionScope,
  platforms: ReadonlySet<'SLACK' | 'DISCORD'>,
): Promise<readonly PlatformName[]> {
  const found: PlatformName[] = [];
  for (const platform of platforms) {
    const waits = await clientOf(tx).delivery.findFirst({
      where: {
        ...{ regionId: region.id, platform, status: { in: ['PENDING', 'SENDING'] }, heldUntil: null },
        createdAt: { lt: new Date(now.getTime() - SOON_MS) },
      },
      select: { id: true },
    });
    if (waits) found.push(platformName(platform));
  }
  return found;
}
