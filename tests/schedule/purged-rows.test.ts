import { expect, test } from 'vitest';
import { dataSettingsStore } from '../../src/access/region/data-settings-store.ts';
import type { Region } from '../../src/access/region/region.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { purgeReceived } from '../../src/dispatch/running/conversation-store.ts';
import { silentLog } from '../../src/log.ts';
import { planPurge, purgeJobs } from '../../src/schedule/purge.ts';
import { createSchedule } from '../../src/schedule/run-due.ts';
import { testDatabase } from '../support/database.ts';

const NOW = new Date('2026-10-01T08:00:00Z');
const LONG_AGO = new Date('2026-01-01T08:00:00Z');

async function regionIn({ prisma }: Database): Promise<Region> {
  const row = await prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: NOW } });
  return { ...row, locale: 'fr' };
}

test('a night’s purge counts the rows that it deleted itself, and not those that went just before', async () => {
  const database = await testDatabase();
  const { prisma } = database;
  const region = await regionIn(database);
  const received = (count: number) =>
    prisma.receivedEvent.createMany({
      data: Array.from({ length: count }, (_, event) => ({
        ...{ regionId: region.id, platform: 'slack', event: `${event}`, receivedAt: LONG_AGO },
      })),
    });
  const night = createSchedule(database, purgeJobs([purgeReceived]), silentLog);
  const settings = () => inTransaction(database, (tx) => dataSettingsStore({ tx, region, now: NOW }).read());
  await inTransaction(database, (tx) => planPurge({ tx, region, now: NOW }));
  await received(20);
  await prisma.receivedEvent.deleteMany();
  expect(await night.runDue(NOW)).toBe(1);
  expect(await settings()).toMatchObject({ purged: 0, purgedAt: null });

  await inTransaction(database, (tx) => planPurge({ tx, region, now: NOW }));
  await received(7);
  expect(await night.runDue(NOW)).toBe(1);
  expect(await settings()).toMatchObject({ purged: 7, purgedAt: NOW });
  await database.close();
});
