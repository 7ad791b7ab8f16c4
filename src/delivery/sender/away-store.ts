import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { prefixRange } from '../../database/prefix-range.ts';
import { clientOf } from '../../database/transaction.ts';
import { PLATFORM_AWAY } from '../../schedule/due.ts';

/** The absence of a platform, as a region's due item of kind PLATFORM_AWAY keeps it. */
export interface Absence {
  readonly subject: string;
  /** Whether the coordinators were told of it. */
  readonly told: boolean;
}

/** Returns the absence of a platform that is known in this region, which nobody else changes meanwhile; null when there is none. */
export async function absenceOf({ tx, region }: RegionScope, platform: PlatformName): Promise<Absence | null> {
  // Several processes may see the platform go at once.
  await clientOf(tx).$queryRaw`SELECT 1 FROM "Region" WHERE "id" = ${region.id}::uuid FOR UPDATE`;
  const found = await clientOf(tx).dueItem.findFirst({
    where: { regionId: region.id, kind: PLATFORM_AWAY, subject: prefixRange(`${platform}:`) },
    select: { subject: true, doneAt: true },
  });
  return found && { subject: found.subject, told: found.doneAt !== null };
}

/** Forgets an absence that is over. */
export async function endAbsence({ tx, region }: RegionScope, { subject }: Absence): Promise<void> {
  await clientOf(tx).dueItem.deleteMany({ where: { regionId: region.id, kind: PLATFORM_AWAY, subject } });
}
