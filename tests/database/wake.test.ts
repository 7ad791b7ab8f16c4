import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { notify } from '../../src/database/notify.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { silentLog } from '../../src/log.ts';
import { runsOnServer, testDatabase, testDatabaseLocation } from '../support/database.ts';

const database = await testDatabase();
beforeAll(async () => {
  if (!runsOnServer()) return;
  // All are woken once when the process begins to listen: something may have been said before.
  await new Promise<void>((resolve) => void database.wake.listen('numbers', resolve));
});
afterAll(() => database.close());

describe('whoever listens', () => {
  test('is woken once the transaction is committed, once for it', async () => {
    const woken = listen(database);
    await inTransaction(database, async (tx) => {
      await notify(tx, 'numbers');
      await notify(tx, 'numbers');
      expect(woken).toEqual([]);
    });
    expect(woken).toEqual(['numbers']);
  });

  test('is not woken when it is rolled back', async () => {
    const woken = listen(database);
    const attempt = inTransaction(database, async (tx) => {
      await notify(tx, 'numbers');
      throw new Error('thought better of it');
    });
    await expect(attempt).rejects.toThrow('thought better');
    expect(woken).toEqual([]);
  });

  test('is not woken by what concerns others', async () => {
    const woken = listen(database);
    await inTransaction(database, (tx) => notify(tx, 'letters'));
    expect(woken).toEqual([]);
  });

  test.runIf(runsOnServer())('is woken in another process too', async () => {
    const location = await testDatabaseLocation();
    const [writer, reader] = await Promise.all([open(location), open(location)]);
    try {
      const woken = listen(reader);
      // It is woken once when it begins to listen: something may have been said before.
      await expect.poll(() => woken.length).toBe(1);
      for (let number = 2; number <= 5; number += 1) {
        await inTransaction(writer, (tx) => notify(tx, 'numbers'));
        await expect.poll(() => woken.length).toBe(number);
      }
    } finally {
      await Promise.all([writer.close(), reader.close()]);
    }
  });
});

const open = (location: { readonly url?: string | undefined; readonly dataDir: string }) =>
  openDatabase({ ...location, log: silentLog });

function listen({ wake }: Database): readonly string[] {
  const woken: string[] = [];
  wake.listen('numbers', () => void woken.push('numbers'));
  return woken;
}
