import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Hono } from 'hono';
import type { Bot } from '../bot.ts';
import { composeRegistry, needsOn } from '../composition.ts';
import type { Database } from '../database/database.ts';
import { emptyDatabase } from '../database/empty.ts';
import { commandDefinitions } from '../dispatch/definitions.ts';
import { type Environment, readEnvironment } from '../env.ts';
import { inviteLink } from '../platforms/discord/permissions.ts';
import { slackManifest } from '../platforms/slack/register.ts';
import { textIn } from '../texts/index.ts';
import { type SkippableClock, skippableClock } from './clock.ts';
import { beginningOf, comingYear } from './demonstration/days.ts';
import { populateRegion } from './demonstration/populate.ts';
import { aboutWhom, settleTown } from './demonstration/settle-town.ts';
import { welcome } from './demonstration/welcome.ts';
import { startLocalDiscord } from './discord/index.ts';
import { pagesOf } from './page/pages.ts';
import { startLocalSlack } from './slack/index.ts';
import { createTrialTime } from './time/trial-time.ts';

/** A Slack and a Discord on this machine, and a page to use both. */
export interface Trial {
  /** The given environment, with the local platforms to connect to. */
  readonly environment: Environment;
  readonly pages: Hono;
  /** The domain clock to start the bot with: that of the platforms, which the page lets one skip on. */
  readonly now: () => Date;
  /** Brings a region to life through the chat, then prints what to try. `url` is the web server's. */
  populate(bot: Bot, url: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts afresh: everything in the database is deleted. `clock` is that of the local platforms and of the bot. */
export async function startTrial(
  database: Database,
  environment: Environment,
  clock: SkippableClock = skippableClock(beginningOf(new Date()).getTime()),
): Promise<Trial> {
  await emptyDatabase(database);
  const [slack, discord] = await Promise.all([
    startLocalSlack({ teamName: 'ESS Picardie', clock }),
    startLocalDiscord({ guildName: 'ESS Picardie', clock }),
  ]);
  const platforms = { slack, discord };
  const commands = commandDefinitions(composeRegistry().commands);
  slack.installManifest(
    slackManifest({ commands, needs: needsOn('slack'), locale: 'fr', name: 'Fil conducteur', socketMode: true }),
  );
  discord.invite(inviteLink(discord.bot.id, needsOn('discord')));
  const users = settleTown(platforms);
  const time = createTrialTime({ clock, platforms, year: comingYear(new Date(clock.now())) });
  // Local platforms enforce no rate limits, and there is no other process.
  const local = readEnvironment({ ...slack.environment, ...discord.environment, RATE_LIMITS: 'off' });
  const { roles, rateLimits } = local;
  return {
    // The town speaks French, whatever the language of the person who tries it.
    environment: { ...environment, locale: 'fr', slack: local.slack, discord: local.discord, roles, rateLimits },
    pages: await pagesOf({ platforms, time, environment, about: (user) => aboutWhom(users, user) }),
    now: time.now,
    async populate(bot, url) {
      await populateRegion({ platforms, users, bot, now: time.now() }).catch((error: unknown) => {
        // On a machine that is too slow a platform gives up on the bot, as a real one would; what is there can still
        // be tried.
        const reason = error instanceof Error ? error.message : String(error);
        console.error(textIn(environment.locale, 'trial.incomplete', { reason }));
      });
      time.begin(bot);
      collectGarbage();
      console.log(welcome(environment.locale, `${url}/essai`));
    },
    async close() {
      await Promise.all([slack.close(), discord.close()]);
    },
  };
}

/** Frees the memory that the start leaves behind, which would otherwise stay until somebody does something. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}
