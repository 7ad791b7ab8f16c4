import type { Bot } from '../../src/bot.ts';
import type { Database } from '../../src/database/database.ts';
import { createLog, type Log } from '../../src/log.ts';
import { manualClock, type ProtocolClock } from '../../src/playground/clock.ts';
import type { LocalDiscord } from '../../src/playground/discord/index.ts';
import type { LocalPlatform } from '../../src/playground/local-platform.ts';
import type { Person } from '../../src/playground/person.ts';
import type { LocalSlack } from '../../src/playground/slack/index.ts';
import {
  type PersonOptions,
  type Stage,
  type StageOptions,
  setUpRegion,
  startStage,
} from '../../src/playground/stage.ts';
import { testDatabase } from './database.ts';
import { failureLog } from './failure-log.ts';
import { expectValidRequests } from './validated-requests.ts';

/** A domain clock that only the test moves. */
export interface Clock {
  readonly now: () => Date;
  set(at: Date | string): void;
}

export interface WorldOptions {
  /** Domain time it starts at; default 15 September 2026, 9:00 in Paris. */
  readonly at?: string;
  /** Set up as the region Picardie (02, 60, 80) on both platforms by a coordinator of each; default true. */
  readonly region?: boolean;
  /** Whether the bot may read what is typed in the Discord server; default true. */
  readonly readsMessages?: boolean;
  /** See StageOptions. */
  readonly hearsOfMembers?: boolean;
  /** See StageOptions. */
  readonly shards?: StageOptions['shards'];
  /** Let the bot look by itself every few seconds whether something is due; default false. */
  readonly ticks?: boolean;
  /** See StageOptions. */
  readonly furtherPlatforms?: StageOptions['furtherPlatforms'];
  /** See StageOptions. */
  readonly disk?: StageOptions['disk'];
  /** See StageOptions. */
  readonly settleMs?: StageOptions['settleMs'];
  /** See StageOptions. */
  readonly between?: StageOptions['between'];
  /** The platforms' clock; by default one that stands still, so that a busy machine doesn't look like a bot that is slow. */
  readonly protocolClock?: ProtocolClock;
  /** The database; a fresh one unless given. */
  readonly database?: Database;
  readonly log?: Log;
  /** Logs to standard error, for finding out why something fails. */
  readonly loud?: boolean;
}

export interface World {
  readonly slack: LocalSlack;
  readonly discord: LocalDiscord;
  readonly platforms: Readonly<Record<'slack' | 'discord', LocalPlatform>>;
  readonly database: Database;
  readonly clock: Clock;
  bot(): Bot;
  /** One administrator on each platform; coordinators of the region where `region` is set up. */
  readonly coordinator: Readonly<Record<'slack' | 'discord', Person>>;
  /** Brings in somebody new on a platform. */
  person(platform: 'slack' | 'discord', name: string, options?: PersonOptions): Person;
  /** Does what is due at the clock's time and waits until nothing moves any more. */
  runDue(): Promise<void>;
  /** Moves the clock, then does what is due. */
  goTo(at: Date | string): Promise<void>;
  /** Resolves when both platforms and the bot are quiet. */
  settle(): Promise<void>;
  /** See Stage. */
  restartBot: Stage['restartBot'];
  /** Stops all. Throws when something was sent that the platforms' own descriptions don't allow. */
  close(): Promise<void>;
}

/** Starts both local platforms, a fresh database, and the bot connected by the real clients. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  let time = new Date(options.at ?? '2026-09-15T09:00:00+02:00');
  const clock: Clock = {
    now: () => time,
    set: (at) => {
      time = new Date(at);
    },
  };
  const database = options.database ?? (await testDatabase());
  const stage = await startStage({
    database,
    log: options.log ?? (options.loud ? createLog({ level: 'debug' }) : failureLog),
    now: clock.now,
    teamName: 'ESS Picardie',
    readsMessages: options.readsMessages ?? true,
    hearsOfMembers: options.hearsOfMembers ?? true,
    clock: options.protocolClock ?? manualClock(),
    ticks: options.ticks ?? false,
    ...(options.shards ? { shards: options.shards } : {}),
    ...(options.furtherPlatforms ? { furtherPlatforms: options.furtherPlatforms } : {}),
    ...(options.disk ? { disk: options.disk } : {}),
    ...(options.settleMs === undefined ? {} : { settleMs: options.settleMs }),
    ...(options.between ? { between: options.between } : {}),
  });
  const { slack, discord, bot, person, settle, restartBot } = stage;
  const coordinator = {
    slack: person('slack', 'Claire', { administrator: true }),
    discord: person('discord', 'Driss', { administrator: true }),
  };
  if (options.region !== false) await setUpRegion(coordinator, { name: 'Picardie', departments: ['02', '60', '80'] });

  const runDue = async () => {
    await bot().schedule.runDue(clock.now());
    await settle();
  };
  return {
    slack,
    discord,
    platforms: { slack, discord },
    database,
    clock,
    bot,
    coordinator,
    person,
    settle,
    restartBot,
    runDue,
    async goTo(at) {
      clock.set(at);
      await runDue();
    },
    async close() {
      await stage.close();
      await database.close();
      expectValidRequests([slack, discord]);
    },
  };
}
