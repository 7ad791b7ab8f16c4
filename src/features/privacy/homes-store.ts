import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { platformNames, traitsOf } from '../../platforms/registered.ts';

/** Returns '<platform>:<id>' of each account of the region that has a place to itself with the bot. */
export async function homesHere({ tx, region }: RegionScope): Promise<readonly string[]> {
  const platform = { in: platformNames().filter((name) => traitsOf(name).hasHome) };
  const rows = await clientOf(tx).identity.findMany({
    where: { regionId: region.id, platform, goneAt: null },
    select: { platform: true, externalId: true },
    orderBy: { id: 'asc' },
  });
  return rows.map((one) => `${one.platform}:${one.externalId}`);
}

/** Returns how many places are still to be emptied because of an erasure. */
export async function countHomesLeft({ tx, region }: RegionScope, id: string): Promise<number> {
  const where = { id, regionId: region.id };
  const found = await clientOf(tx).erasure.findFirst({ where, select: { homes: true } });
  return found?.homes.length ?? 0;
}
