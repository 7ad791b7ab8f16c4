import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPresence } from '../../../src/access/actor/presence.ts';
import type { Region } from '../../../src/access/region/region.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { sendAll } from '../../../src/delivery/outbox/index.ts';
import { createSender } from '../../../src/delivery/sender/sender.ts';
import { silentLog } from '../../../src/log.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { testDatabase } from '../../support/database.ts';
import { NOW, say } from '../setting.ts';
import { scriptedPlatform } from './scripted-platform.ts';

const SETTLE_MS = 60_000;
/** There are more channels than are sent to side by side. */
const CHANNELS = Array.from({ length: 20 }, (_, index) => `C${index}`);

let database: Database;
let region: Region;
beforeAll(async () => {
  database = await testDatabase();
  const row = await database.prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: NOW } });
  region = { ...row, locale: 'fr' };
});
afterAll(() => database?.close());

it('what waits is all sent, though it is time to look for lost answers again while one is looked for', async () => {
  const clock = manualClock();
  const scripted = scriptedPlatform(clock, 0);
  let looking = () => {};
  let goOn = () => {};
  const looks = new Promise<void>((resolve) => {
    looking = resolve;
  });
  const answered = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const { find } = scripted.platform;
  const platform: typeof scripted.platform = {
    ...scripted.platform,
    async find(target, key, since) {
      looking();
      await answered;
      return find(target, key, since);
    },
  };
  const platforms = [platform];
  const presence = createPresence({ database, platforms, now: () => NOW, changed: [] });
  const sender = createSender({
    ...{ database, platforms, presence, log: silentLog, now: () => NOW },
    ...{ settleMs: SETTLE_MS, limited: false, pace: clock },
  });
  const store = (word: string, channels: readonly string[]) =>
    inTransaction(database, (tx) =>
      sendAll(
        { tx, region, now: NOW },
        channels.map((channel) => ({
          ...{ key: `${word}:${channel}`, message: say(word) },
          target: { kind: 'channel', platform: 'slack', channel } as const,
        })),
      ),
    );
  await sender.start();
  try {
    scripted.fates.push('lost, not stored');
    await store('lost', ['C']);
    await sender.drained();
    clock.advance(SETTLE_MS);
    await looks;
    await store('waits', CHANNELS);
    clock.advance(SETTLE_MS);
    goOn();
    await expect.poll(() => sender.idle(), { timeout: 10_000 }).toBe(true);
    expect(scripted.standing.map(({ channel }) => channel).sort()).toEqual(['C', ...CHANNELS].sort());
  } finally {
    await sender.stop();
  }
});
