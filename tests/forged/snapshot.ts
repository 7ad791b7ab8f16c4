import type { Database } from '../../src/database/database.ts';

/** Everything that a database holds, to be put back. */
export interface Snapshot {
  restore(): Promise<void>;
}

export async function snapshotOf({ prisma }: Database): Promise<Snapshot> {
  const tables = await prisma.$queryRaw<{ name: string }[]>`
    SELECT table_name AS "name" FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`;
  const reading = tables
    .map(({ name }) => `SELECT '${name}' AS "name", coalesce(json_agg(t), '[]')::text AS "rows" FROM "${name}" t`)
    .join(' UNION ALL ');
  const read = async () => {
    const found = await prisma.$queryRawUnsafe<{ name: string; rows: string }[]>(reading);
    return new Map(found.map(({ name, rows }) => [name, rows]));
  };
  const held = await read();
  return {
    async restore() {
      const now = await read();
      const different = [...held].filter(([name, rows]) => now.get(name) !== rows);
      await prisma.$transaction(async (tx) => {
        await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica');
        for (const [name, rows] of different) {
          await tx.$executeRawUnsafe(`DELETE FROM "${name}"`);
          const put = `INSERT INTO "${name}" SELECT * FROM json_populate_recordset(NULL::"${name}", $1::json)`;
          if (rows !== '[]') await tx.$executeRawUnsafe(put, rows);
        }
      });
    },
  };
}
