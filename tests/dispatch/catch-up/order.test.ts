import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { databaseToRead, place, type Reading, startReading } from './reading.ts';

let database: Database;
let reading: Reading;
beforeAll(async () => {
  database = await databaseToRead();
});
afterAll(() => database?.close());
beforeEach(async () => {
  reading = await startReading(database);
});

/** Returns a promise that the test keeps itself. */
function later<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

describe('reading back', () => {
  it('takes what was said in a thread and beside it in the order it was said, each once', async () => {
    reading.awaited = [
      { place: place('A', '1'), after: '1' },
      { place: place('A'), after: '1' },
      { place: place('A'), after: '9' },
    ];
    reading.standing = { 'A/1': async () => ['2', '10'], A: async () => ['9', '11'] };
    await reading.catchUp.start();
    await reading.done();
    expect(reading.taken).toEqual(['2', '9', '10', '11']);
  });

  it('lets what is said meanwhile in the same channel wait, and elsewhere not', async () => {
    reading.awaited = [{ place: place('A'), after: '1' }];
    const { promise, resolve } = later<readonly string[]>();
    reading.standing = { A: () => promise };
    await reading.catchUp.start();
    const said = [reading.say('4', 'A'), reading.say('5', 'A')];
    await reading.say('6', 'B');
    await expect.poll(() => reading.taken).toEqual(['6']);
    // The platform isn't kept waiting for that.
    await Promise.all(said);
    resolve(['2', '3']);
    await reading.done();
    expect(reading.taken).toEqual(['6', '2', '3', '4', '5']);
  });

  it('reads a channel at once when somebody writes there, not after all the others', async () => {
    reading.awaited = ['A', 'B', 'C'].map((channel) => ({ place: place(channel), after: '1' }));
    const { promise, resolve } = later<readonly string[]>();
    reading.standing = { A: () => promise, C: async () => ['2'] };
    await reading.catchUp.start();
    await reading.say('3', 'C');
    await expect.poll(() => reading.taken).toEqual(['2', '3']);
    resolve([]);
    await reading.done();
  });

  it('takes nothing in after what could not be kept', async () => {
    reading.awaited = [{ place: place('A'), after: '1' }];
    reading.standing = { A: async () => ['2', '3'] };
    reading.keeping = async (id) => {
      if (id === '2') throw new Error('the database is away');
    };
    await reading.catchUp.start();
    await reading.done();
    expect(reading.taken).toEqual([]);
  });

  it('deals with what was left before what was said later, and after what was said earlier and is read only now', async () => {
    reading.awaited = [{ place: place('A'), after: '1' }];
    reading.standing = { A: async () => ['2', '4'] };
    reading.left = ['3', '6'];
    await reading.catchUp.start();
    await reading.say('7', 'A');
    await reading.done();
    expect(reading.taken).toEqual(['2', '3', '4', '6', '7']);
  });

  it('is cut short by the stop: what is said later is not taken in before it', async () => {
    reading.awaited = [{ place: place('A'), after: '1' }];
    reading.standing = { A: async () => ['2', '3'] };
    const begun = later<void>();
    const goOn = later<void>();
    reading.during = async () => {
      begun.resolve();
      await goOn.promise;
    };
    await reading.catchUp.start();
    await begun.promise;
    await reading.say('4', 'A');
    const stopped = reading.catchUp.stop();
    await delay(5);
    goOn.resolve();
    await stopped;
    expect(reading.taken).toEqual(['2']);
  });

  it('begins anew when the platform has missed something', async () => {
    await reading.catchUp.start();
    await reading.done();
    reading.awaited = [{ place: place('A'), after: '1' }];
    reading.standing = { A: async () => ['2'] };
    reading.miss();
    await reading.say('3', 'A');
    await reading.done();
    expect(reading.taken).toEqual(['2', '3']);
  });
});
