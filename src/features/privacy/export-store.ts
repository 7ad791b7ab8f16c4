import { describedTables, type PersonalColumn, personalColumns } from '../../access/personal/columns.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { isReadBy, rowsOfPerson } from './own-rows-store.ts';
import { EXPORT_OVER } from './rules.ts';

/** A row about somebody as JSON, with its own contents and what it tells of them. */
export type ExportedRow = Readonly<Record<string, unknown>>;

/** A file that somebody gave, or was sent. */
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

  async function rows(table: string, personId: string, theirs: Prisma.Sql): Promise<readonly ExportedRow[]> {
    // What waits for them, or was refused, they may never come to read.
    const unread = table === 'Delivery' ? Prisma.sql`NOT (${isReadBy(regionId, personId)})` : Prisma.sql`FALSE`;
    const bytes = personalColumns
      .filter((one) => one.table === table && one.type === 'Bytes')
      .map(({ column }) => column);
    const found = await client.$queryRaw<readonly { readonly row: ExportedRow }[]>`
      SELECT to_jsonb(t) - ${bytes}::text[] - CASE WHEN ${unread} THEN 'body' ELSE '' END AS "row" FROM ${named(table)} t
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
        const found = await rows(table, personId, theirs);
        const own = new Set([personId, ...accounts]);
        if (found.length > 0) tables[table] = found.map((row) => ownPart(row, columns, own));
      }
      return tables;
    },

    /**
     * Returns the files that this person gave, and the documents that the bot made for them and sent them, as long as it keeps the
     * words of that message; without the copies of their data that were made before.
     */
    async filesOf(personId: string): Promise<readonly GivenFile[]> {
      return client.$queryRaw<readonly GivenFile[]>`
        SELECT "id"::text AS "id", "name", "bytes" FROM "File" file
        WHERE "regionId" = ${regionId}::uuid AND "uploadedById" = ${personId}::uuid
          AND "id"::text NOT IN (
            SELECT "subject" FROM "DueItem" WHERE "regionId" = ${regionId}::uuid AND "kind" = ${EXPORT_OVER})
          AND ("told" IS NULL OR EXISTS (
            SELECT 1 FROM "Delivery" t WHERE t."regionId" = ${regionId}::uuid AND ${isReadBy(regionId, personId)}
              AND position(file."id"::text IN t."body"::text) > 0))
        ORDER BY "id"`;
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
    // Of what was sent to them they have read the words; its key and its target may name others.
    if (table === 'Delivery') return holds === 'words';
    return table === 'Person' || own.has(row[of]);
  };
  const others = new Set(columns.filter((one) => !isTheirs(one)).map(({ column }) => column));
  return Object.fromEntries(Object.entries(row).filter(([column]) => !others.has(column)));
}
