import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { OutsideTransactionError, TransactionEndedError } from '../../src/database/errors.ts';
import { afterCommit, clientOf, inTransaction, reading, type Tx } from '../../src/database/transaction.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';
import { createRegion } from '../support/region-row.ts';

const database = await testDatabase();
afterAll(() => database.close());
beforeEach(() => emptyDatabase(database));

class ChangedMyMind extends Error {}

function signalled(): { readonly sent: Promise<void>; readonly send: () => void } {
  let send = () => {};
  const sent = new Promise<void>((resolve) => {
    send = resolve;
  });
  return { sent, send };
}

describe('a transaction', () => {
  test('that commits leaves its row', async () => {
    await inTransaction(database, (tx) => createRegion(tx));
    expect(await database.prisma.region.count()).toBe(1);
  });

  test('that is rolled back leaves none', async () => {
    const attempt = inTransaction(database, async (tx) => {
      await createRegion(tx);
      throw new ChangedMyMind();
    });
    await expect(attempt).rejects.toBeInstanceOf(ChangedMyMind);
    expect(await database.prisma.region.count()).toBe(0);
  });

  test('runs what is to follow only once it is committed', async () => {
    const seen: number[] = [];
    await inTransaction(database, async (tx) => {
      await createRegion(tx);
      afterCommit(tx, async () => void seen.push(await database.prisma.region.count()));
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual([1]);
  });

  test('runs nothing of what is to follow when it is rolled back', async () => {
    const ran: string[] = [];
    const attempt = inTransaction(database, async (tx) => {
      afterCommit(tx, () => void ran.push('what follows'));
      throw new ChangedMyMind();
    });
    await expect(attempt).rejects.toBeInstanceOf(ChangedMyMind);
    expect(ran).toEqual([]);
  });

  test('stays committed when what follows fails', async () => {
    await inTransaction(database, async (tx) => {
      await createRegion(tx);
      afterCommit(tx, () => Promise.reject(new Error('too late to matter')));
    });
    expect(await database.prisma.region.count()).toBe(1);
  });

  test('is started again after a deadlock, and what was to follow runs once', async () => {
    let attempts = 0;
    let followed = 0;
    await inTransaction(database, async (tx) => {
      attempts++;
      await createRegion(tx);
      afterCommit(tx, () => void followed++);
      if (attempts < 3) await clientOf(tx).$executeRaw`DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$`;
    });
    expect({ attempts, followed }).toEqual({ attempts: 3, followed: 1 });
    expect(await database.prisma.region.count()).toBe(1);
  });

  test('gives up after as many retries as it was given', async () => {
    let attempts = 0;
    const attempt = inTransaction(
      database,
      async (tx) => {
        attempts++;
        await clientOf(tx).$executeRaw`DO $$ BEGIN RAISE SQLSTATE '40001'; END $$`;
      },
      { retries: 1 },
    );
    await expect(attempt).rejects.toThrow();
    expect(attempts).toBe(2);
  });

  test('is not started again after any other error', async () => {
    let attempts = 0;
    const attempt = inTransaction(database, async () => {
      attempts++;
      throw new ChangedMyMind();
    });
    await expect(attempt).rejects.toBeInstanceOf(ChangedMyMind);
    expect(attempts).toBe(1);
  });

  test('refuses another transaction inside it instead of waiting for itself', async () => {
    const attempt = inTransaction(database, () => inTransaction(database, async () => 'never'));
    await expect(attempt).rejects.toBeInstanceOf(OutsideTransactionError);
  });

  test('refuses a query beside it instead of waiting for itself', async () => {
    const attempt = inTransaction(database, () => clientOf(database).region.count());
    await expect(attempt).rejects.toBeInstanceOf(OutsideTransactionError);
  });

  test('leaves alone what somebody else looks up at the same moment', async () => {
    const lookUp = (source: Database | Tx) =>
      clientOf(source).region.findUnique({ where: { id: crypto.randomUUID() } });
    const [begun, now] = [signalled(), signalled()];
    const elsewhere = (async () => {
      await begun.sent;
      await now.sent;
      return lookUp(database);
    })();
    const inside = inTransaction(database, async (tx) => {
      const own = now.sent.then(() => lookUp(tx));
      begun.send();
      // The other one waits for the same moment by now, and comes second.
      await new Promise(setImmediate);
      now.send();
      return own;
    });
    expect(await Promise.all([elsewhere, inside])).toEqual([null, null]);
  });

  test('cannot be used once it has ended', async () => {
    let kept: Tx | undefined;
    await inTransaction(database, async (tx) => {
      kept = tx;
    });
    expect(() => kept && clientOf(kept)).toThrow(TransactionEndedError);
  });

  test('waits its turn: fifty at once all succeed', async () => {
    await Promise.all(Array.from({ length: 50 }, () => inTransaction(database, (tx) => createRegion(tx))));
    expect(await database.prisma.region.count()).toBe(50);
  });
});

describe('work that only reads', () => {
  test('sees what is committed, without a transaction', async () => {
    await inTransaction(database, (tx) => createRegion(tx));
    const read = reading(database, async (tx) => {
      const before = await clientOf(tx).region.count();
      await inTransaction(database, (other) => createRegion(other));
      const [after] = await clientOf(tx).$queryRaw<{ count: number }[]>`SELECT count(*)::int AS "count" FROM "Region"`;
      return [before, after?.count];
    });
    expect(await read).toEqual([1, 2]);
  });

  test.each<[string, (tx: Tx) => Promise<unknown>]>([
    ['stores nothing', async (tx) => createRegion(tx)],
    ['removes nothing', async (tx) => clientOf(tx).region.deleteMany()],
    ['runs no statement that changes something', async (tx) => clientOf(tx).$executeRaw`DELETE FROM "Region"`],
    ['is followed by nothing', async (tx) => afterCommit(tx, () => {})],
  ])('%s', async (_, work) => {
    await expect(reading(database, work)).rejects.toThrow();
    expect(await database.prisma.region.count()).toBe(0);
  });

  test('is over when it has ended', async () => {
    const tx = await reading(database, async (own) => own);
    expect(() => clientOf(tx)).toThrow(TransactionEndedError);
  });
});
