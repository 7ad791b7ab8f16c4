import { expect } from 'vitest';
import { createPresence } from '../../src/access/actor/presence.ts';
import type { Region } from '../../src/access/region/region.ts';
import type { RegionScope } from '../../src/access/region/region-scope.ts';
import { type Message, message, text } from '../../src/chat/message.ts';
import type { ChannelTarget } from '../../src/chat/place.ts';
import type { Inbox, Platform } from '../../src/chat/platform.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { createSender, type Sender } from '../../src/delivery/sender/sender.ts';
import { type Log, silentLog } from '../../src/log.ts';
import { createDiscord } from '../../src/platforms/discord/platform.ts';
import { createSlack } from '../../src/platforms/slack/platform.ts';
import { type ProtocolClock, realClock } from '../../src/playground/clock.ts';
import { type LocalDiscord, startLocalDiscord } from '../../src/playground/discord/index.ts';
import type { LocalPlatform, LocalPlatformName, SeenMessage } from '../../src/playground/local-platform.ts';
import { type LocalSlack, startLocalSlack } from '../../src/playground/slack/index.ts';
import { discordOptions } from '../platforms/discord/connected.ts';
import { inbox } from '../platforms/discord/support.ts';
import { optionsFor } from '../platforms/slack/support.ts';
import { testDatabase } from '../support/database.ts';
import { expectValidRequests } from '../support/validated-requests.ts';

export const NOW = new Date('2026-09-15T07:00:00Z');
/** This is long enough for what a test stores late, and short enough to wait for. */
const SETTLE_MS = 300;

export const say = (words: string): Message => message(text(words));

/** Makes something go wrong with the next message to a channel. */
export type Trouble =
  | 'rate limit'
  | 'error, not stored'
  | 'error, stored'
  | 'reset, not stored'
  | 'reset, stored'
  | 'refused';

/**
 * The outbox, a sender, both adapters with their real clients, and the local platforms, with nothing of the bot above
 * them.
 */
export interface Setting {
  readonly database: Database;
  readonly region: Region;
  readonly slack: LocalSlack;
  readonly discord: LocalDiscord;
  readonly adapters: Readonly<Record<LocalPlatformName, Platform>>;
  /** Makes a channel of the platform with the bot in it, for one test. */
  channel(platform: LocalPlatformName): string;
  person(platform: LocalPlatformName, acceptsDirectMessages?: boolean): string;
  store<T>(work: (scope: RegionScope) => Promise<T>): Promise<T>;
  /** Starts another sender: another process, or the one after a crash. */
  sender(log?: Log): Sender;
  read(platform: LocalPlatformName, channel: string): readonly SeenMessage[];
  texts(platform: LocalPlatformName, channel: string): readonly string[];
  /** Waits until the channel shows exactly this. */
  becomes(platform: LocalPlatformName, channel: string, expected: readonly string[]): Promise<void>;
  statusOf(key: string): Promise<string>;
  trouble(platform: LocalPlatformName, what: Trouble, times?: number): void;
  /** Returns the requests that posted or edited messages. */
  sent(platform: LocalPlatformName, what: 'post' | 'edit'): number;
  close(): Promise<void>;
}

export const toChannel = (platform: LocalPlatformName, channel: string): ChannelTarget => ({
  kind: 'channel',
  platform,
  channel,
});

export interface SettingOptions {
  /** The clock of the local platforms; the real one by default. */
  readonly clock?: ProtocolClock;
}

export async function startSetting({ clock = realClock }: SettingOptions = {}): Promise<Setting> {
  const [database, slack, discord] = await Promise.all([
    testDatabase(),
    startLocalSlack({ clock }),
    startLocalDiscord({ clock }),
  ]);
  const reader = { slack: slack.addUser({ name: 'Ana' }).id, discord: discord.addUser({ name: 'Ana' }).id };
  const parts = { slack, discord } as const satisfies Record<LocalPlatformName, LocalPlatform>;
  const adapters = {
    slack: createSlack(optionsFor(slack, { commands: [] })),
    discord: createDiscord(discordOptions(discord)),
  };
  const nobody: Inbox = inbox();
  await Promise.all([adapters.slack.start(nobody), adapters.discord.start(nobody)]);
  const row = await database.prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: NOW } });
  const region: Region = { ...row, locale: 'fr' };
  const senders: Sender[] = [];
  let channels = 0;
  const read = (platform: LocalPlatformName, channel: string) =>
    parts[platform].messages(reader[platform], { channel, thread: null });
  const texts = (platform: LocalPlatformName, channel: string) => read(platform, channel).map((one) => one.text);

  return {
    database,
    region,
    slack,
    discord,
    adapters,
    channel: (platform) => parts[platform].addChannel({ name: `canal-${++channels}` }).id,
    person: (platform, acceptsDirectMessages = true) =>
      parts[platform].addUser({ name: `Personne ${++channels}`, acceptsDirectMessages }).id,
    store: (work) => inTransaction(database, (tx) => work({ tx, region, now: NOW })),
    sender(log = silentLog) {
      const made = createSender({
        database,
        platforms: Object.values(adapters),
        presence: createPresence({ database, platforms: Object.values(adapters), now: () => NOW, changed: [] }),
        log,
        now: () => NOW,
        settleMs: SETTLE_MS,
        limited: false,
      });
      senders.push(made);
      return made;
    },
    read,
    texts,
    async becomes(platform, channel, expected) {
      await expect.poll(() => texts(platform, channel), { interval: 20 }).toEqual(expected);
    },
    async statusOf(key) {
      const { status, reason } = await database.prisma.delivery.findUniqueOrThrow({ where: { key } });
      return reason === null ? status : `${status} ${reason}`;
    },
    trouble(platform, what, times = 1) {
      if (platform === 'slack') slack.fault({ method: 'chat.postMessage', times, ...slackFaults[what] });
      else discord.fault({ method: 'POST', path: '/channels/:channel/messages', times, ...discordFaults[what] });
    },
    sent: (platform, what) =>
      parts[platform].requests.filter(({ method, path }) =>
        platform === 'slack'
          ? path === (what === 'post' ? 'chat.postMessage' : 'chat.update')
          : method === (what === 'post' ? 'POST' : 'PATCH') && /^\/channels\/\d+\/messages/.test(path),
      ).length,
    async close() {
      for (const sender of senders) await sender.stop();
      await Promise.all(Object.values(adapters).map((adapter) => adapter.stop()));
      await Promise.all([slack.close(), discord.close()]);
      await database.close();
      expectValidRequests([slack, discord]);
    },
  };
}

const slackFaults = {
  'rate limit': { kind: 'rateLimited', retryAfter: 1 },
  'error, not stored': { kind: 'status', status: 503 },
  'error, stored': { kind: 'status', status: 503, stored: true },
  'reset, not stored': { kind: 'reset', stored: false },
  'reset, stored': { kind: 'reset', stored: true },
  refused: { kind: 'refuse', error: 'restricted_action' },
} as const satisfies Record<Trouble, object>;

const discordFaults = {
  'rate limit': { kind: 'rateLimit', retryAfter: 0.2 },
  'error, not stored': { kind: 'status', status: 503 },
  'error, stored': { kind: 'status', status: 503, when: 'after' },
  'reset, not stored': { kind: 'reset', when: 'before' },
  'reset, stored': { kind: 'reset', when: 'after' },
  refused: { kind: 'refuse', status: 403, code: 50013, message: 'Missing Permissions' },
} as const satisfies Record<Trouble, object>;
