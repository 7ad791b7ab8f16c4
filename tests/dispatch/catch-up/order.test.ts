import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPresence } from '../../../src/access/actor/presence.ts';
import { noteWithheld } from '../../../src/access/region/withheld.ts';
import type { Place } from '../../../src/chat/place.ts';
import { DeliveryError, type Inbox, type IncomingMessage, type Platform } from '../../../src/chat/platform.ts';
import { needsOn } from '../../../src/composition.ts';
import type { Database } from '../../../src/database/database.ts';
import { type CatchUp, createCatchUp } from '../../../src/dispatch/catch-up/catch-up.ts';
import type { TypedMessages } from '../../../src/dispatch/messages/typed-messages.ts';
import { createPlatformLimits } from '../../../src/dispatch/receiving/concurrency-limit.ts';
import { everyProcess } from '../../../src/dispatch/receiving/leased-inbox.ts';
import { createRememberedLocales } from '../../../src/dispatch/receiving/remembered-locales.ts';
import { type Awaited, type Awaiting, createRegistry } from '../../../src/dispatch/registry.ts';
import { silentLog } from '../../../src/log.ts';
import { traitsOf } from '../../../src/platforms/registered.ts';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { testDatabase } from '../../support/database.ts';

const NOW = new Date('2026-11-16T09:00:00Z');

let database: Database;
/** What stands in each place, by channel and thread. */
let standing: Record<string, () => Promise<readonly string[]>>;
let awaited: readonly Awaited[];
let taken: string[];
/** How often the platform was asked what was said, and how often it may be before it has to be waited. */
let reads: number;
let allowed: number;
/** Something that must happen while a message is kept, and while it is dealt with. */
let keeping: (id: string) => Promise<void>;
let during: (id: string) => Promise<void>;
let givenUp: string[];
/** What another process has kept and not dealt with, and how often that was looked for. */
let left: string[];
let givingUp: () => Promise<void>;
let looks: number;
let live: Inbox;
let catchUp: CatchUp;
/** Another process on the same database. */
let begin: () => void;
let clock: ManualClock;

beforeAll(async () => {
  database = await testDatabase();
  const region = await database.prisma.region.create({ data: { name: 'Picardie', createdAt: NOW } });
  await database.prisma.installation.create({
    data: { regionId: region.id, platform: 'discord', team: 'T1', installedAt: NOW },
  });
});
afterAll(() => database?.close());

const place = (channel: string, thread: string | null = null): Place => ({ platform: 'discord', channel, thread });
const nameOf = ({ channel, thread }: Place) => (thread === null ? channel : `${channel}/${thread}`);
const messageOf = (id: string, where: Place): IncomingMessage => ({
  id,
  place: where,
  user: { platform: 'discord', id: 'U1', team: 'T1', name: 'Olive', locale: 'fr', administrator: null },
  text: id,
  files: [],
  direct: false,
  mentionsBot: false,
});
/** A promise that the test keeps itself. */
function later<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((keep) => {
    resolve = keep;
  });
  return { promise, resolve };
}

const say = (id: string, channel: string) => live.message(messageOf(id, place(channel)));

