import { describedTables } from '../../access/personal/columns.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import type { KeptGroup } from './erasure.ts';
import { rowsOfPerson } from './own-rows-store.ts';

/** Counts the rows that are kept of somebody, by the list of personal columns. */
export function inventoryStore({ tx, region }: RegionScope) {
  const client = clientOf(tx);
  return {
    /** Returns how many rows tell of this person, by their purpose and by how long they are kept. */
    async groupsOf(personId: string): Promise<readonly KeptGroup[]> {
      const groups = new Map<string, KeptGroup>();
      for (const [table, { purpose, kept }] of Object.entries(describedTables)) {
        const theirs = rowsOfPerson(table, region.id, personId);
        if (theirs === null) continue;
        // A file that the bot made for somebody wasn't given by them.
        const made = table === 'File' ? Prisma.sql`"told" IS NOT NULL` : Prisma.sql`FALSE`;
        const [found] = await client.$queryRaw<{ readonly count: number; readonly made: number }[]>`
          SELECT count(*)::int AS "count", (count(*) FILTER (WHERE ${made}))::int AS "made" FROM ${Prisma.raw(`"${table}"`)} t
          WHERE "regionId" = ${region.id}::uuid AND (${theirs})`;
        const { count, made: documents } = found ?? { count: 0, made: 0 };
        for (const [of, rows] of [[purpose, count - documents] as const, ['documents', documents] as const]) {
          const key = `${of}/${kept}`;
          if (rows > 0) groups.set(key, { purpose: of, kept, rows: rows + (groups.get(key)?.rows ?? 0) });
        }
      }
      return [...groups.values()];
    },
  };
}
