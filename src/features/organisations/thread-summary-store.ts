import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';
import { clientOf } from '../../database/transaction.ts';
import { registeredPlatform } from '../../platforms/registered.ts';

/** A summary that was posted in a thread. */
export interface PostedSummary {
  /** The key of its sending. */
  readonly key: string;
  /** Identifies what it says. */
  readonly says: string;
}

/** An organisation's thread on a platform, and the summary in it; null where there is none. */
export interface SummarisedThread {
  readonly id: string;
  readonly organisationId: string;
  readonly platform: PlatformName;
  readonly channel: string;
  readonly summary: PostedSummary | null;
}

/** Stores which message sums up what waits in an organisation's thread. */
export function threadSummaryStore(scope: RegionScope) {
  const client = clientOf(scope.tx);
  const regionId = scope.region.id;
  return {
    /** Locks and returns the threads of organisations, so that their summaries change one after the other. */
    async lock(organisationIds: readonly string[]): Promise<readonly SummarisedThread[]> {
      const ids = [...organisationIds];
      await client.$queryRaw`
        SELECT 1 FROM "OrganisationThread"
        WHERE "regionId" = ${regionId}::uuid AND "organisationId" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
      const rows = await client.organisationThread.findMany({
        where: { regionId, organisationId: { in: ids }, channel: { not: null } },
        select: { id: true, organisationId: true, platform: true, channel: true, summaryKey: true, summarySays: true },
        orderBy: [{ organisationId: 'asc' }, { platform: 'asc' }],
      });
      return rows.flatMap(({ id, organisationId, platform, channel, summaryKey, summarySays }) => {
        if (channel === null) return [];
        const summary = summaryKey === null ? null : { key: summaryKey, says: summarySays ?? '' };
        return [{ id, organisationId, platform: registeredPlatform(platform), channel, summary }];
      });
    },

    /** Returns the ids of the organisations in whose threads there is a summary. */
    async summarised(): Promise<readonly string[]> {
      const rows = await client.organisationThread.findMany({
        where: { regionId, summaryKey: { not: null } },
        select: { organisationId: true },
      });
      return rows.map(({ organisationId }) => organisationId);
    },

    async keep(id: string, summary: PostedSummary): Promise<void> {
      await client.organisationThread.updateMany({
        where: { regionId, id },
        data: { summaryKey: summary.key, summarySays: summary.says },
      });
    },

    /** Forgets a summary that somebody deleted, and returns the id of its organisation; null when it was forgotten before. */
    async forget(key: string): Promise<string | null> {
      const where = { regionId, summaryKey: key };
      const thread = await client.organisationThread.findFirst({ where, select: { organisationId: true } });
      await client.organisationThread.updateMany({ where, data: { summaryKey: null, summarySays: null } });
      return thread?.organisationId ?? null;
    },
  };
}
