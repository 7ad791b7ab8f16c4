import { databasePlatform, platformName } from '../../access/platform-name.ts';
import type { RegionScope } from '../../access/scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import type { LiveTally } from './tally.ts';

/** The region's live tallies. */
export function tallyStore(scope: RegionScope) {
  const { tally } = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Two who show a tally at once do so one after the other. */
    async lock(editionId: string): Promise<void> {
      await clientOf(scope.tx).$queryRaw`SELECT 1 FROM "Edition" WHERE "id" = ${editionId}::uuid FOR NO KEY UPDATE`;
    },

    /** Oldest first. */
    async live(): Promise<readonly LiveTally[]> {
      const rows = await tally.findMany({ where: { regionId, removedAt: null }, orderBy: { createdAt: 'asc' } });
      return rows.map(({ id, editionId, platform, channel, deliveryKey, daily, createdAt, shown }) => ({
        id,
        editionId,
        platform: platformName(platform),
        channel,
        deliveryKey,
        daily,
        createdAt,
        shown: shown as unknown as LiveTally['shown'],
      }));
    },

    async create(given: {
      readonly id: string;
      readonly editionId: string;
      readonly platform: PlatformName;
      readonly channel: string;
      readonly deliveryKey: string;
      readonly daily: boolean;
      readonly shown: NonNullable<LiveTally['shown']>;
    }): Promise<void> {
      await tally.create({
        data: {
          ...given,
          regionId,
          platform: databasePlatform(given.platform),
          shown: structuredClone(given.shown) as object,
          createdAt: scope.now,
        },
      });
    },

    /**
     * Notes that what an edition's show may be older than the answers, and says how many there are. Two who answer at once go
     * on from here one after the other, so that the second counts the answer of the first.
     */
    async markStale(editionId: string): Promise<number> {
      const marked = await tally.updateMany({ where: { regionId, editionId, removedAt: null }, data: { stale: true } });
      return marked.count;
    },

    async markFresh(
      { id }: Pick<LiveTally, 'id'>,
      shown: NonNullable<LiveTally['shown']>,
      deliveryKey: string,
    ): Promise<void> {
      await tally.updateMany({
        where: { regionId, id },
        data: { stale: false, shown: structuredClone(shown) as object, deliveryKey },
      });
    },

    /** False when it was removed already. */
    async remove(id: string): Promise<boolean> {
      const removed = await tally.updateMany({
        where: { regionId, id, removedAt: null },
        data: { removedAt: scope.now, stale: false },
      });
      return removed.count === 1;
    },
  };
}
