import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DeliveryError } from '../../../src/chat/platform.ts';
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

describe('reading back what can’t be read at once', () => {
  it('waits where the platform asks for it, however often, and none of that counts as a try', async () => {
    reading.awaited = ['A', 'B'].map((channel) => ({ place: place(channel), after: '1' }));
    let asked = 0;
    const limited = async () => {
      asked += 1;
      if (asked <= 10) throw new DeliveryError({ kind: 'rate-limited', retryAfter: 60_000 });
      return ['2'];
    };
    reading.standing = { A: limited, B: limited };
    await reading.catchUp.start();
    await reading.done();
    for (let times = 1; times <= 10; times += 1) {
      // It asks nothing more, of any channel, before the time is over.
      reading.clock.advance(59_999);
      await reading.done();
      expect(asked).toBe(times);
      reading.clock.advance(1);
      await reading.done();
    }
    expect(reading.taken).toEqual(['2', '2']);
  });

  it('goes on where it was in a channel of more threads than may be read at once, each read once', async () => {
    const threads = ['1', '2', '3', '4', '5'];
    reading.awaited = threads.map((thread) => ({ place: place('A', thread), after: '1' }));
    reading.standing = Object.fromEntries(threads.map((thread) => [`A/${thread}`, async () => [`1${thread}`]]));
    reading.allowed = 2;
    await reading.catchUp.start();
    await reading.done();
    expect(reading.reads).toBe(2);
    // Nothing of it counts before what was said earlier elsewhere in the channel may have been read.
    expect(reading.taken).toEqual([]);
    reading.allowed = 4;
    reading.clock.advance(60_000);
    await reading.done();
    expect(reading.reads).toBe(4);
    expect(await database.prisma.toRead.count()).toBe(5);
    reading.allowed = 6;
    reading.clock.advance(60_000);
    await reading.done();
    expect(reading.taken).toEqual(['11', '12', '13', '14', '15']);
    expect(reading.reads).toBe(5);
    expect(await database.prisma.toRead.count()).toBe(0);
  });

  it('reads at once where somebody writes, though nothing else may be read just now', async () => {
    reading.awaited = ['A', 'B'].map((channel) => ({ place: place(channel), after: '1' }));
    reading.standing = { A: async () => ['2'], B: async () => ['3'] };
    reading.allowed = 0;
    await reading.catchUp.start();
    await reading.done();
    await reading.say('4', 'B');
    await expect.poll(() => reading.taken).toEqual(['3', '4']);
    reading.allowed = 9;
    reading.clock.advance(60_000);
    await reading.done();
    expect(reading.taken).toEqual(['3', '4', '2']);
  });

  it('a place that is refused ten times in a row is read later, from where it was to be read, while others go on', async () => {
    reading.awaited = ['A', 'B'].map((channel) => ({ place: place(channel), after: '1' }));
    let asked = 0;
    reading.standing = {
      A: async () => {
        asked += 1;
        if (asked <= 10) throw new DeliveryError({ kind: 'refused', reason: 'no-permission' });
        return ['2'];
      },
      B: async () => ['3'],
    };
    await reading.catchUp.start();
    await reading.done();
    expect(reading.taken).toEqual(['3']);
    // A message that is typed there meanwhile isn't held up for ever.
    await reading.say('4', 'A');
    await expect.poll(() => reading.taken).toEqual(['3', '4']);
    for (let times = 0; times < 10; times += 1) {
      reading.clock.advance(300_000);
      await reading.done();
    }
    expect(asked).toBe(11);
    expect(reading.taken).toEqual(['3', '4', '2']);
    expect(await database.prisma.toRead.count()).toBe(0);
  });

  it('a place that can’t be reached is tried ever less often', async () => {
    reading.awaited = [{ place: place('A'), after: '1' }];
    let asked = 0;
    reading.standing = {
      A: async () => {
        asked += 1;
        throw new DeliveryError({ kind: 'unavailable' });
      },
    };
    await reading.catchUp.start();
    await reading.done();
    for (let second = 0; second < 3_600; second += 1) {
      reading.clock.advance(1_000);
      await reading.done();
    }
    // The bot asks twelve times an hour, and some more at first.
    expect(asked).toBeGreaterThan(12);
    expect(asked).toBeLessThan(25);
  });

  it('a place that is gone for good is left out, and no other with it', async () => {
    reading.awaited = [
      { place: place('A', '1'), after: '1' },
      { place: place('A'), after: '1' },
    ];
    reading.standing = {
      'A/1': async () => {
        throw new DeliveryError({ kind: 'refused', reason: 'message-gone' });
      },
      A: async () => ['2'],
    };
    await reading.catchUp.start();
    await reading.done();
    expect(reading.taken).toEqual(['2']);
    expect(await database.prisma.toRead.count()).toBe(0);
  });

  it('what a process could not read the next one reads first, from where it was to be read', async () => {
    reading.awaited = [
      { place: place('A'), after: '1' },
      { place: place('B'), after: '7' },
    ];
    reading.standing = {
      A: async () => {
        throw new DeliveryError({ kind: 'unavailable' });
      },
      B: async () => ['8'],
    };
    await reading.catchUp.start();
    await reading.done();
    await reading.catchUp.stop();
    expect(reading.taken).toEqual(['8']);
    // Meanwhile somebody pressed something there: it is awaited from later on.
    reading.awaited = [
      { place: place('A'), after: '3' },
      { place: place('B'), after: '8' },
    ];
    reading.standing = { A: async () => ['2', '4'], B: async () => ['9'] };
    reading.begin();
    await reading.catchUp.start();
    await reading.done();
    expect(reading.taken).toEqual(['8', '2', '4', '9']);
  });
});