beforeEach(async () => {
  await database.prisma.toRead.deleteMany();
  clock = manualClock();
  standing = {};
  awaited = [];
  taken = [];
  keeping = async () => {};
  during = async () => {};
  reads = 0;
  allowed = Number.POSITIVE_INFINITY;
  givenUp = [];
  left = [];
  givingUp = async () => {};
  looks = 0;
  const platform = {
    name: 'discord',
    traits: { ...traitsOf('discord'), keepsOrder: true },
    start: async (inbox: Inbox) => {
      live = inbox;
    },
    look: () => ({
      wait: () => (reads >= allowed ? 60_000 : 0),
      changed: async (places: readonly unknown[]) => places,
      history: async (where: Place, after: string) => {
        reads += 1;
        const ids = (await standing[nameOf(where)]?.()) ?? [];
        return ids.filter((id) => Number(id) > Number(after)).map((id) => messageOf(id, where));
      },
    }),
  } as unknown as Platform;
  const awaiting: Awaiting = async (_, name) => (name === 'discord' ? awaited : []);
  const registry = createRegistry({ commands: [], actions: [], sources: {}, listeners: [], awaiting: [awaiting] });
  const keep: TypedMessages['keep'] = async (said) => {
    await keeping(said.id);
    return { said, event: said.id, stored: null };
  };
  const typed: TypedMessages = {
    keep,
    withNames: async (kept) => kept,
    keepAll: (all) => Promise.all(all.map(keep)),
    handle: async ({ said: { id } }) => {
      await during(id);
      taken.push(id);
      return 'done';
    },
    settle: async () => {},
    giveUp: async ({ event }) => {
      await givingUp();
      givenUp.push(event);
    },
    pending: async () => {
      looks += 1;
      return left.map((id) => ({ said: messageOf(id, place('A')), event: id, stored: null }));
    },
    resume: async ({ event }) => (taken.includes(event) ? null : 1),
  };
  const now = () => NOW;
  const options = {
    database,
    registry,
    platform,
    presence: createPresence({ database, platforms: [platform], now, changed: [] }),
    noteWithheld: noteWithheld(database, now, [], needsOn),
    log: silentLog,
    now,
    pace: clock,
    locale: 'fr',
    locales: createRememberedLocales('fr'),
    limits: createPlatformLimits(),
    prepareRegion: async () => null,
    isOpen: async () => true,
  } as const;
  begin = () => {
    catchUp = createCatchUp(options, {} as Inbox, typed, everyProcess, everyProcess);
  };
  begin();
});

async function done(): Promise<void> {
  await expect.poll(() => catchUp.inFlight(), { interval: 2, timeout: 20_000 }).toBe(0);
}

