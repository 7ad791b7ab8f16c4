import { setTimeout as delay } from 'node:timers/promises';
import { type Bot, type BotOptions, startBot } from '../bot.ts';
import { composeRegistry, needsOn } from '../composition.ts';
import type { Database } from '../database/database.ts';
import { commandDefinitions } from '../dispatch/definitions.ts';
import { type Environment, readEnvironment } from '../env.ts';
import type { Log } from '../log.ts';
import { inviteLink } from '../platforms/discord/permissions.ts';
import { slackManifest } from '../platforms/slack/register.ts';
import type { Pace } from '../timers/pace.ts';
import type { ProtocolClock } from './clock.ts';
import { type LocalDiscord, startLocalDiscord } from './discord/index.ts';
import { Person } from './person.ts';
import { type LocalSlack, startLocalSlack } from './slack/index.ts';

/** Channels of both local platforms, by their use. */
export const channelNames = {
  yearRound: 'organisateurs',
  announcements: 'annonces',
  coordination: 'coordination',
  tallies: 'chiffres',
} as const;

export interface StageOptions {
  readonly database: Database;
  readonly log: Log;
  /** Domain clock. */
  readonly now: () => Date;
  /** Name of the workspace and of the server. */
  readonly teamName: string;
  /** Protocol clock of both; the real one by default. */
  readonly clock?: ProtocolClock;
  /** Lets the bot read what is typed in the server (Message Content); true by default. */
  readonly readsMessages?: boolean;
  /** Tells the bot who leaves the server (Server Members); true by default. */
  readonly hearsOfMembers?: boolean;
  /** Shards that this Discord recommends, all begun at once; 1 by default. */
  readonly shards?: number;
  /** See BotOptions; false by default. */
  readonly ticks?: boolean;
  /** See BotOptions. */
  readonly furtherPlatforms?: BotOptions['furtherPlatforms'];
  /** See BotOptions. */
  readonly disk?: BotOptions['disk'];
  /** See BotOptions. */
  readonly settleMs?: BotOptions['settleMs'];
  /** A layer in between: returns the variables that the bot gets in place of a platform's own. */
  readonly between?: (own: Readonly<Record<string, string>>) => Promise<Readonly<Record<string, string>>>;
}

/** A local Slack, a local Discord and the bot connected to both, on which an edition can be played. */
export interface Stage {
  readonly slack: LocalSlack;
  readonly discord: LocalDiscord;
  readonly environment: Environment;
  bot(): Bot;
  person(platform: 'slack' | 'discord', name: string, options?: PersonOptions): Person;
  /** Resolves when both platforms and the bot are quiet. */
  settle(): Promise<void>;
  /** Stops the bot and starts it again on the same database. `meanwhile` runs while it is away. */
  restartBot(meanwhile?: () => Promise<void>, changes?: RestartChanges): Promise<void>;
  /** Stops everything but the database. */
  close(): Promise<void>;
}

/** Changes that apply from a restart on. */
export interface RestartChanges {
  /** The longest time for reading, see BotOptions. */
  readonly readMs?: number;
  /** The people who make the nation's bilan from then on; nobody unless given. */
  readonly nationals?: readonly Person[];
  /** The bot's own web address, and the hosts from which it may fetch a region's bilan. */
  readonly web?: Partial<Pick<Environment, 'publicUrl' | 'nationalBilanHosts'>>;
  /** The timers that the bot goes by from then on. */
  readonly pace?: Pace;
  /** Makes both platforms enforce their rate limits, and the bot respect them, by the protocol clock. */
  readonly limited?: boolean;
}

export interface PersonOptions {
  readonly acceptsDirectMessages?: boolean;
  readonly locale?: 'fr' | 'en';
  readonly administrator?: boolean;
}

