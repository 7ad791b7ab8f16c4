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

interface Row extends Pick<Merge, 'id' | 'status' | 'proposedById' | 'endedById' | 'version'> {
  readonly asker: string | null;
  readonly keptById: string | null;
  readonly closedById: string | null;
}

function mergeOf(row: Row, kept: Event, closed: Event): Merge {
  const { id, status, proposedById, endedById, version, asker, keptById, closedById } = row;
  return {
    ...{ id, status, proposedById, endedById, version, kept, closed },
    asker: asker === 'kept' || asker === 'closed' ? asker : null,
    agreed: { kept: keptById, closed: closedById },
  };
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
      return mergeOf(row, await events.known(row.keptId), await events.known(row.closedId));
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

    /** Returns the first open merge that one of these events is part of; null when there is none. */
    async openFor(eventIds: readonly string[]): Promise<Merge | null> {
      const among = { in: [...eventIds] };
      const row = await eventMerge.findFirst({
        where: { regionId, status: 'OPEN', OR: [{ keptId: among }, { closedId: among }] },
        select: { id: true },
        orderBy: { id: 'asc' },
      });
      return row && self.known(row.id);
    },

    /** Returns the open merges of an edition's events, the oldest first. */
    async openIn(editionId: string): Promise<readonly Merge[]> {
      const rows = await eventMerge.findMany({
        where: { regionId, status: 'OPEN', kept: { regionId, editionId } },
        orderBy: { id: 'asc' },
      });
      const ids = new Set(rows.flatMap(({ keptId, closedId }) => [keptId, closedId]));
      const events = ids.size === 0 ? [] : await eventStore(scope).byIds([...ids]);
      const byId = new Map(events.map((event) => [event.id, event]));
      return rows.flatMap((row) => {
        const [kept, closed] = [byId.get(row.keptId), byId.get(row.closedId)];
        return kept && closed ? [mergeOf(row, kept, closed)] : [];
      });
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
