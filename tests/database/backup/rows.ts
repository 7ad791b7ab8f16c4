import type { Database } from '../../../src/database/database.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { silentLog } from '../../../src/log.ts';
import type { DatabaseLocation } from '../../support/database.ts';
import { readTables, seedRegion } from '../../support/every-table.ts';

/** Every row of every table, the list of migrations too. */
export type Rows = Readonly<Record<string, readonly string[]>>;

/** Fills a database: two rows in every table, or in these, and files of a megabyte each that gzip can't shorten. */
export async function fill(location: DatabaseLocation, only?: readonly string[]): Promise<Rows> {
  return opened(location, async (database) => {
    const tables = await readTables(database);
    const rest = { full: true, ...(only ? { only } : {}) };
    await seedRegion(database, tables, { ...rest, marker: 'Dépôt « œuf » 🥚', externalId: 'U1' });
    await seedRegion(database, tables, { ...rest, marker: "l'autre\\t", externalId: 'U2' });
    const { prisma } = database;
    await prisma.$executeRaw`UPDATE "Region" SET "timeZone" = 'Europe/Paris', "locale" = 'fr', "origins" = '[]'`;
    await prisma.$executeRaw`UPDATE "File" SET "bytes" =
      (SELECT decode(string_agg(md5(random()::text), ''), 'hex') FROM generate_series(1, 65536))`;
    return readAll(database);
  });
}

export async function readRows(location: DatabaseLocation): Promise<Rows> {
  return opened(location, readAll);
}

/** Changes what is in a database that nobody uses. */
export async function inSql(location: DatabaseLocation, statements: readonly string[]): Promise<void> {
  await opened(location, async ({ prisma }) => {
    for (const statement of statements) await prisma.$executeRawUnsafe(statement);
  });
}

async function readAll({ prisma }: Database): Promise<Rows> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT tablename AS "name" FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`;
  const all: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const rows = await prisma.$queryRawUnsafe<{ row: string }[]>(
      `SELECT row_to_json(t)::text AS "row" FROM "${name}" t ORDER BY 1`,
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

async function opened<T>(location: DatabaseLocation, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ ...location, log: silentLog });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
