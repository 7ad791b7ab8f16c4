import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { notify } from '../../src/database/notify.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { silentLog } from '../../src/log.ts';
import { emptyDatabase, runsOnServer, testDatabase, testDatabaseLocation } from '../support/database.ts';
import { createRegion } from '../support/region-row.ts';

const database = await testDatabase();
afterAll(() => database.close());
beforeEach(() => emptyDatabase(database));

describe('the database', () => {
  test('gives an instant back as it was stored, in summer and in winter', async () => {
    for (const instant of ['2026-07-14T22:30:00.123Z', '2026-11-14T18:30:00.000Z', '2026-10-25T00:30:00.000Z']) {
      const { id } = await createRegion(database, new Date(instant));
      const row = await database.prisma.region.findUniqueOrThrow({ where: { id } });
      expect(row.createdAt.toISOString()).toBe(instant);
    }
  });

  test('finds an instant by comparing it, and reads it so in plain SQL', async () => {
    const instant = new Date('2026-03-29T00:59:59.999Z');
    const { id } = await createRegion(database, instant);
    expect(await database.prisma.region.count({ where: { createdAt: instant } })).toBe(1);
    expect(await database.prisma.region.count({ where: { createdAt: { lt: instant } } })).toBe(0);
    const rows = await database.prisma.$queryRaw<{ utc: string }[]>`
      SELECT to_char("createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') AS utc FROM "Region" WHERE id = ${id}::uuid`;
    expect(rows).toEqual([{ utc: '2026-03-29 00:59:59.999' }]);
  });

  test('keeps its rows from one opening to the next', async () => {
    const location = await testDatabaseLocation();
    const first = await openDatabase({ ...location, log: silentLog });
    const { id } = await createRegion(first);
    await first.close();
    const second = await openDatabase({ ...location, log: silentLog });
    expect(await second.prisma.region.findMany({ select: { id: true } })).toEqual([{ id }]);
    await second.close();
  });

  test('goes on working after statements that failed', async () => {
    const { id } = await createRegion(database);
    const twin = { id, name: 'Grand Est', departments: ['67'], createdAt: new Date(0) };
    for (let times = 0; times < 3; times++) {
      await expect(database.prisma.region.create({ data: twin })).rejects.toMatchObject({ code: 'P2002' });
      await expect(database.prisma.$queryRaw`SELECT 1 / 0`).rejects.toThrow();
    }
    expect(await database.prisma.region.count()).toBe(1);
  });

  test('fails each time at a statement that fails, and does the next', async () => {
    for (let times = 0; times < 2; times++) await expect(database.prisma.$queryRaw`SELECT 1 / 0`).rejects.toThrow();
    expect(await database.prisma.$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }]);
  });

  test('says that it is well, and, once closed, that it is not', async () => {
    const other = await testDatabase();
    expect(await other.health()).toMatchObject({ ok: true });
    await other.close();
    expect(await other.health()).toMatchObject({ ok: false });
  });

  test('wakes its listeners once the transaction is committed, once per channel', async () => {
    const woken: string[] = [];
    const stop = database.wake.listen('deliveries', () => void woken.push('deliveries'));
    if (runsOnServer()) await wokenByConnecting(woken);
    await inTransaction(database, async (tx) => {
      await notify(tx, 'deliveries');
      await notify(tx, 'deliveries');
      await notify(tx, 'nobody listens');
      expect(woken).toEqual([]);
    });
    expect(woken).toEqual(['deliveries']);
    stop();
    await inTransaction(database, (tx) => notify(tx, 'deliveries'));
    expect(woken).toEqual(['deliveries']);
  });
});

/** On a server whoever listens is woken once when the connection stands, for what may have been said before it did. */
async function wokenByConnecting(woken: string[]): Promise<void> {
  await vi.waitFor(() => expect(woken).toEqual(['deliveries']), { timeout: 10_000 });
  woken.length = 0;
}
