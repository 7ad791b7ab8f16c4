import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { message, text } from '../../../src/chat/message.ts';
import { DeliveryError, type DeliveryFailure, type Platform } from '../../../src/chat/platform.ts';
import type { Database } from '../../../src/database/database.ts';
import { createHomeCleaning } from '../../../src/delivery/sender/homes.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { testDatabase } from '../../support/database.ts';
import { createRegion } from '../../support/region-row.ts';
import { scriptedPlatform } from './scripted-platform.ts';

const START = new Date('2026-11-16T09:00:00+01:00').getTime();
const MINUTE_MS = 60_000;

describe('the places that people have to themselves with the bot', () => {
  let database: Database;
  let regionId: string;
  /** The accounts whose places were shown anew, and the failures of some. */
  let asked: string[];
  let failing: Map<string, DeliveryFailure>;
  let platform: Platform;
  beforeAll(async () => {
    database = await testDatabase();
    regionId = (await createRegion(database)).id;
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.erasure.deleteMany();
    asked = [];
    failing = new Map();
    const showHome = async (user: string) => {
      asked.push(user);
      const failure = failing.get(user);
      if (failure) throw new DeliveryError(failure);
    };
    platform = { ...scriptedPlatform(manualClock(), 0).platform, showHome };
  });

  async function erasure(homes: readonly string[]): Promise<void> {
    const doing = { accounts: [] };
    const row = { regionId, neutralId: crypto.randomUUID(), startedAt: new Date(START), doing, homes: [...homes] };
    await database.prisma.erasure.create({ data: row });
  }
  const cleaning = (platforms = [platform]) => createHomeCleaning(database, platforms, () => message(text('vidé')));
  async function looked(homes: ReturnType<typeof cleaning>, minutes = 0): Promise<readonly string[]> {
    asked = [];
    homes.look(new Date(START + minutes * MINUTE_MS));
    await homes.atRest();
    return asked;
  }
  const left = async () => (await database.prisma.erasure.findMany()).map(({ homes, failed }) => ({ homes, failed }));

  it('are waited for by nothing that is due meanwhile', async () => {
    let answer: () => void = () => undefined;
    const slow = { ...platform, showHome: () => new Promise<void>((resolve) => (answer = resolve)) };
    await erasure(['slack:A']);
    const homes = cleaning([slow]);
    expect(homes.look(new Date(START))).toBeUndefined();
    expect(homes.idle()).toBe(false);
    const idle = () => {
      answer();
      return homes.idle();
    };
    await expect.poll(idle).toBe(true);
    expect(await left()).toEqual([{ homes: [], failed: 0 }]);
  });

  it('are emptied though one of them fails, of which it is told in the end', async () => {
    failing.set('A', { kind: 'ambiguous' });
    await erasure(['slack:A', 'slack:B', 'slack:C']);
    const homes = cleaning();
    expect(await looked(homes)).toEqual(['A', 'B', 'C']);
    expect(await left()).toEqual([{ homes: ['slack:A'], failed: 0 }]);
    expect(await looked(homes, 1)).toEqual([]);
    for (let hours = 4; hours < 200; hours += 4) await looked(homes, hours * 60);
    expect(await left()).toEqual([{ homes: [], failed: 1 }]);
  });

  it('are left alone while their platform takes nothing, as long as it says', async () => {
    failing.set('A', { kind: 'rate-limited', retryAfter: 5 * MINUTE_MS });
    await erasure(['slack:A', 'slack:B']);
    const homes = cleaning();
    expect(await looked(homes)).toEqual(['A']);
    failing.clear();
    expect(await looked(homes, 4)).toEqual([]);
    expect(await looked(homes, 6)).toEqual(['A', 'B']);
    expect(await left()).toEqual([{ homes: [], failed: 0 }]);
  });

  it('are emptied five at a time', async () => {
    await erasure(['A', 'B', 'C', 'D', 'E', 'F'].map((one) => `slack:${one}`));
    const homes = cleaning();
    expect(await looked(homes)).toHaveLength(5);
    expect(await looked(homes)).toHaveLength(1);
  });

  it('aren’t waited for on a platform on which the bot is no more, unless the process is on none', async () => {
    await erasure(['slack:A']);
    await looked(cleaning([]));
    expect(await left()).toEqual([{ homes: ['slack:A'], failed: 0 }]);
    await looked(cleaning([scriptedPlatform(manualClock(), 0, 'discord').platform]));
    expect(await left()).toEqual([{ homes: [], failed: 0 }]);
  });
});
