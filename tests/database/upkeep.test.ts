import { expect, test } from 'vitest';
import { runsOnServer, testDatabase } from '../support/database.ts';

const AT = new Date('2026-11-03T12:00:00Z');

test.skipIf(runsOnServer())('a table that has changed much is analysed in between, and no other', async () => {
  const database = await testDatabase();
  const { prisma, upkeep } = database;
  // As each night leaves it, whatever the day was.
  await prisma.region.createMany({
    data: Array.from({ length: 200 }, (_, n) => ({ name: `Région ${n}`, createdAt: AT })),
  });
  await prisma.region.deleteMany();
  await upkeep.run();
  const { id: regionId } = await prisma.region.create({ data: { name: 'Picardie', createdAt: AT } });
  const organisations = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => {
      const name = `Structure ${from + index}`;
      return { regionId, name, nameKey: name, createdAt: AT };
    });
  /** Returns the number of rows that a statement is planned for. */
  const plannedFor = async (table: string) => {
    const [row] = await prisma.$queryRaw<{ rows: number }[]>`
      SELECT reltuples::int AS "rows" FROM pg_class WHERE relname = ${table}`;
    return row?.rows;
  };
  await prisma.organisation.createMany({ data: organisations(0, 20) });
  await upkeep.refresh();
  expect(await plannedFor('Organisation')).toBe(0);
  await prisma.organisation.createMany({ data: organisations(20, 500) });
  await upkeep.refresh();
  expect(await plannedFor('Organisation')).toBe(500);
  expect(await plannedFor('Region')).toBe(0);
  await database.close();
});
