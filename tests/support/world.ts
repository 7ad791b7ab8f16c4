import { type Bot, startBot } from '../../src/bot.ts';
import { composeRegistry } from '../../src/composition.ts';
import type { Database } from '../../src/database/database.ts';
import { commandDefinitions } from '../../src/dispatch/definitions.ts';
import { readEnvironment } from '../../src/env.ts';
import { createLog, silentLog } from '../../src/log.ts';
import { slackManifest } from '../../src/platforms/slack/register.ts';
import { manualClock as discordClock } from '../../src/playground/discord/clock.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/playground/discord/index.ts';
import type { LocalPlatform } from '../../src/playground/local-platform.ts';
import { manualClock as slackClock } from '../../src/playground/slack/clock.ts';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/index.ts';
import { testDatabase } from './database.ts';
import { Person } from './person.ts';

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
  /** Log to standard error: to find out why. */
  readonly loud?: boolean;
}

export interface World {
  readonly slack: LocalSlack;
  readonly discord: LocalDiscord;
  readonly platforms: Readonly<Record<'slack' | 'discord', LocalPlatform>>;
  readonly database: Database;
  readonly clock: Clock;
  bot(): Bot;
  /** Coordinators of the region, one on each platform (present when `region` is). */
  readonly coordinator: Readonly<Record<'slack' | 'discord', Person>>;
  /** Somebody new on a platform. */
  person(
    platform: 'slack' | 'discord',
    name: string,
    options?: { locale?: 'fr' | 'en'; administrator?: boolean },
  ): Person;
  /** Does what is due at the clock's time and waits until nothing moves any more. */
  runDue(): Promise<void>;
  /** Moves the clock, then does what is due. */
  goTo(at: Date | string): Promise<void>;
  /** Resolves when both platforms and the bot are quiet. */
  settle(): Promise<void>;
  restartBot(): Promise<void>;
  close(): Promise<void>;
}

export const channelNames = {
  yearRound: 'organisateurs',
  announcements: 'annonces',
  coordination: 'coordination',
  tallies: 'chiffres',
} as const;

/** The whole thing: both local platforms, a fresh database, the bot connected by the real clients. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  let time = new Date(options.at ?? '2026-09-15T09:00:00+02:00');
  const clock: Clock = {
    now: () => time,
    set: (at) => {
      time = new Date(at);
    },
  };
  const [slack, discord, database] = await Promise.all([
    startLocalSlack({ teamName: 'ESS Picardie', clock: slackClock() }),
    startLocalDiscord({ guildName: 'ESS Picardie', clock: discordClock() }),
    testDatabase(),
  ]);
  slack.installManifest(
    slackManifest({
      commands: commandDefinitions(composeRegistry().commands),
      locale: 'fr',
      name: 'Fil conducteur',
      socketMode: true,
    }),
  );
  const environment = readEnvironment({ ...slack.environment, ...discord.environment });
  const log = options.loud ? createLog({ level: 'debug' }) : silentLog;
  const begin = () => startBot({ environment, database, log, now: clock.now, ticks: false });
  const platforms = { slack, discord };
  for (const platform of [slack, discord]) {
    platform.addChannel({ name: 'general' });
    for (const name of Object.values(channelNames)) platform.addChannel({ name });
  }
  let bot = await begin();

  const settle = async () => {
    for (let before = -1, after = 0; before !== after; ) {
      before = slack.requests.length + discord.requests.length;
      await Promise.all([slack.settled(), discord.settled()]);
      await bot.quiet();
      await Promise.all([slack.settled(), discord.settled()]);
      await bot.quiet();
      after = slack.requests.length + discord.requests.length;
    }
  };
  const person: World['person'] = (name, called, given = {}) =>
    new Person(platforms[name], platforms[name].addUser({ name: called, ...given }), settle);

  const coordinator = {
    slack: person('slack', 'Claire', { administrator: true }),
    discord: person('discord', 'Driss', { administrator: true }),
  };
  if (options.region !== false) await setUp(coordinator);

  return {
    slack,
    discord,
    platforms,
    database,
    clock,
    bot: () => bot,
    coordinator,
    person,
    settle,
    async runDue() {
      await bot.schedule.runDue(clock.now());
      await settle();
    },
    async goTo(at) {
      clock.set(at);
      await bot.schedule.runDue(clock.now());
      await settle();
    },
    async restartBot() {
      await bot.stop();
      await database.queue.stop();
      bot = await begin();
    },
    async close() {
      await bot.stop();
      await database.close();
      await Promise.all([slack.close(), discord.close()]);
    },
  };
}

/** Ties both to one region as two people would: the second with the code the first was given. */
async function setUp(coordinator: World['coordinator']): Promise<void> {
  const channels = (person: Person) => ({
    permanent: person.channel(channelNames.yearRound),
    annonces: person.channel(channelNames.announcements),
    coordination: person.channel(channelNames.coordination),
    chiffres: person.channel(channelNames.tallies),
  });
  const { slack, discord } = coordinator;
  await slack.command('/installer', { region: 'Picardie', departements: '02, 60, 80', ...channels(slack) });
  const code = /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(slack.read())?.[0];
  if (!code) throw new Error(`no pairing code in: ${slack.read()}`);
  await discord.command('/installer', { region: code, ...channels(discord) });
}