export async function startStage({ database, log, now, teamName, clock, ...options }: StageOptions): Promise<Stage> {
  const {
    readsMessages = true,
    hearsOfMembers = true,
    shards = 1,
    ticks = false,
    between = async (own) => own,
    furtherPlatforms,
    disk,
    settleMs,
  } = options;
  const [slack, discord] = await Promise.all([
    startLocalSlack({ teamName, ...(clock ? { clock } : {}) }),
    startLocalDiscord({
      ...{
        guildName: teamName,
        privilegedIntents: { messageContent: readsMessages, guildMembers: hearsOfMembers },
        shards,
        maxConcurrency: shards,
      },
      ...(clock ? { clock } : {}),
    }),
  ]);
  slack.installManifest(
    slackManifest({
      commands: commandDefinitions(composeRegistry().commands),
      needs: needsOn('slack'),
      locale: 'fr',
      name: 'Fil conducteur',
      socketMode: true,
    }),
  );
  discord.invite(inviteLink(discord.bot.id, needsOn('discord')));
  for (const platform of [slack, discord]) {
    platform.addChannel({ name: 'general' });
    for (const name of Object.values(channelNames)) platform.addChannel({ name });
  }
  const environment = readEnvironment({
    ...(await between(slack.environment)),
    ...(await between(discord.environment)),
    // The local platforms enforce no rate limits here: the edition is played, not the waiting.
    RATE_LIMITS: 'off',
  });
  // Platforms with a clock of their own wait until it is moved.
  let patience = clock ? { readMs: 60_000 } : {};
  let limits: Pick<BotOptions, 'environment' | 'pace'> = { environment };
  const further = {
    ...(furtherPlatforms ? { furtherPlatforms } : {}),
    ...(disk ? { disk } : {}),
    ...(settleMs === undefined ? {} : { settleMs }),
  };
  const begin = () => startBot({ database, log, now, ticks, ...further, ...limits, ...patience });
  let bot = await begin();

  const settle = async () => {
    const sent = () => slack.requests.length + discord.requests.length;
    // This is repeated: what one side takes in may still make the other one move.
    for (let quiet = 0; quiet < 2; ) {
      const before = sent();
      await reconnected(bot);
      await Promise.all([slack.settled(), discord.settled()]);
      await bot.quiet();
      quiet = before === sent() ? quiet + 1 : 0;
    }
  };

  return {
    slack,
    discord,
    environment,
    bot: () => bot,
    person(name, called, options = {}) {
      const platform = name === 'slack' ? slack : discord;
      return new Person(platform, platform.addUser({ name: called, ...options }), settle);
    },
    settle,
    async restartBot(meanwhile, { readMs, limited, nationals = [], web = {}, pace } = {}) {
      await bot.stop();
      await meanwhile?.();
      if (readMs !== undefined) patience = { readMs };
      if (limited !== undefined) {
        for (const platform of [slack, discord]) platform.keepLimits(limited);
        limits = { environment: { ...environment, rateLimits: limited }, ...(clock && limited ? { pace: clock } : {}) };
      }
      const nationalCoordinators = nationals.map(({ platform: { name: platform }, user: { id } }) => ({
        platform,
        id,
      }));
      if (pace) limits = { ...limits, pace };
      limits = { ...limits, environment: { ...limits.environment, ...web, nationalCoordinators } };
      bot = await begin();
    },
    async close() {
      await bot.stop();
      await Promise.all([slack.close(), discord.close()]);
    },
  };
}

const RECONNECTION_MS = 5_000;

/**
 * Waits for lost connections: on a busy machine the clients may take a slow answer for one, and what waits is sent
 * only once they are back.
 */
async function reconnected(bot: Bot): Promise<void> {
  const end = Date.now() + RECONNECTION_MS;
  while (bot.platforms.some((platform) => platform.status() === 'connecting') && Date.now() < end) await delay(20);
}

/** Ties both to one region as two people would: the second uses a code that the first asks for and then confirms. */
export async function setUpRegion(
  coordinators: Readonly<Record<'slack' | 'discord', Person>>,
  region: { readonly name: string; readonly departments: readonly string[] },
): Promise<void> {
  const channels = (person: Person) => ({
    permanent: person.channel(channelNames.yearRound),
    annonces: person.channel(channelNames.announcements),
    coordination: person.channel(channelNames.coordination),
    chiffres: person.channel(channelNames.tallies),
  });
  const { slack, discord } = coordinators;
  const departements = region.departments.join(', ');
  await slack.command('/installer', { region: region.name, departements, ...channels(slack) });
  await slack.press('Relier aussi votre Discord');
  const code = /FIL-[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(slack.read())?.[0];
  if (!code) throw new Error(`no pairing code in: ${slack.read()}`);
  await discord.command('/installer', { region: code, ...channels(discord) });
  await slack.press('Confirmer');
}
