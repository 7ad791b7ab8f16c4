import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import type { RegionScope } from './region-scope.ts';

/** Stores what the platform withholds from the bot now, and returns what it withheld when that was last stored. */
export async function keepWithheld(
  { tx, region }: RegionScope,
  platform: PlatformName,
  now: readonly string[],
): Promise<readonly string[]> {
  const { installation } = clientOf(tx);
  const regionId_platform = { regionId: region.id, platform };
  // Several processes may learn of it at once.
  await clientOf(tx).$queryRaw`SELECT 1 FROM "Region" WHERE "id" = ${region.id}::uuid FOR UPDATE`;
  const { withheld } = await installation.findUniqueOrThrow({
    where: { regionId_platform },
    select: { withheld: true },
  });
  await installation.update({ where: { regionId_platform }, data: { withheld: [...now] } });
  return withheld;
}