describe('reading back', () => {
  it('takes what was said in a thread and beside it in the order it was said, each once', async () => {
    awaited = [
      { place: place('A', '1'), after: '1' },
      { place: place('A'), after: '1' },
      { place: place('A'), after: '9' },
    ];
    standing = { 'A/1': async () => ['2', '10'], A: async () => ['9', '11'] };
    await catchUp.start();
    await done();
    expect(taken).toEqual(['2', '9', '10', '11']);
  });

  it('lets what is said meanwhile in the same channel wait, and elsewhere not', async () => {
    awaited = [{ place: place('A'), after: '1' }];
    const { promise, resolve } = later<readonly string[]>();
    standing = { A: () => promise };
    await catchUp.start();
    const said = [say('4', 'A'), say('5', 'A')];
    await say('6', 'B');
    await expect.poll(() => taken).toEqual(['6']);
    // The platform isn't kept waiting for that.
    await Promise.all(said);
    resolve(['2', '3']);
    await done();
    expect(taken).toEqual(['6', '2', '3', '4', '5']);
  });

  it('reads a channel at once when somebody writes there, not after all the others', async () => {
    awaited = ['A', 'B', 'C'].map((channel) => ({ place: place(channel), after: '1' }));
    const { promise, resolve } = later<readonly string[]>();
    standing = { A: () => promise, C: async () => ['2'] };
    await catchUp.start();
    await say('3', 'C');
    await expect.poll(() => taken).toEqual(['2', '3']);
    resolve([]);
    await done();
  });

  it('waits where the platform asks for it, however often, and none of that counts as a try', async () => {
    awaited = ['A', 'B'].map((channel) => ({ place: place(channel), after: '1' }));
    let asked = 0;
    const limited = async () => {
      asked += 1;
      if (asked <= 10) throw new DeliveryError({ kind: 'rate-limited', retryAfter: 60_000 });
      return ['2'];
    };
    standing = { A: limited, B: limited };
    await catchUp.start();
    await done();
    for (let times = 1; times <= 10; times += 1) {
      // It asks nothing more, of any channel, before the time is over.
      clock.advance(59_999);
      await done();
      expect(asked).toBe(times);
      clock.advance(1);
      await done();
    }
    expect(taken).toEqual(['2', '2']);
  });

  it('goes on where it was in a channel of more threads than may be read at once, each read once', async () => {
    const threads = ['1', '2', '3', '4', '5'];
    awaited = threads.map((thread) => ({ place: place('A', thread), after: '1' }));
    standing = Object.fromEntries(threads.map((thread) => [`A/${thread}`, async () => [`1${thread}`]]));
    allowed = 2;
    await catchUp.start();
    await done();
    expect(reads).toBe(2);
    // Nothing of it counts before what was said earlier elsewhere in the channel may have been read.
    expect(taken).toEqual([]);
    allowed = 4;
    clock.advance(60_000);
    await done();
    expect(reads).toBe(4);
    expect(await database.prisma.toRead.count()).toBe(5);
    allowed = 6;
    clock.advance(60_000);
    await done();
    expect(taken).toEqual(['11', '12', '13', '14', '15']);
    expect(reads).toBe(5);
    expect(await database.prisma.toRead.count()).toBe(0);
  });

  it('reads at once where somebody writes, though nothing else may be read just now', async () => {
    awaited = ['A', 'B'].map((channel) => ({ place: place(channel), after: '1' }));
    standing = { A: async () => ['2'], B: async () => ['3'] };
    allowed = 0;
    await catchUp.start();
    await done();
    await say('4', 'B');
    await expect.poll(() => taken).toEqual(['3', '4']);
    allowed = 9;
    clock.advance(60_000);
    await done();
    expect(taken).toEqual(['3', '4', '2']);
  });

  it('a place that is refused ten times in a row is read later, from where it was to be read, while others go on', async () => {
    awaited = ['A', 'B'].map((channel) => ({ place: place(channel), after: '1' }));
    let asked = 0;
    standing = {
      A: async () => {
        asked += 1;
        if (asked <= 10) throw new DeliveryError({ kind: 'refused', reason: 'no-permission' });
        return ['2'];
      },
      B: async () => ['3'],
    };
    await catchUp.start();
    await done();
    expect(taken).toEqual(['3']);
    // What is said there meanwhile isn't held up for ever.
    await say('4', 'A');
    await expect.poll(() => taken).toEqual(['3', '4']);
    for (let times = 0; times < 10; times += 1) {
      clock.advance(300_000);
      await done();
    }
    expect(asked).toBe(11);
    expect(taken).toEqual(['3', '4', '2']);
    expect(await database.prisma.toRead.count()).toBe(0);
  });

  it('a place that can’t be reached is tried ever less often', async () => {
    awaited = [{ place: place('A'), after: '1' }];
    let asked = 0;
    standing = {
      A: async () => {
        asked += 1;
        throw new DeliveryError({ kind: 'unavailable' });
      },
    };
    await catchUp.start();
    await done();
    for (let second = 0; second < 3_600; second += 1) {
      clock.advance(1_000);
      await done();
    }
    // Twelve times an hour, and some more at first.
    expect(asked).toBeGreaterThan(12);
    expect(asked).toBeLessThan(25);
  });

  it('a place that is gone for good is left out, and no other with it', async () => {
    awaited = [
      { place: place('A', '1'), after: '1' },
      { place: place('A'), after: '1' },
    ];
    standing = {
      'A/1': async () => {
        throw new DeliveryError({ kind: 'refused', reason: 'message-gone' });
      },
      A: async () => ['2'],
    };
    await catchUp.start();
    await done();
    expect(taken).toEqual(['2']);
    expect(await database.prisma.toRead.count()).toBe(0);
  });

  it('what a process could not read the next one reads first, from where it was to be read', async () => {
    awaited = [
      { place: place('A'), after: '1' },
      { place: place('B'), after: '7' },
    ];
    standing = {
      A: async () => {
        throw new DeliveryError({ kind: 'unavailable' });
      },
      B: async () => ['8'],
    };
    await catchUp.start();
    await done();
    await catchUp.stop();
    expect(taken).toEqual(['8']);
    // Meanwhile somebody pressed something there: it is awaited from later on.
    awaited = [
      { place: place('A'), after: '3' },
      { place: place('B'), after: '8' },
    ];
    standing = { A: async () => ['2', '4'], B: async () => ['9'] };
    begin();
    await catchUp.start();
    await done();
    expect(taken).toEqual(['8', '2', '4', '9']);
  });

  it('takes nothing in after what could not be kept', async () => {
    awaited = [{ place: place('A'), after: '1' }];
    standing = { A: async () => ['2', '3'] };
    keeping = async (id) => {
      if (id === '2') throw new Error('the database is away');
    };
    await catchUp.start();
    await done();
    expect(taken).toEqual([]);
  });

  it('gives up what can’t be dealt with, read back or said just now, and takes in what follows it', async () => {
    awaited = [{ place: place('A'), after: '1' }];
    standing = { A: async () => ['2', '3'] };
    during = async (id) => {
      if (['2', '4'].includes(id)) throw new Error('something of ours fails');
    };
    await catchUp.start();
    for (const id of ['4', '5']) await say(id, 'A');
    await done();
    expect(givenUp).toEqual(['2', '4']);
    expect(taken).toEqual(['3', '5']);
  });

  it('deals with what was left before what was said later, and after what was said earlier and is read only now', async () => {
    awaited = [{ place: place('A'), after: '1' }];
    standing = { A: async () => ['2', '4'] };
    left = ['3', '6'];
    await catchUp.start();
    await say('7', 'A');
    await done();
    expect(taken).toEqual(['2', '3', '4', '6', '7']);
  });

  it('takes over what another process has left, not what that may be dealing with just now', async () => {
    await catchUp.start();
    await done();
    await expect.poll(() => looks).toBe(1);
    left = ['3'];
    clock.advance(15_000);
    await expect.poll(() => looks).toBe(2);
    await done();
    expect(taken).toEqual([]);
    await expect
      .poll(() => {
        clock.advance(15_000);
        return taken;
      })
      .toEqual(['3']);
  });

  it('finds again what another process has left and could not be dealt with', async () => {
    left = ['3'];
    let fails = 4;
    givingUp = async () => {
      fails -= 1;
      if (fails >= 0) throw new Error('not now');
    };
    during = async () => {
      if (fails > 0) throw new Error('not now');
    };
    await catchUp.start();
    await expect.poll(() => fails, { timeout: 20_000 }).toBe(0);
    await done();
    expect(taken).toEqual([]);
    await expect
      .poll(
        () => {
          clock.advance(15_000);
          return taken;
        },
        { timeout: 20_000 },
      )
      .toEqual(['3']);
  });

  it('is cut short by the stop: what is said later is not taken in before it', async () => {
    awaited = [{ place: place('A'), after: '1' }];
    standing = { A: async () => ['2', '3'] };
    const begun = later<void>();
    const goOn = later<void>();
    during = async () => {
      begun.resolve();
      await goOn.promise;
    };
    await catchUp.start();
    await begun.promise;
    await say('4', 'A');
    const stopped = catchUp.stop();
    await delay(5);
    goOn.resolve();
    await stopped;
    expect(taken).toEqual(['2']);
  });

  it('begins anew when the platform has missed something', async () => {
    await catchUp.start();
    await done();
    awaited = [{ place: place('A'), after: '1' }];
    standing = { A: async () => ['2'] };
    live.missed?.();
    await say('3', 'A');
    await done();
    expect(taken).toEqual(['2', '3']);
  });
});
