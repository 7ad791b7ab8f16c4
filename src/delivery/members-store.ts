import { databasePlatform, platformName } from '../access/platform-name.ts';
import type { RegionScope } from '../access/scope.ts';
import type { PlatformName } from '../chat/place.ts';
import { clientOf } from '../database/transaction.ts';

export function membersStore(scope: RegionScope) {
  const { organisationThread, delivery } = clientOf(scope.tx);
  const regionId = scope.region.id;

  return {
    /** Platforms on which this organisation has a thread. */
    async platformsOf(organisationId: string): Promise<readonly PlatformName[]> {
      const rows = await organisationThread.findMany({
        where: { regionId, organisationId, channel: { not: null } },
        select: { platform: true },
      });
      return rows.map(({ platform }) => platformName(platform));
    },

    /** What was done is to be done again; false when it isn't done yet. */
    async again(platform: PlatformName, key: string): Promise<boolean> {
      const { count } = await delivery.updateMany({
        where: {
          regionId,
          platform: databasePlatform(platform),
          key,
          status: { notIn: ['PENDING', 'SENDING'] },
        },
        data: { status: 'PENDING', reason: null, notBefore: null, createdAt: scope.now },
      });
      return count > 0;
    },
  };
}
