import { clientOf } from '../../database/transaction.ts';
import type { RegionScope } from '../region/region-scope.ts';

/** Notes that somebody is told who keeps what of them. Returns false where they were before. */
export async function noteInformed({ tx, region, now }: RegionScope, personId: string): Promise<boolean> {
  const { count } = await clientOf(tx).person.updateMany({
    where: { id: personId, regionId: region.id, informedAt: null },
    data: { informedAt: now },
  });
  return count === 1;
}
