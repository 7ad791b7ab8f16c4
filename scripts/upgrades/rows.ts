import type { Database } from '../../src/database/database.ts';

/** Prisma's own table, which is written by migrating. */
const BOOKKEEPING = '_prisma_migrations';

/** Returns every row of each table as JSON, in the same order each time, with the names of columns as they are. */
export async function rowsOf({
  prisma,
}: Pick<Database, 'prisma'>): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT tablename AS "name" FROM pg_tables WHERE schemaname = 'public' AND tablename <> ${BOOKKEEPING} ORDER BY 1`;
  const all: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const rows = await prisma.$queryRawUnsafe<{ row: string }[]>(
      `SELECT row_to_json(t)::text AS "row" FROM "${name}" t ORDER BY 1`,
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

/** Returns the names of the migrations that a database has gone through. */
export async function migrationsOf({ prisma }: Pick<Database, 'prisma'>): Promise<readonly string[]> {
  const rows = await prisma.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS "name" FROM "_prisma_migrations" WHERE finished_at IS NOT NULL ORDER BY 1`;
  return rows.map(({ name }) => name);
}
