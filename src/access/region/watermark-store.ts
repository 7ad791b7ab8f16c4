import type { PlatformName } from '../../chat/place.ts';
import type { Database } from '../../database/database.ts';
import { clientOf } from '../../database/transaction.ts';
import type { RegionScope } from './region-scope.ts';

/** A watermark: everything said in a workspace or server up to this message was heard and dealt with. */
export interface StoredWatermark {
  readonly team: string;
  /** The platform's id of the last message. */
  readonly until: string;
}

/** Returns where a region is on a platform and its watermark there; the watermark is null before anything was heard. */
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

/** Stores a watermark. It never goes back, since another process may have heard more. Longer ids are newer. */
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
