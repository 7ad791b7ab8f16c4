import { LogLevel, WebAPIPlatformError, WebClient, type WebClientOptions } from '@slack/web-api';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import {
  type LocalSlack,
  type LocalSlackOptions,
  type SlackManifest,
  startLocalSlack,
} from '../../../src/playground/slack/index.ts';

/** Stops all that a test has started, newest first. */
export const stops: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

export const manifest: SlackManifest = {
  display_information: { name: 'Fil conducteur' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: 'Fil conducteur' },
    slash_commands: [
      { command: '/evenement', description: 'Proposer un événement', usage_hint: 'proposer' },
      { command: '/echappe', description: 'Reçoit des mentions', should_escape: true },
    ],
    shortcuts: [
      { name: 'Relayer', type: 'message', callback_id: 'relay', description: 'Relayer ce message' },
      { name: 'Aide', type: 'global', callback_id: 'help', description: "Obtenir de l'aide" },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        'app_mentions:read',
        'channels:history',
        'channels:read',
        'chat:write',
        'commands',
        'files:read',
        'files:write',
        'groups:history',
        'groups:read',
        'im:history',
        'im:read',
        'im:write',
        'reactions:read',
        'users:read',
      ],
    },
  },
  settings: {
    event_subscriptions: {
      bot_events: [
        'app_home_opened',
        'app_mention',
        'member_joined_channel',
        'message.channels',
        'message.groups',
        'message.im',
        'reaction_added',
      ],
    },
    interactivity: { is_enabled: true },
  },
};

export interface Scene {
  readonly slack: LocalSlack;
  readonly clock: ManualClock;
  readonly anne: string;
  readonly bruno: string;
  /** A public channel with everyone and the bot in it. */
  readonly general: string;
}

/** Starts a scene for one test. */
export async function scene(options: LocalSlackOptions = {}): Promise<Scene> {
  const setting = await started(options);
  stops.push(() => setting.slack.close());
  return setting;
}

/** Starts one scene for all tests of a file, for rules that leave nothing behind. */
export function sharedScene(options: LocalSlackOptions = {}): () => Scene {
  let setting: Scene | null = null;
  beforeAll(async () => {
    setting = await started(options);
  });
  afterAll(async () => setting?.slack.close());
  return () => {
    if (!setting) throw new Error('the scene is there only while tests run');
    return setting;
  };
}

async function started(options: LocalSlackOptions): Promise<Scene> {
  const clock = manualClock();
  const slack = await startLocalSlack({ clock, ...options });
  slack.installManifest(manifest);
  const anne = slack.addUser({ name: 'Anne Petit' }).id;
  const bruno = slack.addUser({ name: 'Bruno', locale: 'en' }).id;
  const general = slack.addChannel({ name: 'general' }).id;
  return { slack, clock, anne, bruno, general };
}

export function here(channel: string, thread: string | null = null) {
  return { channel, thread };
}

export function client(slack: LocalSlack, options: WebClientOptions = {}): WebClient {
  return new WebClient(slack.environment.SLACK_BOT_TOKEN, {
    slackApiUrl: slack.environment.SLACK_API_URL ?? '',
    logLevel: LogLevel.ERROR,
    logger: silent,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    ...options,
  });
}

/** Installs the manifest with these scopes besides its own. */
export function withScopes({ slack }: Scene, ...more: string[]): void {
  const scopes = [...(manifest.oauth_config?.scopes?.bot ?? []), ...more];
  slack.installManifest({ ...manifest, oauth_config: { scopes: { bot: scopes } } });
}

/** Makes a call as no client would; with the token of the bot, unless given another. */
export async function rawCall(
  { slack }: Scene,
  method: string,
  { headers, body, verb = 'POST' }: { headers?: Record<string, string>; body?: string | FormData; verb?: string },
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${slack.environment.SLACK_API_URL}${method}`, {
    method: verb,
    headers: { Authorization: `Bearer ${slack.environment.SLACK_BOT_TOKEN}`, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  return (await answer.json()) as Record<string, unknown>;
}

export const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/** Returns Slack's answer to a refused call; the code is 'ok' when it accepts. */
export async function refused(call: Promise<unknown>): Promise<{ code: string; problems: string }> {
  try {
    await call;
    return { code: 'ok', problems: '' };
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError)) return { code: String(error), problems: '' };
    return { code: error.data.error, problems: (error.data.response_metadata?.messages ?? []).join('\n') };
  }
}

export async function refusal(call: Promise<unknown>): Promise<string> {
  return (await refused(call)).code;
}
