import { describedTables, personalColumns } from '../../access/personal/columns.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { KeptGroup } from './erasure.ts';

/** Counts what is kept of somebody, by the list of personal columns. */
export function inventoryStore({ tx, region }: RegionScope) {
  const client = clientOf(tx);
  return {
    /** Returns how many rows tell of this person, by what they are for and how long they are kept. */
    async groupsOf(personId: string): Promise<readonly KeptGroup[]> {
      const groups = new Map<string, KeptGroup>();
      for (const [table, { purpose, kept }] of Object.entries(describedTables)) {
        const columns = personalColumns.filter((one) => one.table === table && one.holds === 'person');
        if (columns.length === 0) continue;
        const theirs = Prisma.join(
          columns.map(({ column }) => Prisma.sql`${Prisma.raw(`"${column}"`)} = ${personId}::uuid`),
          ' OR ',
        );
        const [found] = await client.$queryRaw<{ readonly count: number }[]>`
          SELECT count(*)::int AS "count" FROM ${Prisma.raw(`"${table}"`)}
          WHERE "regionId" = ${region.id}::uuid AND (${theirs})`;
        const rows = found?.count ?? 0;
        if (rows === 0) continue;
        const key = `${purpose}/${kept}`;
        groups.set(key, { purpose, kept, rows: rows + (groups.get(key)?.rows ?? 0) });
      }
      return [...groups.values()];
    },
  };
}
