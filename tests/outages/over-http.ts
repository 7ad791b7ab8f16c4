import { type Bot, type BotOptions, startBot } from '../../src/bot.ts';
import { readEnvironment } from '../../src/env.ts';
import { silentLog } from '../../src/log.ts';
import type { ProtocolClock } from '../../src/playground/clock.ts';
import type { Person } from '../../src/playground/person.ts';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/index.ts';
import { startWeb, type Web } from '../../src/web/server.ts';
import { appManifest } from '../support/slack-manifest.ts';

/** Starts a Slack that sends its requests to this address, with the bot's app and the channels that a region has. */
export async function startSlackOverHttp(
  url: string,
  clock: { readonly clock?: ProtocolClock } = {},
): Promise<LocalSlack> {
  const slack = await startLocalSlack({ ...clock, receive: { http: url } });
  slack.installManifest(appManifest({ socketMode: false, requestUrl: `${url}/slack/events` }));
  for (const name of ['general', 'organisateurs', 'annonces', 'coordination', 'chiffres']) slack.addChannel({ name });
  return slack;
}

/** Ties the Slack workspace to a region. */
export async function install(coordinator: Person): Promise<void> {
  await coordinator.command('/installer', {
    ...{ region: 'Picardie', departements: '02, 60, 80', permanent: '#organisateurs', annonces: '#annonces' },
    ...{ coordination: '#coordination', chiffres: '#chiffres' },
  });
}

/** The bot, and the web server that takes that Slack's requests in. */
export interface BotOverHttp {
  readonly bot: Bot;
  readonly web: Web;
  /** Stops both; the database stays open. */
  stop(): Promise<void>;
}

export async function startBotOverHttp(
  slack: LocalSlack,
  options: Pick<BotOptions, 'database' | 'now' | 'readMs'>,
): Promise<BotOverHttp> {
  const environment = readEnvironment(slack.environment);
  const bot = await startBot({ ...options, environment, log: silentLog, ticks: false });
  const web = await startWeb({
    ...{
      host: '127.0.0.1',
      port: 0,
      log: silentLog,
      health: () => bot.health(),
      readiness: () => bot.readiness(),
      file: async () => null,
      bilan: async () => null,
    },
    slackRequests: bot.slackRequests,
  });
  return {
    bot,
    web,
    async stop() {
      await bot.stop();
      await web.close();
    },
  };
}

/** Resolves when neither that Slack nor the bot has anything left to do. */
export async function quietOverHttp(slack: LocalSlack, bot: Bot): Promise<void> {
  for (let before = -1; before !== slack.requests.length; ) {
    before = slack.requests.length;
    await slack.settled();
    await bot.quiet();
  }
}
