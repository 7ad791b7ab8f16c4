import { clientOf } from '../../database/transaction.ts';
import type { RegionScope } from '../region/region-scope.ts';

/** Notes that these people are told who keeps what of them. Returns false where all of them were before. */
export async function noteInformed({ tx, region, now }: RegionScope, personIds: readonly string[]): Promise<boolean> {
  const { count } = await clientOf(tx).person.updateMany({
    where: { id: { in: [...personIds] }, regionId: region.id, informedAt: null },
    data: { informedAt: now },
  });
  return count > 0;
}
