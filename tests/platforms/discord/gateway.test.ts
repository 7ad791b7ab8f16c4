import { afterEach, describe, expect, test, vi } from 'vitest';
import type { IncomingMessage, Platform } from '../../../src/chat/platform.ts';
import { StartError } from '../../../src/chat/platform.ts';
import type { Log } from '../../../src/log.ts';
import { silentLog } from '../../../src/log.ts';
import { createDiscord } from '../../../src/platforms/discord/platform.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import {
  type LocalDiscord,
  type LocalDiscordOptions,
  startLocalDiscord,
} from '../../../src/playground/discord/index.ts';
import { discordOptions } from './connected.ts';
import { inbox } from './support.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const one of opened.splice(0).reverse()) await one.close();
});

interface Listening {
  readonly discord: LocalDiscord;
  readonly platform: Platform;
  readonly heard: readonly string[];
  /** Returns how often the bot was told that it may have missed something. */
  readonly missed: () => number;
  readonly lines: readonly Line[];
  say(text: string): Promise<string>;
}
interface Line {
  readonly event: string;
  readonly consequence: unknown;
}

const local = async (options: LocalDiscordOptions = {}): Promise<LocalDiscord> => {
  const discord = await startLocalDiscord(options);
  opened.push(discord);
  return discord;
};

/** Connects the adapter, with somebody who writes in a channel. */
async function listening(options: LocalDiscordOptions = {}): Promise<Listening> {
  const discord = await local(options);
  const user = discord.addUser({ name: 'Camille' }).id;
  const place = { channel: discord.addChannel({ name: 'general' }).id, thread: null };
  const heard: string[] = [];
  const lines: Line[] = [];
  let missed = 0;
  const note = (event: string, fields?: Readonly<Record<string, unknown>>) =>
    void lines.push({ event, consequence: fields?.consequence });
  const log: Log = { ...silentLog, warn: note, info: note, error: (event, _, fields) => note(event, fields) };
  const platform = createDiscord(discordOptions(discord, { log }));
  opened.push({ close: () => platform.stop() });
  await platform.start({
    ...inbox({ message: async ({ text }: IncomingMessage) => void heard.push(text) }),
    missed: () => missed++,
  });
  return {
    discord,
    platform,
    heard,
    missed: () => missed,
    lines,
    say: (text) => discord.say(user, place, text),
  };
}

const told = ({ lines }: Listening, event: string): boolean => lines.some((line) => line.event === event);

describe('the bot lives through', () => {
  test('a connection that carries nothing any more: it notices by itself, goes on over another and has missed nothing', async () => {
    // Only the missing answer to its heartbeat tells the bot.
    const world = await listening({ heartbeatInterval: 150, gatewayClock: manualClock() });
    world.discord.stallGateway();
    await world.say('dans le vide');
    await expect.poll(() => world.heard, { interval: 5 }).toEqual(['dans le vide']);
    expect(world.platform.status()).toBe('connected');
    expect(told(world, 'discord.resumed')).toBe(true);
    expect(world.missed()).toBe(0);
  });

  test.each<[string, (discord: LocalDiscord) => void]>([
    ['being asked to reconnect', (discord) => discord.askToReconnect()],
    ['a session that it must resume', (discord) => discord.invalidateSession({ resumable: true })],
  ])('%s: it resumes, hears what it missed once, and has nothing to catch up with', async (_, breakOff) => {
    const world = await listening();
    await world.say('avant');
    await world.discord.settled();
    breakOff(world.discord);
    await world.say('pendant');
    await expect.poll(() => world.heard, { interval: 5 }).toEqual(['avant', 'pendant']);
    await expect.poll(() => world.platform.status(), { interval: 5 }).toBe('connected');
    await world.say('après');
    await expect.poll(() => world.heard, { interval: 5 }).toEqual(['avant', 'pendant', 'après']);
    expect(world.missed()).toBe(0);
  });

  test('a session that is lost: it begins anew, and is told that it may have missed something', async () => {
    const world = await listening();
    await world.discord.settled();
    // The client itself leaves five seconds between one session and the next.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 6_000 });
    world.discord.invalidateSession({ resumable: false });
    await world.say('pendant');
    await expect.poll(world.missed, { interval: 5 }).toBe(1);
    await expect.poll(() => world.platform.status(), { interval: 5 }).toBe('connected');
    await world.say('après');
    await expect.poll(() => world.heard, { interval: 5 }).toEqual(['après']);
  });

  test.each([
    [4004, 'Discord refuse le jeton du bot'],
    [4014, 'Message Content Intent'],
    [4013, 'installez sa dernière version'],
  ])(
    'no more after Discord has closed its connection for good (%i): it says so, and what to do',
    async (code, words) => {
      const world = await listening();
      world.discord.refuseSessions(code);
      world.discord.dropGateway({ resumable: false, code });
      await expect.poll(() => told(world, 'discord.gone'), { interval: 5 }).toBe(true);
      expect(world.platform.status()).toBe('disconnected');
      const { consequence } = world.lines.find(({ event }) => event === 'discord.gone') ?? {};
      expect(consequence).toContain(words);
      expect(consequence).toContain('ne reviendra pas de lui-même');
      expect(consequence).toContain('Relancez ensuite le bot.');
    },
  );
});

