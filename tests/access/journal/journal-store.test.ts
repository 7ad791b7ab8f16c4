import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { mayChangePeople, purgeJournal, writeJournal } from '../../../src/access/journal/journal-store.ts';
import type { Region } from '../../../src/access/region/region.ts';
import type { Database } from '../../../src/database/database.ts';
import { clientOf, inTransaction, type Tx } from '../../../src/database/transaction.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';

const NOW = new Date('2026-10-12T12:05:00Z');
const HOUR_MS = 3_600_000;
const KEPT = 'the journal stays as it was written';

let database: Database;
let region: Region;
let other: Region;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database?.close());
beforeEach(async () => {
  await emptyDatabase(database);
  const { prisma } = database;
  const row = { departments: ['80'], createdAt: NOW };
  region = { ...(await prisma.region.create({ data: { ...row, name: 'Picardie' } })), locale: 'fr' };
  other = { ...(await prisma.region.create({ data: { ...row, name: 'Artois' } })), locale: 'fr' };
});

const inTx = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(database, work);
const deed = (name: string) =>
  ({ verb: 'events.journal.accepted', object: { kind: 'event', id: crypto.randomUUID(), name } }) as const;

/** Writes an entry for each of the last hours, the newest first. */
async function writeHours(of: Region, hours: number): Promise<void> {
  await inTx(async (tx) => {
    for (let hour = 0; hour < hours; hour++) {
      await writeJournal({ tx, region: of, now: new Date(NOW.getTime() - hour * HOUR_MS) }, deed(`Il y a ${hour} h`));
    }
  });
}

describe('the journal', () => {
  it('keeps what is written, whoever changes or deletes it', async () => {
    await writeHours(region, 1);
    const { prisma } = database;
    await expect(prisma.journalEntry.updateMany({ data: { verb: 'events.journal.refused' } })).rejects.toThrow(KEPT);
    await expect(prisma.journalEntry.updateMany({ data: { objectName: 'Autre' } })).rejects.toThrow(KEPT);
    await expect(prisma.journalEntry.deleteMany({})).rejects.toThrow(KEPT);
    await expect(prisma.$executeRawUnsafe('TRUNCATE "JournalEntry"')).rejects.toThrow(KEPT);
    expect(await prisma.journalEntry.count()).toBe(1);
  });

  it('lets an erasure change who people are, and nothing else, in its own transaction only', async () => {
    await writeHours(region, 1);
    const neutral = crypto.randomUUID();
    await inTx(async (tx) => {
      await mayChangePeople(tx);
      await clientOf(tx).journalEntry.updateMany({ data: { doneById: neutral, objectName: '[texte effacé]' } });
    });
    const change = async (data: { verb?: string; at?: Date; organisationName?: string }) =>
      inTx(async (tx) => {
        await mayChangePeople(tx);
        await clientOf(tx).journalEntry.updateMany({ data });
      });
    await expect(change({ verb: 'events.journal.refused' })).rejects.toThrow(KEPT);
    await expect(change({ at: NOW, organisationName: 'Autre' })).rejects.toThrow(KEPT);
    await expect(
      inTx(async (tx) => {
        await mayChangePeople(tx);
        await clientOf(tx).journalEntry.deleteMany({});
      }),
    ).rejects.toThrow(KEPT);
    const { prisma } = database;
    await expect(prisma.journalEntry.updateMany({ data: { doneById: null } })).rejects.toThrow(KEPT);
    expect(await prisma.journalEntry.findFirstOrThrow()).toMatchObject({
      doneById: neutral,
      objectName: '[texte effacé]',
    });
  });

  it('is purged before a moment, a few at a time, in one region', async () => {
    await writeHours(region, 5);
    await writeHours(other, 5);
    const before = new Date(NOW.getTime() - HOUR_MS);
    const purge = (most: number) => inTx((tx) => purgeJournal({ tx, region, now: NOW }, before, most));
    expect(await purge(2)).toBe(2);
    expect(await purge(2)).toBe(1);
    expect(await purge(2)).toBe(0);
    const left = await database.prisma.journalEntry.findMany({ orderBy: { at: 'desc' } });
    expect(left.filter(({ regionId }) => regionId === region.id).map(({ objectName }) => objectName)).toEqual([
      'Il y a 0 h',
      'Il y a 1 h',
    ]);
    expect(left).toHaveLength(7);
    await expect(
      inTx(async (tx) => {
        await purgeJournal({ tx, region, now: NOW }, before, 1);
        await clientOf(tx).journalEntry.deleteMany({});
      }),
    ).rejects.toThrow(KEPT);
  });

  it('writes nothing where there is nothing, and where a region is still being set up', async () => {
    await inTx(async (tx) => {
      await writeJournal({ tx, region, now: NOW }, null);
      await writeJournal({ tx, region, now: NOW }, []);
      await writeJournal({ tx, region: { ...region, departments: [] }, now: NOW }, deed('Rien'));
    });
    expect(await database.prisma.journalEntry.count()).toBe(0);
  });

  it('is undone with what it tells of', async () => {
    const failing = inTx(async (tx) => {
      await writeJournal({ tx, region, now: NOW }, deed('Café-débat'));
      throw new Error('not done after all');
    });
    await expect(failing).rejects.toThrow('not done after all');
    expect(await database.prisma.journalEntry.count()).toBe(0);
  });
});
