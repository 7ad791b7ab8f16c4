import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';

/** Returns whether an account of a platform is of the region's team. */
export async function isOfTeam(
  { prisma }: Database,
  {
    regionId,
    platform,
    userId,
  }: { readonly regionId: string; readonly platform: PlatformName; readonly userId: string },
): Promise<boolean> {
  const where = { regionId, platform, externalId: userId, goneAt: null, person: { roles: { some: {} } } };
  return (await prisma.identity.count({ where })) > 0;
}
