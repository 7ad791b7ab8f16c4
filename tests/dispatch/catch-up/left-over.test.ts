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

describe('what can’t be dealt with, and what another process has left', () => {
  it('gives up what can’t be dealt with, read back or said just now, and takes in what follows it', async () => {
    reading.awaited = [{ place: place('A'), after: '1' }];
    reading.standing = { A: async () => ['2', '3'] };
    reading.during = async (id) => {
      if (['2', '4'].includes(id)) throw new Error('something of ours fails');
    };
    await reading.catchUp.start();
    for (const id of ['4', '5']) await reading.say(id, 'A');
    await reading.done();
    expect(reading.givenUp).toEqual(['2', '4']);
    expect(reading.taken).toEqual(['3', '5']);
  });

  it('takes over what another process has left, not what that may be dealing with just now', async () => {
    await reading.catchUp.start();
    await reading.done();
    await expect.poll(() => reading.looks).toBe(1);
    reading.left = ['3'];
    reading.clock.advance(15_000);
    await expect.poll(() => reading.looks).toBe(2);
    await reading.done();
    expect(reading.taken).toEqual([]);
    await expect
      .poll(() => {
        reading.clock.advance(15_000);
        return reading.taken;
      })
      .toEqual(['3']);
  });

  it('finds again what another process has left and could not be dealt with', async () => {
    reading.left = ['3'];
    let fails = 4;
    reading.givingUp = async () => {
      fails -= 1;
      if (fails >= 0) throw new Error('not now');
    };
    reading.during = async () => {
      if (fails > 0) throw new Error('not now');
    };
    await reading.catchUp.start();
    await expect.poll(() => fails, { timeout: 20_000 }).toBe(0);
    await reading.done();
    expect(reading.taken).toEqual([]);
    await expect
      .poll(
        () => {
          reading.clock.advance(15_000);
          return reading.taken;
        },
        { timeout: 20_000 },
      )
      .toEqual(['3']);
  });
});
