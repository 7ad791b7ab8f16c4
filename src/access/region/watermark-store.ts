import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { clientOf } from '../../database/transaction.ts';
import type { RegionScope } from './region-scope.ts';

/** How far all that was said in a workspace or server was heard and dealt with. */
export interface StoredWatermark {
  readonly team: string;
  /** Platform's id of the last. */
  readonly until: string;
}

/** Where the region is on a platform, and how far it was heard there; null before anything was. */
export async function storedWatermarks(
  { tx, region }: RegionScope,
  platform: PlatformName,
): Promise<{ readonly team: string; readonly until: string | null } | null> {
  const found = await clientOf(tx).installation.findUnique({
    where: { regionId_platform: { regionId: region.id, platform } },
    select: { team: true, heardUntil: true },
  });
  return found && { team: found.team, until: found.heardUntil };
}

/** Another process may have heard more: nothing goes back. Ids that are longer are newer. */
export async function storeWatermark(
  { prisma }: Database,
  platform: PlatformName,
  { team, until }: StoredWatermark,
): Promise<void> {
  await prisma.$executeRaw`
    UPDATE "Installation" SET "heardUntil" = ${until}
    WHERE "platform" = ${platform} AND "team" = ${team} AND ("heardUntil" IS NULL
      OR (length("heardUntil"), "heardUntil" COLLATE "C") < (length(${until}::text), ${until}::text COLLATE "C"))`;
}
