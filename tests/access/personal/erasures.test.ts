import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  countErasure,
  erasuresAnywhere,
  erasuresSoFar,
  noneErasedAnywhere,
  noneErasedSince,
} from '../../../src/access/personal/erasures-store.ts';
import type { Region } from '../../../src/access/region/region.ts';
import { regionById } from '../../../src/access/region/region-store.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { testDatabase } from '../../support/database.ts';

const now = new Date('2026-11-16T09:00:00+01:00');
let database: Database;
let here: Region;
let there: Region;
beforeAll(async () => {
  database = await testDatabase();
  const region = async (name: string) => {
    const { id } = await database.prisma.region.create({ data: { name, departments: [], createdAt: now } });
    return (await regionById(database, id)) as Region;
  };
  [here, there] = [await region('Picardie'), await region('Bretagne')];
});
afterAll(() => database?.close());

it('what is made of all regions waits for an erasure in any of them, and is made anew after it; of one region it isn’t', async () => {
  const counts = (erasures: number) =>
    inTransaction(database, async (tx) => ({
      here: await erasuresSoFar({ tx, region: here, now }),
      anywhere: await erasuresAnywhere({ tx }),
      isSameHere: await noneErasedSince({ tx, region: here, now }, 0),
      isSameAnywhere: await noneErasedAnywhere({ tx }, erasures),
    }));
  expect(await counts(0)).toEqual({ here: 0, anywhere: 0, isSameHere: true, isSameAnywhere: true });
  const { id } = await database.prisma.erasure.create({
    data: { regionId: there.id, neutralId: crypto.randomUUID(), startedAt: now, doing: { searched: false } },
  });
  await inTransaction(database, (tx) => countErasure({ tx, region: there, now }));
  expect(await counts(0)).toEqual({ here: 0, anywhere: null, isSameHere: true, isSameAnywhere: false });
  await database.prisma.erasure.update({ where: { id }, data: { endedAt: now } });
  expect(await counts(1)).toEqual({ here: 0, anywhere: 1, isSameHere: true, isSameAnywhere: true });
});
