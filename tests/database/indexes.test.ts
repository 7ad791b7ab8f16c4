import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../support/database.ts';

const database = await testDatabase();
afterAll(() => database.close());

test('whatever a row refers to is found again from there by an index: no list grows with the square of the events', async () => {
  const without = await database.prisma.$queryRaw`
    SELECT conrelid::regclass::text AS "table", conname AS "key" FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND NOT EXISTS (
      SELECT 1 FROM pg_index
      WHERE indrelid = conrelid AND indpred IS NULL AND (indkey::int2[])[0:cardinality(conkey) - 1] @> conkey)`;
  expect(without).toEqual([]);
});

test('deliveries whose keys begin alike are found by an index', async () => {
  const [, plan] = await database.prisma.$transaction([
    database.prisma.$executeRaw`SET LOCAL enable_seqscan = off`,
    database.prisma.$queryRaw<{ 'QUERY PLAN': string }[]>`
      EXPLAIN SELECT "id" FROM "Delivery" WHERE "key" LIKE 'meeting:1:%'`,
  ]);
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/Index Cond: .*key.* >= 'meeting:1:'/);
});
