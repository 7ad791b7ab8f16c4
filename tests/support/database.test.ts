import { expect, it } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { testDatabase } from './database.ts';

const keysOf = async ({ prisma }: Database) => {
  const [found] = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;
  return found?.count ?? 0;
};

/** Asks for a database, changes it so, and gives it back. Returns the number of foreign keys that it had. */
async function lent(...statements: readonly string[]): Promise<number> {
  const database = await testDatabase();
  const keys = await keysOf(database);
  for (const statement of statements) await database.prisma.$executeRawUnsafe(statement);
  await database.close();
  return keys;
}

it.each([
  ['has dropped a constraint', ['ALTER TABLE "EventMerge" DROP CONSTRAINT "EventMerge_keptId_fkey"']],
  ['has left a table', ['CREATE TABLE "Left" ("id" int)']],
  [
    'has left a trigger and its function',
    [
      'CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
      'CREATE TRIGGER refuse BEFORE INSERT ON "Region" FOR EACH ROW EXECUTE FUNCTION refuse()',
    ],
  ],
])('a database in which a test %s serves no other test', async (_, statements) => {
  const keys = await lent(...statements);
  const next = await testDatabase();
  expect(await keysOf(next)).toBe(keys);
  expect(
    await next.prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: new Date() } }),
  ).toBeTruthy();
  expect(await next.prisma.$queryRaw`SELECT 1 FROM pg_class WHERE relname = 'Left'`).toEqual([]);
  await next.close();
});

it('a database of which a test has changed the rows alone serves the next one, empty', async () => {
  const first = await testDatabase();
  const nameOf = async ({ prisma }: Database) => {
    const [found] = await prisma.$queryRaw<{ at: string; name: string }[]>`
      SELECT current_database() AS "name", pg_postmaster_start_time()::text AS "at"`;
    return `${found?.name} ${found?.at}`;
  };
  await first.prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: new Date() } });
  const same = await nameOf(first);
  await first.close();
  const second = await testDatabase();
  expect(await nameOf(second)).toBe(same);
  expect(await second.prisma.region.count()).toBe(0);
  await second.close();
});
