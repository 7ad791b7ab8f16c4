import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';

/** Reads the region's urgent announcements. */
export function urgentStore({ tx, region }: RegionScope) {
  const client = clientOf(tx);
  const regionId = region.id;
  return {
    /** Locks them, so that of two that are marked or sent at once the second sees the first. */
    async lock(): Promise<void> {
      await client.$queryRaw`SELECT 1 FROM "Region" WHERE "id" = ${regionId}::uuid FOR NO KEY UPDATE`;
    },
    /** Returns when those other than this one left or, by their schedule, leave. */
    async momentsBesides(id: string): Promise<readonly Date[]> {
      const rows = await client.announcement.findMany({
        where: {
          regionId,
          urgent: true,
          id: { not: id },
          OR: [{ leftAt: { not: null } }, { status: 'SCHEDULED', sentById: { not: null } }],
        },
        select: { leftAt: true, dueAt: true },
      });
      return rows.flatMap(({ leftAt, dueAt }) => leftAt ?? dueAt ?? []);
    },
  };
}
