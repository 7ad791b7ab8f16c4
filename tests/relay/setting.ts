import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { silentLog } from '../../src/log.ts';
import { manualClock } from '../../src/playground/clock.ts';
import { createRelay, type Relay } from '../../src/relay/relay.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';
import { createRegion } from '../support/region-row.ts';
import { type Mortal, mortal } from './mortal.ts';
import { ScriptedChannel } from './scripted-channel.ts';

/** How long these platforms may take to store what they were sent, in milliseconds. */
export const SETTLE_MS = 60_000;

/** A relay that works longer than this works in vain. */
const MOST_TURNS = 300;

export type TwoChannels = Awaited<ReturnType<typeof twoChannels>>;

/** Returns the texts of the copies that stand in a channel. */
export const copiesIn = ({ standing }: ScriptedChannel): readonly string[] =>
  standing.filter(({ isCopy }) => isCopy).map(({ text }) => text);

/** Gives each test of a file two channels of its own, with a relay that has begun, on one database. */
export function beforeEachTest(take: (given: TwoChannels) => void): void {
  let database: Database;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    await emptyDatabase(database);
    const given = await twoChannels(database);
    await given.start();
    take(given);
    return () => given.relay.stop();
  });
  afterAll(() => database.close());
}

/** Two channels that are one conversation, and a process that relays it. */
export async function twoChannels(database: Database) {
  const clock = manualClock();
  const region = await createRegion(database);
  const sides = ['slack', 'discord'].map((name) => new ScriptedChannel(name, clock));
  const [slack, discord] = sides as [ScriptedChannel, ScriptedChannel];
  const now = () => new Date(clock.now());
  const tiedAt = now();
  await database.prisma.relay.create({
    data: {
      ...{ regionId: region.id, name: 'Picardie', tiedById: region.id, tiedAt },
      channels: {
        create: sides.map((side) => ({
          ...{ regionId: region.id, platform: side.platform.name, team: 'T1', channel: side.channel },
          ...{ since: '0000000', tiedAt },
        })),
      },
    },
  });

  function begin(): { readonly life: Mortal; readonly relay: Relay } {
    const life = mortal(
      database,
      sides.map(({ platform }) => platform),
    );
    const shared = { log: silentLog, now, pace: clock, settleMs: SETTLE_MS, sends: true };
    return { life, relay: createRelay({ database: life.database, platforms: life.platforms, ...shared }) };
  }

  let { relay, life } = begin();

  const self = {
    slack,
    discord,
    clock,
    database,
    region,
    get relay() {
      return relay;
    },
    async start(): Promise<void> {
      await relay.load();
      await relay.start();
      for (const { platform } of sides) relay.missed(platform);
      await self.rest();
    },
    /** Hands in what happened, as the platforms would: they don't wait for what is taken in later. */
    async tell(): Promise<void> {
      for (const side of sides) {
        const intake = relay.intake(side.platform);
        for (const event of side.events.splice(0)) {
          // An event that isn't taken in is brought again.
          intake?.take(event).catch(() => side.events.push(event));
        }
      }
      await self.rest();
    },
    async rest(): Promise<void> {
      for (let turn = 0; turn < 3 || !relay.idle(); turn += 1) {
        if (turn > MOST_TURNS) throw new Error('the relay never comes to rest');
        await relay.atRest().catch((error: unknown) => {
          if (!life.isDead) throw error;
        });
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    /** Lets so much time pass that everything that waits is tried again. */
    async later(): Promise<void> {
      for (let minutes = 0; minutes < 8; minutes += 1) {
        clock.advance(SETTLE_MS + 1_000);
        await self.rest();
      }
    },
    /** Has the process be killed once it has stored or sent something so many times more. */
    dieAfter: (count: number) => life.dieAfter(count),
    get isDead() {
      return life.isDead;
    },
    /** Leaves what somebody writes on a platform from now on out of the relay. */
    async silence(userId: string, platform = 'slack'): Promise<void> {
      await database.prisma.relaySilence.create({
        data: { regionId: region.id, platform, userId, since: now() },
      });
    },
    /** The process is killed: nothing it was going to do happens, what is stored stays. Another one is there to be started. */
    async kill(): Promise<void> {
      life.dieAfter(0);
      const dead = relay;
      ({ relay, life } = begin());
      await dead.stop();
    },
  };
  return self;
}
