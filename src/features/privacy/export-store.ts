import { describedTables, type PersonalColumn, personalColumns } from '../../access/personal/columns.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { rowsOfPerson } from './own-rows-store.ts';
import { EXPORT_OVER } from './rules.ts';

/** A row about somebody as JSON, with its own contents and what it tells of them. */
export type ExportedRow = Readonly<Record<string, unknown>>;

/** A file that somebody gave. */
export interface GivenFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

const named = (name: string) => Prisma.raw(`"${name}"`);

/** Reads everything that is kept of somebody, by the list of personal columns. */
export function exportStore({ tx, region }: RegionScope) {
  const client = clientOf(tx);
  const regionId = region.id;

  async function rows(table: string, theirs: Prisma.Sql): Promise<readonly ExportedRow[]> {
    const bytes = personalColumns
      .filter((one) => one.table === table && one.type === 'Bytes')
      .map(({ column }) => column);
    const found = await client.$queryRaw<readonly { readonly row: ExportedRow }[]>`
      SELECT to_jsonb(t) - ${bytes}::text[] AS "row" FROM ${named(table)} t
      WHERE "regionId" = ${regionId}::uuid AND (${theirs}) ORDER BY "id"`;
    return found.map(({ row }) => row);
  }

  return {
    /**
     * Returns the rows that tell of this person, who has accounts of these ids, by table, without what they tell of
     * others.
     */
    async rowsOf(
      personId: string,
      accounts: readonly string[],
    ): Promise<Readonly<Record<string, readonly ExportedRow[]>>> {
      const tables: Record<string, readonly ExportedRow[]> = {};
      for (const table of Object.keys(describedTables)) {
        const columns = personalColumns.filter((one) => one.table === table);
        const theirs = rowsOfPerson(table, regionId, personId);
        if (theirs === null) continue;
        const found = await rows(table, theirs);
        const own = new Set([personId, ...accounts]);
        if (found.length > 0) tables[table] = found.map((row) => ownPart(row, columns, own));
      }
      return tables;
    },

    /** Returns the files that this person gave, without the copies of their data that were made before. */
    async filesOf(personId: string): Promise<readonly GivenFile[]> {
      const copies = await client.dueItem.findMany({
        where: { regionId, kind: EXPORT_OVER },
        select: { subject: true },
      });
      const where = { regionId, uploadedById: personId, id: { notIn: copies.map(({ subject }) => subject) } };
      return client.file.findMany({ where, select: { id: true, name: true, bytes: true }, orderBy: { id: 'asc' } });
    },

    /** Forgets a copy of somebody's data, since they have it by now. */
    async forget(fileId: string): Promise<void> {
      await client.file.deleteMany({ where: { regionId, id: fileId } });
    },
  };
}

/** Leaves out of a row what it tells of others. */
function ownPart(row: ExportedRow, columns: readonly PersonalColumn[], own: ReadonlySet<unknown>): ExportedRow {
  const isTheirs = ({ table, column, holds, of }: PersonalColumn) => {
    if (holds === 'person') return own.has(row[column]);
    // They have read what was sent to them; its key and its target may name others.
    if (table === 'Delivery') return holds === 'words';
    return table === 'Person' || own.has(row[of]);
  };
  const others = new Set(columns.filter((one) => !isTheirs(one)).map(({ column }) => column));
  return Object.fromEntries(Object.entries(row).filter(([column]) => !others.has(column)));
}
