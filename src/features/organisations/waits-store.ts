import { stillInRegion } from '../../access/actor/presence-filters-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';

/**
 * Returns the requests for membership that wait for an answer, of people who are still there, the oldest first; of all
 * the region's organisations when null.
 */
export function pendingRequests({ tx, region }: RegionScope, organisationIds: readonly string[] | null) {
  const among = organisationIds === null ? {} : { organisationId: { in: [...organisationIds] } };
  return clientOf(tx).membership.findMany({
    where: { regionId: region.id, status: 'PENDING', person: stillInRegion(region.id), ...among },
    select: {
      id: true,
      organisation: { select: { id: true, name: true } },
      person: { select: { name: true } },
    },
    orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
  });
}
