import type { Hono } from 'hono';
import { composeRegistry, needsOn } from '../composition.ts';
import { commandDefinitions } from '../dispatch/definitions.ts';
import { type Environment, readEnvironment } from '../env.ts';
import { inviteLink } from '../platforms/discord/permissions.ts';
import { slackManifest } from '../platforms/slack/register.ts';
import { type SkippableClock, skippableClock } from './clock.ts';
import { beginningOf, comingYear } from './demonstration/days.ts';
import { aboutWhom } from './demonstration/settle-town.ts';
import { type SavedDiscord, startLocalDiscord } from './discord/index.ts';
import type { BothPlatforms } from './faults/posted.ts';
import { createTrialFaults, type TrialFaults } from './faults/trial-faults.ts';
import type { Frame } from './page/frame.ts';
import { pagesOf } from './page/pages.ts';
import { type SavedSlack, startLocalSlack } from './slack/index.ts';
import { createTrialTime, type TrialTime } from './time/trial-time.ts';

/** The platforms of a trial as they are stored. A port of 0 is any. */
export interface SavedPlatforms {
  readonly slack: SavedSlack;
  readonly discord: SavedDiscord;
  readonly ports: { readonly slack: number; readonly discord: number };
}

export interface TrialOptions {
  /** The clock of the local platforms and of the bot; by default one that begins when a trial does. */
  readonly clock?: SkippableClock;
  /** Milliseconds by which the platforms' clock is ahead of the bot's; 0 by default. */
  readonly offset?: number;
  /** The year of its edition; the next whose November hasn't begun by default. */
  readonly year?: number;
  /** Platforms that were stored, to be taken up. */
  readonly saved?: SavedPlatforms | null;
  /** The page's offers around the platforms, besides time and faults. */
  readonly frame?: Frame;
  /** Brings a bot that is another process to the moment to which time was skipped. */
  readonly tellBot?: () => Promise<void>;
}

/** A Slack and a Discord on this machine, and a page to use both. */
export interface Trial {
  /** The given environment, with the local platforms to connect to. */
  readonly environment: Environment;
  readonly platforms: BothPlatforms;
  readonly pages: Hono;
  readonly time: TrialTime;
  readonly faults: TrialFaults;
  /** The domain clock to start the bot with: that of the platforms, which the page lets one skip on. */
  readonly now: () => Date;
  close(): Promise<void>;
}

/** Starts the platforms and the page. The bot is connected to them by `environment`, then given to `time.begin`. */
export async function startTrial(environment: Environment, options: TrialOptions = {}): Promise<Trial> {
  const { clock = skippableClock(beginningOf(new Date()).getTime()), offset = 0, saved, frame, tellBot } = options;
  const [slack, discord] = await Promise.all([
    onPort(saved?.ports.slack, (port) =>
      startLocalSlack({ teamName: 'ESS Picardie', clock, port, saved: saved?.slack }),
    ),
    onPort(saved?.ports.discord, (port) =>
      startLocalDiscord({ guildName: 'ESS Picardie', clock, port, saved: saved?.discord }),
    ),
  ]);
  const platforms = { slack, discord };
  const commands = commandDefinitions(composeRegistry().commands);
  slack.installManifest(
    slackManifest({ commands, needs: needsOn('slack'), locale: 'fr', name: 'Fil conducteur', socketMode: true }),
  );
  if (!saved) discord.invite(inviteLink(discord.bot.id, needsOn('discord')));
  const year = options.year ?? comingYear(new Date(clock.now() - offset));
  const time = createTrialTime({ clock, platforms, year, offset, ...(tellBot ? { tellBot } : {}) });
  const faults = createTrialFaults(platforms);
  // Local platforms enforce no rate limits, and there is no other process.
  const local = readEnvironment({ ...slack.environment, ...discord.environment, RATE_LIMITS: 'off' });
  const { roles, rateLimits } = local;
  return {
    // The town speaks French, whatever the language of the person who tries it.
    environment: { ...environment, locale: 'fr', slack: local.slack, discord: local.discord, roles, rateLimits },
    ...{ platforms, time, faults },
    pages: await pagesOf({ platforms, time, faults, environment, about: aboutWhom, ...(frame ? { frame } : {}) }),
    now: time.now,
    async close() {
      await Promise.all([slack.close(), discord.close()]);
    },
  };
}

/** Starts on the port that links to files name, or on another one where that is now taken. */
async function onPort<T>(port: number | undefined, start: (port: number) => Promise<T>): Promise<T> {
  if (!port) return start(0);
  return start(port).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return start(0);
    throw error;
  });
}
