import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Announcement } from './announcement.ts';

/** Reads what of announcements waits in organisations' threads. */
export function threadWaitsStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Returns the announcements that left since then and weren't withdrawn, the latest first. */
    async leftSince(since: Date): Promise<readonly Pick<Announcement, 'id' | 'text'>[]> {
      return client.announcement.findMany({
        where: { regionId, status: 'LEFT', leftAt: { gte: since } },
        select: { id: true, text: true },
        orderBy: [{ leftAt: 'desc' }, { id: 'desc' }],
      });
    },

    /** Returns the people whom this copy is for. */
    async readersOfCopy(announcementId: string, deliveryKey: string): Promise<readonly string[]> {
      const rows = await client.announcementRecipient.findMany({
        where: { regionId, announcementId, deliveryKey },
        select: { personId: true },
      });
      return rows.map(({ personId }) => personId);
    },
  };
}
