import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Scope } from '../../../src/access/operation/scope.ts';
import { UserError } from '../../../src/chat/user-error.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { receiveFiles, viewNation } from '../../../src/features/nation/operations.ts';
import { purgeNation } from '../../../src/features/nation/store.ts';
import { storeFile } from '../../../src/files/store.ts';
import { testDatabase } from '../../support/database.ts';
import { eighteen, fileOf } from '../../support/invented-regions.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';

const [a, b] = eighteen;
if (!a || !b) throw new Error('no regions');

let database: Database;
let here: RegionAtWork;
let there: RegionAtWork;
beforeAll(async () => {
  database = await testDatabase();
  here = await regionAtWork(database);
  there = await regionAtWork(database);
});
afterAll(() => database?.close());

/** Does something as somebody who makes the nation's bilan, in a region. */
function asNational<T>(
  { region }: RegionAtWork,
  personId: string,
  work: (scope: Scope) => Promise<T>,
  at = '2027-01-20T09:00:00Z',
): Promise<T> {
  const actor = {
    ...{ personId, name: 'Nadia', platform: 'slack', externalId: 'Nadia', team: 'T', administrator: null },
    national: true,
    ...{ coordinator: false, delegateOf: [], organisations: [], requests: [] },
    locale: 'fr',
    separable: null,
  } as const;
  return inTransaction(database, (tx) => work({ tx, region, now: new Date(at), actor }));
}

it('what is handed in in one region is read in every other one, with who did so', async () => {
  const [nadia, nour] = [await here.person('Nadia'), await there.person('Nour')];
  await database.prisma.nationFile.deleteMany({});
  await asNational(here, nadia, async (scope) => {
    const { name, bytes } = await fileOf(a);
    const { id } = await storeFile(scope, { name, type: 'text/plain', bytes }, nadia);
    await receiveFiles.run(scope, { files: [id], fetched: null, year: null });
  });
  const { entries } = await asNational(there, nour, (scope) => viewNation.run(scope, { year: null }));
  expect(entries.map(({ slot, by }) => [slot, by])).toEqual([['region:region a', 'Nadia']]);
});

it('nobody hands in what another person, or somebody of another region, has sent to the bot', async () => {
  const [nadia, ana, gwenn] = [await here.person('Nadia'), await here.person('Ana'), await there.person('Gwenn')];
  const { name, bytes } = await fileOf(b);
  const file = { name, type: 'text/plain', bytes };
  const ids = [
    await here.within('2027-01-20T09:00:00Z', async (scope) => (await storeFile(scope, file, ana)).id),
    await there.within('2027-01-20T09:00:00Z', async (scope) => (await storeFile(scope, file, gwenn)).id),
  ];
  const before = await database.prisma.nationFile.count();
  const refused = asNational(here, nadia, (scope) =>
    receiveFiles.run(scope, { files: ids, fetched: null, year: 2026 }),
  );
  await expect(refused).rejects.toThrow(UserError);
  await expect(refused).rejects.toMatchObject({ id: 'nation.errors.noFile' });
  expect(await database.prisma.nationFile.count()).toBe(before);
});

it('what was handed in for a year goes once its term is over and a newer year was begun, a few rows at once', async () => {
  const nadia = await here.person('Nadia');
  const row = (year: number, slot: string) => ({
    ...{ regionId: here.region.id, year, slot, kind: 'table', name: 'x.csv', size: 1, bytes: Buffer.from('x') },
    ...{ receivedById: nadia, receivedAt: new Date('2027-01-20T09:00:00Z') },
  });
  await database.prisma.nationFile.deleteMany({});
  const elsewhere = { ...row(2026, 'table:c'), regionId: there.region.id };
  await database.prisma.nationFile.createMany({
    data: [row(2026, 'table:a'), row(2026, 'table:b'), row(2027, 'table:a'), elsewhere],
  });
  const left = async () =>
    (await database.prisma.nationFile.findMany({ orderBy: { id: 'asc' } })).map(({ year }) => year);
  expect(await here.within('2031-01-01T09:00:00Z', (scope) => purgeNation(scope, 1))).toBe(false);
  expect(await left()).toHaveLength(4);
  expect(await here.within('2032-02-01T09:00:00Z', (scope) => purgeNation(scope, 1))).toBe(true);
  expect(await here.within('2032-02-01T09:00:00Z', (scope) => purgeNation(scope, 500))).toBe(false);
  expect(await left()).toEqual([2027, 2026]);
});

it('what the nation wrote to coordinators goes after its term, a few rows at once, and only in the region that it was written in', async () => {
  const [nadia, nour] = [await here.person('Nadia'), await there.person('Nour')];
  const row = ({ region }: RegionAtWork, writtenById: string, at: string, text: string) => ({
    ...{ regionId: region.id, text, regionIds: [region.id], status: 'left', writtenById },
    ...{ writtenAt: new Date(at), leftAt: new Date(at) },
  });
  await database.prisma.nationCall.createMany({
    data: [
      row(here, nadia, '2027-01-20T09:00:00Z', 'ancien'),
      row(here, nadia, '2027-01-21T09:00:00Z', 'ancien aussi'),
      row(here, nadia, '2031-01-20T09:00:00Z', 'récent'),
      row(there, nour, '2027-01-20T09:00:00Z', 'ailleurs'),
    ],
  });
  const left = async () =>
    (await database.prisma.nationCall.findMany({ orderBy: { writtenAt: 'asc' } })).map(({ text }) => text).sort();
  const purge = (at: string, most: number) => here.within(at, (scope) => purgeNation(scope, most));
  expect(await purge('2031-01-01T09:00:00Z', 1)).toBe(false);
  expect(await left()).toHaveLength(4);
  expect(await purge('2032-02-01T09:00:00Z', 1)).toBe(true);
  expect(await left()).toHaveLength(3);
  expect(await purge('2032-02-01T09:00:00Z', 500)).toBe(false);
  expect(await left()).toEqual(['ailleurs', 'récent']);
});
