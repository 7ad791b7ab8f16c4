import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Nearby } from './overlaps.ts';

/** Finds the region's events by where and when they are. */
export function nearStore(scope: RegionScope) {
  const { event } = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Returns the ids of the proposed and accepted events of an edition that have a date near one of these. */
    async ids(editionId: string, places: readonly Nearby[]): Promise<readonly string[]> {
      const found = await event.findMany({
        where: {
          regionId,
          editionId,
          status: { in: ['PROPOSED', 'QUESTIONED', 'ACCEPTED'] },
          OR: places.map(({ department, startsBefore, endsAfter, endlessAfter }) => ({
            department,
            occurrences: {
              some: {
                regionId,
                startsAt: { lt: startsBefore },
                OR: [{ endsAt: { gt: endsAfter } }, { endsAt: null, startsAt: { gt: endlessAfter } }],
              },
            },
          })),
        },
        select: { id: true },
      });
      return found.map(({ id }) => id);
    },
  };
}