describe('Discord lets the bot hear less while it runs', () => {
  test.each([
    [{ messageContent: false }, ['MessageContent']],
    [{ guildMembers: false }, ['GuildMembers']],
    [{ messageContent: false, guildMembers: false }, ['MessageContent', 'GuildMembers']],
  ] as const)('it connects anew without that, and goes on: %o', async (off, withheld) => {
    const world = await listening();
    world.discord.switchIntents(off);
    const notGranted = async () => {
      const found = await world.platform.withheld(world.discord.team.id).catch(() => null);
      return found?.needs.map(({ name }) => name);
    };
    await expect.poll(notGranted, { interval: 5 }).toEqual(withheld);
    await expect.poll(() => world.platform.status(), { interval: 5 }).toBe('connected');
    expect(told(world, 'discord.gone')).toBe(false);
    expect(world.missed()).toBe(1);
  });
});

describe('a start that Discord does not grant is said in one line', () => {
  const failure = async (discord: LocalDiscord): Promise<string> => {
    const platform = createDiscord(discordOptions(discord));
    const error = await platform.start(inbox()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StartError);
    const words = error instanceof Error ? error.message : '';
    expect(words).not.toContain('\n');
    return words;
  };

  test('where the bot has connected too often today', async () => {
    const discord = await local({ sessionStarts: 1 });
    const first = createDiscord(discordOptions(discord));
    opened.push({ close: () => first.stop() });
    await first.start(inbox());
    expect(await failure(discord)).toContain('relancez-le dans 24 heures');
    // Nobody tried all the same, which would have cost the token.
    expect(first.status()).toBe('connected');
  });

  test.each([
    [4004, 'DISCORD_TOKEN'],
    [4010, 'installez sa dernière version'],
    [4011, 'installez sa dernière version'],
    [4012, 'installez sa dernière version'],
    [4013, 'installez sa dernière version'],
    [4014, 'Message Content Intent'],
  ])('where its gateway closes with %i', async (code, words) => {
    const discord = await local();
    discord.refuseSessions(code);
    expect(await failure(discord)).toContain(words);
  });
});

test('what is said to be heard was handed in before, where channels are tied, too', async () => {
  const discord = await local();
  const user = discord.addUser({ name: 'Camille' }).id;
  const place = { channel: discord.addChannel({ name: 'general' }).id, thread: null };
  const told: string[] = [];
  const platform = createDiscord(discordOptions(discord));
  opened.push({ close: () => platform.stop() });
  await platform.start({
    ...inbox({ message: async ({ id }: IncomingMessage) => void told.push(`handed in ${id}`) }),
    heard: (_, until) => void told.push(`heard ${until}`),
    relay: { isRelayed: () => false, take: async () => {} },
  });
  const ids = [await discord.say(user, place, 'Un'), await discord.say(user, place, 'Deux')];
  await expect.poll(() => told).toEqual(ids.flatMap((id) => [`handed in ${id}`, `heard ${id}`]));
});
