import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import type { Event } from './event.ts';
import type { Merge, MergeSide } from './merge.ts';
import { eventStore } from './store.ts';

/** The changes that a merge may take while it is open. */
interface MergeChange {
  readonly status?: Merge['status'];
  readonly keptById?: string | null;
  readonly closedById?: string | null;
  readonly endedById?: string;
  readonly version?: string;
}

/** Stores the proposals to make one event of two. */
export function mergeStore(scope: RegionScope) {
  const { eventMerge } = clientOf(scope.tx);
  const regionId = scope.region.id;

  const self = {
    async byId(id: string): Promise<Merge | null> {
      const row = await eventMerge.findFirst({ where: { regionId, id } });
      if (!row) return null;
      const events = eventStore(scope);
      const { keptId, closedId, asker, keptById, closedById, status, proposedById, endedById, version } = row;
      return {
        ...{ id, status, proposedById, endedById, version },
        kept: await events.known(keptId),
        closed: await events.known(closedId),
        asker: asker === 'kept' || asker === 'closed' ? asker : null,
        agreed: { kept: keptById, closed: closedById },
      };
    },

    /** Locks both events, always in the same order, and returns the merge as it is then; null when there is none. */
    async lock(id: string): Promise<Merge | null> {
      const row = await eventMerge.findFirst({ where: { regionId, id }, select: { keptId: true, closedId: true } });
      if (!row) return null;
      for (const eventId of [row.keptId, row.closedId].sort()) await eventStore(scope).lock(eventId);
      return self.byId(id);
    },

    /** Returns the open merges that this event is part of. */
    async openOf(eventId: string): Promise<readonly Merge[]> {
      const rows = await eventMerge.findMany({
        where: { regionId, status: 'OPEN', OR: [{ keptId: eventId }, { closedId: eventId }] },
        select: { id: true },
        orderBy: { id: 'asc' },
      });
      const merges: Merge[] = [];
      for (const { id } of rows) merges.push(await self.known(id));
      return merges;
    },

    /** Returns whether one of these events is part of an open merge. */
    async isOpenFor(eventIds: readonly string[]): Promise<boolean> {
      const among = { in: [...eventIds] };
      const count = await eventMerge.count({
        where: { regionId, status: 'OPEN', OR: [{ keptId: among }, { closedId: among }] },
      });
      return count > 0;
    },

    async create(given: {
      readonly kept: Event;
      readonly closed: Event;
      readonly asker: MergeSide | null;
      readonly proposedById: string;
      readonly version: string;
    }): Promise<Merge> {
      const { kept, closed, asker, proposedById, version } = given;
      const by = (side: MergeSide) => (asker === side ? proposedById : null);
      const { id } = await eventMerge.create({
        data: {
          ...{ regionId, asker, proposedById, version, status: 'OPEN', proposedAt: scope.now },
          ...{ keptId: kept.id, closedId: closed.id, keptById: by('kept'), closedById: by('closed') },
        },
        select: { id: true },
      });
      return self.known(id);
    },

    /** Changes a merge that is locked and open, and returns it. */
    async change({ id }: Merge, data: MergeChange): Promise<Merge> {
      await eventMerge.updateMany({ where: { regionId, id, status: 'OPEN' }, data });
      return self.known(id);
    },

    /** Returns a merge that must exist. Throws when it doesn't. */
    async known(id: string): Promise<Merge> {
      const merge = await self.byId(id);
      if (!merge) throw new Error(`merge ${id} is gone`);
      return merge;
    },
  };
  return self;
}
