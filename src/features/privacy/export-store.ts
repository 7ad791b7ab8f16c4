import { describedTables, type PersonalColumn, personalColumns } from '../../access/personal/columns.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { clientOf } from '../../database/transaction.ts';
import { Prisma } from '../../generated/prisma/client.ts';
import { EXPORT_OVER } from './rules.ts';

/** A row of somebody's as JSON: what it says by itself, and what it says of them. */
export type ExportedRow = Readonly<Record<string, unknown>>;

/** A file that somebody gave. */
export interface GivenFile {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

const named = (name: string) => Prisma.raw(`"${name}"`);

/** Reads all that is kept of somebody, by the list of personal columns. */
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
    /** Returns the rows that tell of this person, by table, without what they tell of others. */
    async rowsOf(
      personId: string,
      accounts: readonly { readonly platform: string; readonly id: string }[],
    ): Promise<Readonly<Record<string, readonly ExportedRow[]>>> {
      const tables: Record<string, readonly ExportedRow[]> = {};
      for (const table of Object.keys(describedTables)) {
        const columns = personalColumns.filter((one) => one.table === table);
        const people = columns.filter(({ holds }) => holds === 'person');
        if (table !== 'Person' && people.length === 0) continue;
        const theirs =
          table === 'Person'
            ? Prisma.sql`"id" = ${personId}::uuid`
            : Prisma.join(
                people.map(({ column }) => Prisma.sql`${named(column)} = ${personId}::uuid`),
                ' OR ',
              );
        const found = await rows(table, theirs);
        if (found.length > 0) tables[table] = found.map((row) => ownPart(row, columns, personId));
      }
      const said = await relayed(accounts);
      if (said.length > 0) tables.RelayMessage = said;
      return tables;
    },

    /** Returns the files that this person gave: no copies that were made of their data before. */
    async filesOf(personId: string): Promise<readonly GivenFile[]> {
      const copies = await client.dueItem.findMany({
        where: { regionId, kind: EXPORT_OVER },
        select: { subject: true },
      });
      const where = { regionId, uploadedById: personId, id: { notIn: copies.map(({ subject }) => subject) } };
      return client.file.findMany({ where, select: { id: true, name: true, bytes: true }, orderBy: { id: 'asc' } });
    },

    /** Forgets a copy that was made of somebody's data: they have it by now. */
    async forget(fileId: string): Promise<void> {
      await client.file.deleteMany({ where: { regionId, id: fileId } });
    },
  };

  async function relayed(accounts: readonly { readonly platform: string; readonly id: string }[]) {
    const said: ExportedRow[] = [];
    for (const { platform, id } of accounts) {
      said.push(
        ...(await rows(
          'RelayMessage',
          Prisma.sql`"authorId" = ${id} AND "channelId" IN (
            SELECT own."id" FROM "RelayChannel" own WHERE own."regionId" = ${regionId}::uuid AND own."platform" = ${platform})`,
        )),
      );
    }
    return said;
  }
}

/** Leaves out of a row what it tells of others. */
function ownPart(row: ExportedRow, columns: readonly PersonalColumn[], personId: string): ExportedRow {
  const isTheirs = ({ table, column, holds, of }: PersonalColumn) => {
    if (holds === 'person') return row[column] === personId;
    // What was sent to them they have read; where it went, and what it is called, may name others.
    if (table === 'Delivery') return holds === 'words';
    return table === 'Person' || row[of] === personId;
  };
  const others = new Set(columns.filter((one) => !isTheirs(one)).map(({ column }) => column));
  return Object.fromEntries(Object.entries(row).filter(([column]) => !others.has(column)));
}
