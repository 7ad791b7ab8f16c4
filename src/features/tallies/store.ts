import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import { registeredPlatform } from '../../platforms/registered.ts';
import type { TallyCounts } from './counts.ts';
import { type LiveTally, type ShownStates, shownStates } from './tally.ts';

/** Stores the region's live tallies. */
export function tallyStore(scope: RegionScope) {
  const { tally } = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Locks an edition, so that changes to what its tallies show happen one after the other. */
    async lock(editionId: string): Promise<void> {
      await clientOf(scope.tx).$queryRaw`SELECT 1 FROM "Edition" WHERE "id" = ${editionId}::uuid FOR NO KEY UPDATE`;
    },

    /** Returns the live tallies, the oldest first. */
    async live(): Promise<readonly LiveTally[]> {
      const rows = await tally.findMany({
        where: { regionId, removedAt: null },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ id, editionId, platform, channel, deliveryKey, daily, createdAt, shown }) => ({
        id,
        editionId,
        platform: registeredPlatform(platform),
        channel,
        deliveryKey,
        daily,
        createdAt,
        shown: shownStates.safeParse(shown).data ?? null,
      }));
    },

    /**
     * Returns what was last told of an edition in any channel; null when nothing was, or when it can't be read any
     * more.
     */
    async lastTold(editionId: string): Promise<TallyCounts | null> {
      const row = await tally.findFirst({
        where: { regionId, editionId },
        select: { shown: true },
        orderBy: [{ removedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }, { id: 'desc' }],
      });
      return shownStates.safeParse(row?.shown).data?.now.told ?? null;
    },

    async create(given: {
      readonly id: string;
      readonly editionId: string;
      readonly platform: PlatformName;
      readonly channel: string;
      readonly deliveryKey: string;
      readonly daily: boolean;
      readonly shown: ShownStates;
    }): Promise<void> {
      await tally.create({
        data: {
          ...given,
          regionId,
          platform: given.platform,
          shown: structuredClone(given.shown) as object,
          createdAt: scope.now,
        },
      });
    },

    /** Has to be called under the lock. */
    async keepShown({ id }: Pick<LiveTally, 'id'>, shown: ShownStates, deliveryKey: string): Promise<void> {
      await tally.updateMany({
        where: { regionId, id },
        data: { shown: structuredClone(shown) as object, deliveryKey },
      });
    },

    /** Returns false when it was removed already. */
    async remove(id: string): Promise<boolean> {
      const removed = await tally.updateMany({
        where: { regionId, id, removedAt: null },
        data: { removedAt: scope.now },
      });
      return removed.count === 1;
    },
  };
}
