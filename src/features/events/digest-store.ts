import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';

/** Stores when the announcement channels were told that an event is accepted. */
export function digestStore(scope: RegionScope) {
  const { event } = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /**
     * Marks the accepted events of an edition of which no digest has told yet as told now, and returns their ids. Two
     * processes at once take each event once, because the second waits for the first one's rows.
     */
    async take(editionId: string): Promise<readonly string[]> {
      const rows = await event.updateManyAndReturn({
        where: { regionId, editionId, announcedAt: null, status: { in: ['ACCEPTED', 'POSTPONED'] } },
        data: { announcedAt: scope.now },
        select: { id: true },
      });
      return rows.map(({ id }) => id);
    },

    /** Returns when a digest told of an event; null when none has. */
    async toldAt(id: string): Promise<Date | null> {
      const row = await event.findFirst({ where: { regionId, id }, select: { announcedAt: true } });
      return row?.announcedAt ?? null;
    },

    /** Returns the ids of the events that the digest of this moment tells of. */
    async toldTogether(editionId: string, announcedAt: Date): Promise<readonly string[]> {
      const rows = await event.findMany({ where: { regionId, editionId, announcedAt }, select: { id: true } });
      return rows.map(({ id }) => id);
    },
  };
}
