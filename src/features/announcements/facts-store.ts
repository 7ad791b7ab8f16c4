import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Acknowledgement } from '../../generated/prisma/client.ts';
import type { EstimatedReach } from './announcement.ts';
import type { AnnouncementFacts } from './facts.ts';

const precisions = { EXACT: 'exact', ESTIMATED: 'estimated', AT_LEAST: 'at_least' } as const;

/** Reads what the bilan tells of announcements. */
export function announcementFactStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Returns the ids of the region's own that were made in a span of time, left and weren't withdrawn. `to` is null for an open end. */
    async leftBetween({ from, to }: { readonly from: Date; readonly to: Date | null }): Promise<readonly string[]> {
      const rows = await client.announcement.findMany({
        where: {
          ...{ regionId, status: 'LEFT', nationCallId: null },
          createdAt: { gte: from, ...(to === null ? {} : { lt: to }) },
        },
        select: { id: true },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ id }) => id);
    },
    /** Returns who passed one of these announcements on, once for each announcement. */
    async relays(announcementIds: readonly string[]): Promise<AnnouncementFacts['relays']> {
      if (announcementIds.length === 0) return [];
      const rows = await client.acknowledgement.findMany({
        where: { regionId, announcementId: { in: [...announcementIds] }, relayedAt: { not: null } },
        select: { personId: true, reach: true, reachPrecision: true },
        orderBy: [{ relayedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ personId, ...told }) => ({ person: personId, reach: reachIn(told) }));
    },
  };
}

function reachIn({ reach, reachPrecision }: Pick<Acknowledgement, 'reach' | 'reachPrecision'>): EstimatedReach | null {
  const known = reachPrecision === 'EXACT' || reachPrecision === 'ESTIMATED' || reachPrecision === 'AT_LEAST';
  return reach !== null && known ? { value: reach, precision: precisions[reachPrecision] } : null;
}
