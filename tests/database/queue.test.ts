import { afterEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { type EnqueueOptions, enqueue } from '../../src/database/enqueue.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { silentLog } from '../../src/log.ts';
import { type DatabaseLocation, runsOnServer, testDatabase, testDatabaseLocation } from '../support/database.ts';

const ID = '01923456-789a-7bcd-8ef0-123456789abc';
const open: Database[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((database) => database.close()));
});

describe('the queue', () => {
  test('hands a job over as soon as its transaction is committed', async () => {
    const database = await start();
    // It doesn't look for itself, so that only being woken helps.
    const handled = collect(database, { pollMs: 60_000 });
    await database.queue.start();
    await add(database, { number: 1 });
    await expect.poll(() => handled).toEqual([{ number: 1 }]);
  });

  test('keeps jobs that were stored while no worker ran', async () => {
    const location = await testDatabaseLocation();
    const before = await start(location);
    await add(before, { number: 1 });
    await stop(before);

    const after = await start(location);
    const handled = collect(after);
    await after.queue.start();
    await expect.poll(() => handled).toEqual([{ number: 1 }]);
  });

  test('tries a job again that failed', async () => {
    const database = await start();
    let attempts = 0;
    database.queue.work(
      'numbers',
      async () => {
        attempts++;
        if (attempts === 1) throw new Error('not today');
      },
      { pollMs: 200 },
    );
    await database.queue.start();
    await add(database, { number: 1 });
    await expect.poll(() => attempts, { timeout: 15_000 }).toBe(2);
  });

  test('stores a job with the same id once', async () => {
    const database = await start();
    expect(await add(database, { number: 1 }, { id: ID })).toBe(true);
    expect(await add(database, { number: 1 }, { id: ID })).toBe(false);
    expect(await database.queue.waiting('numbers')).toBe(1);
  });

  test('stores one waiting job per key, and any number without', async () => {
    const database = await start();
    expect(await add(database, { number: 1 }, { singletonKey: 'sum' })).toBe(true);
    expect(await add(database, { number: 2 }, { singletonKey: 'sum' })).toBe(false);
    expect(await add(database, { number: 3 }, { singletonKey: 'product' })).toBe(true);
    expect(await add(database, { number: 4 })).toBe(true);
    expect(await add(database, { number: 5 })).toBe(true);
    expect(await database.queue.waiting('numbers')).toBe(4);
  });

  test('stores another job with a key while the first one runs', async () => {
    const database = await start();
    let accepted: boolean | undefined;
    database.queue.work('numbers', async () => {
      accepted ??= await add(database, { number: 2 }, { singletonKey: 'sum' });
    });
    await database.queue.start();
    await add(database, { number: 1 }, { singletonKey: 'sum' });
    await expect.poll(() => accepted).toBe(true);
  });

  test('leaves a job alone until its time', async () => {
    const database = await start();
    const handled = collect(database);
    await database.queue.start();
    await add(database, { number: 1 }, { startAfter: new Date(Date.now() + 3_600_000) });
    await add(database, { number: 2 });
    await expect.poll(() => handled).toEqual([{ number: 2 }]);
    expect(await database.queue.waiting('numbers')).toBe(1);
  });

  test('waits, when stopped, for the job that runs', async () => {
    const database = await start();
    const steps: string[] = [];
    const begun = gate();
    const mayEnd = gate();
    database.queue.work('numbers', async () => {
      begun.resolve();
      await mayEnd.promise;
      steps.push('job done');
    });
    await database.queue.start();
    await add(database, { number: 1 });
    await begun.promise;
    const stopped = database.queue.stop().then(() => steps.push('stopped'));
    mayEnd.resolve();
    await stopped;
    expect(steps).toEqual(['job done', 'stopped']);
  });

  test.runIf(runsOnServer())('wakes the workers of another process', async () => {
    const location = await testDatabaseLocation();
    const [writer, worker] = [await start(location), await start(location)];
    const handled = collect(worker, { pollMs: 60_000 });
    await worker.queue.start();
    // Once it has found one, it looks again within milliseconds, then not for a minute unless it is woken.
    for (let number = 1; number <= 5; number += 1) {
      await add(writer, { number });
      await expect.poll(() => handled.length).toBe(number);
    }
  });

  test.runIf(runsOnServer())('gives each job to one of several processes', async () => {
    const location = await testDatabaseLocation();
    const workers = [await start(location), await start(location), await start(location)];
    const handled = await Promise.all(
      workers.map(async (database) => {
        const numbers = collect(database, { concurrency: 3 });
        await database.queue.start();
        return numbers;
      }),
    );
    const [first] = workers;
    if (!first) throw new Error('no worker');
    await inTransaction(first, async (tx) => {
      for (let number = 0; number < 60; number++) await enqueue(tx, 'numbers', { number });
    });
    await expect.poll(() => handled.flat().length, { timeout: 15_000 }).toBe(60);
    expect(new Set(handled.flat().map(({ number }) => number)).size).toBe(60);
  });
});

async function start(location?: DatabaseLocation): Promise<Database> {
  const database = location ? await openDatabase({ ...location, log: silentLog }) : await testDatabase();
  open.push(database);
  return database;
}

async function stop(database: Database): Promise<void> {
  open.splice(open.indexOf(database), 1);
  await database.close();
}

function add(database: Database, data: { number: number }, options?: EnqueueOptions): Promise<boolean> {
  return inTransaction(database, (tx) => enqueue(tx, 'numbers', data, options));
}

function collect(database: Database, options?: { pollMs?: number; concurrency?: number }): { number: number }[] {
  const handled: { number: number }[] = [];
  database.queue.work<{ number: number }>('numbers', async ({ data }) => void handled.push(data), options);
  return handled;
}

function gate(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
