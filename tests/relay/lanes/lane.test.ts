import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import type { PrismaClient } from '../../../src/generated/prisma/client.ts';
import { silentLog } from '../../../src/log.ts';
import { createFileMemory } from '../../../src/relay/copies/file-memory.ts';
import { createHandOver, type Handing } from '../../../src/relay/intake/handing.ts';
import { type MessageRow, storeMessages } from '../../../src/relay/intake/intake-store.ts';
import { createLane } from '../../../src/relay/lanes/lane.ts';
import { createOutcomes } from '../../../src/relay/lanes/outcomes.ts';
import { stateOf } from '../../../src/relay/state.ts';
import { createTied } from '../../../src/relay/ties/tied.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';
import { SETTLE_MS, twoChannels } from '../setting.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => emptyDatabase(database));
afterAll(() => database.close());

it('what is handed over, while what was handed before is given back, waits for a copy that may still come', async () => {
  const one = await twoChannels(database);
  const now = () => new Date(one.clock.now());
  const tied = createTied(database, silentLog, one.clock);
  await tied.load();
  const channel = tied.at('discord', one.discord.channel);
  const from = tied.at('slack', one.slack.channel);
  const { relaying } = one.discord.platform;
  if (!channel || !from || !relaying) throw new Error('nothing is tied');
  /** Called before each statement. */
  let before = () => {};
  const prisma = database.prisma.$extends({
    query: {
      $allOperations({ args, query }) {
        before();
        return query(args);
      },
    },
  }) as unknown as PrismaClient;
  const lane = createLane({
    ...{ database: { ...database, prisma }, tied, channel, platform: one.discord.platform, relaying },
    ...{
      from: () => null,
      memory: createFileMemory(),
      log: silentLog,
      pace: one.clock,
      storeOutcomes: createOutcomes(database),
      now,
    },
    ...{ settleMs: SETTLE_MS, due: () => {}, isBeingRead: () => false, isMine: () => true },
  });
  await lane.wake();

  const handOver = createHandOver({ tied, laneOf: () => lane, now: () => one.clock.now() });
  async function stored(text: string): Promise<() => void> {
    const sourceId = one.slack.say('Léa', text);
    const [event] = one.slack.events.splice(0);
    if (event?.kind !== 'message' || !from) throw new Error('nothing was said');
    const row: MessageRow = {
      ...{ regionId: from.regionId, channelId: from.id, kind: 'MESSAGE', sourceId, thread: null, replyTo: null },
      ...{ authorId: 'Léa', authorName: 'Léa', picture: null, edited: null, withheld: null, saidAt: now() },
      state: stateOf(event.message),
    };
    const handing: Handing = handOver([row]);
    const { claimed } = await storeMessages(database, [row], handing.channelIds);
    return () => handing.done(claimed);
  }
  const hand = [await stored('un'), await stored('deux'), await stored('trois')];

  one.discord.fateOf = (text) => {
    if (text !== 'un' || !hand[1]) return null;
    hand.splice(1, 1)[0]?.();
    before = () => {
      // It isn't known by now whether the first one stands.
      if (lane.expects(0)) return;
      before = () => {};
      hand[1]?.();
    };
    return 'late';
  };
  hand[0]?.();
  await lane.wake();
  expect(one.discord.standing.map(({ text }) => text)).toEqual([]);
  one.discord.arrive();
  one.clock.advance(SETTLE_MS + 1_000);
  await lane.wake();
  expect(one.discord.standing.map(({ text }) => text)).toEqual(['un', 'deux', 'trois']);
  await lane.stop();
  await tied.stop();
});
