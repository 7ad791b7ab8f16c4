import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { CommandDefinition } from '../../../src/chat/interaction.ts';
import { actions, button, message, text, typingNote } from '../../../src/chat/message.ts';
import { type Platform, StartError } from '../../../src/chat/platform.ts';
import { createDiscord, type DiscordOptions } from '../../../src/platforms/discord/platform.ts';
import {
  type LocalDiscord,
  type LocalDiscordOptions,
  startLocalDiscord,
} from '../../../src/playground/discord/index.ts';
import { connected, discordOptions, quiet } from './connected.ts';
import { inbox } from './support.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function local(options: LocalDiscordOptions = {}): Promise<LocalDiscord> {
  const discord = await startLocalDiscord(options);
  opened.push(discord);
  return discord;
}

async function started(discord: LocalDiscord, over: Partial<DiscordOptions> = {}): Promise<Platform> {
  const platform = createDiscord(discordOptions(discord, over));
  opened.push({ close: () => platform.stop() });
  await platform.start(inbox());
  return platform;
}

const startFailure = async (discord: LocalDiscord, over: Partial<DiscordOptions>): Promise<string> => {
  const error = await started(discord, over).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StartError);
  const { message: words } = error as StartError;
  expect(words).not.toContain('\n');
  return words;
};

const command = (name: string, en = name): CommandDefinition => ({
  path: { fr: [name], en: [en] },
  description: { fr: name, en },
  form: 'never',
  options: [],
});

describe('what is wrong is said in one line', () => {
  test('a wrong token', async () => {
    const pause = async () => Promise.reject(new Error('waited for a token'));
    expect(await startFailure(await local(), { token: 'wrong', pause })).toContain('DISCORD_TOKEN');
    expect(await startFailure(await local(), { token: '' })).toContain('DISCORD_TOKEN');
  });

  test('in the language of the bot', async () => {
    const locale = 'en';
    expect(await startFailure(await local(), { locale, token: 'wrong' })).toContain('Discord refuses the bot’s token');
    const nowhere = await startFailure(await local(), { locale, apiUrl: 'http://127.0.0.1:1/api' });
    expect(nowhere).toContain('Discord does not answer');
    const discord = await local();
    discord.fault({ kind: 'refuse', status: 403, code: 20012, message: 'no', method: 'PUT', path: /\/commands$/ });
    expect(await startFailure(discord, { locale, commands: [command('aide')] })).toContain('Discord refuses the bot’s');
  });

  test('a permission that is missing, in the language of the bot', async () => {
    for (const [locale, words] of [
      ['fr', 'ne lit que les messages privés'],
      ['en', 'reads only direct messages'],
    ] as const) {
      const discord = await local({ privilegedIntents: false });
      const said: unknown[] = [];
      const { log } = discordOptions(discord);
      const warn = (_: string, details?: Readonly<Record<string, unknown>>) => void said.push(details?.consequence);
      await started(discord, { locale, log: { ...log, warn } });
      expect(said.join()).toContain(words);
    }
  });

  test('an address where nobody answers', async () => {
    const words = await startFailure(await local(), { apiUrl: 'http://127.0.0.1:1/api' });
    expect(words).toContain('DISCORD_API_URL');
    expect(words).toContain('ECONNREFUSED');
  });

  test('an error of theirs', async () => {
    const discord = await local();
    discord.fault({ kind: 'status', status: 503, path: '/gateway/bot', times: 100 });
    const pauses: number[] = [];
    const pause = async (milliseconds: number) => void pauses.push(milliseconds);
    expect(await startFailure(discord, { pause })).toContain('DISCORD_API_URL');
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 15_000]);
  });

  test('commands that Discord refuses', async () => {
    const discord = await local();
    discord.fault({
      kind: 'refuse',
      status: 403,
      code: 20012,
      message: 'not authorized',
      method: 'PUT',
      path: /\/commands$/,
    });
    expect(await startFailure(discord, { commands: [command('aide')] })).toContain('20012');
  });
});

test('trouble of theirs that passes is waited for, and told in the log', async () => {
  const discord = await local();
  discord.fault({ kind: 'status', status: 503, path: '/gateway/bot' });
  discord.fault({ kind: 'reset', when: 'before', path: '/gateway/bot' });
  const pauses: number[] = [];
  const lines: string[] = [];
  const { log } = discordOptions(discord);
  const platform = await started(discord, {
    pause: async (milliseconds) => void pauses.push(milliseconds),
    log: { ...log, warn: (event) => lines.push(event) },
  });
  expect(platform.status()).toBe('connected');
  expect(pauses).toEqual([1_000, 2_000]);
  expect(lines.filter((line) => line === 'discord.start-again')).toHaveLength(2);
});

test('without the right to read messages everything goes on by buttons, and it is said once', async () => {
  const discord = await local({ privilegedIntents: false });
  const warnings: unknown[] = [];
  const warn = (_: string, details?: Readonly<Record<string, unknown>>) => void warnings.push(details?.intent);
  const { log } = discordOptions(discord);
  const person = discord.addUser({ name: 'Camille' }).id;
  const channel = discord.addChannel({ name: 'general' }).id;
  const pressed: string[] = [];
  const said: string[] = [];
  const unread: string[] = [];
  const platform = createDiscord(discordOptions(discord, { log: { ...log, warn } }));
  opened.push({ close: () => platform.stop() });
  await platform.start(
    inbox({
      action: async ({ action }, responder) => {
        pressed.push(action);
        await responder.acknowledge('silent');
      },
      message: async ({ text: typed, unreadable }) => void (unreadable ? unread.push(typed) : said.push(typed)),
    }),
  );
  expect(platform.status()).toBe('connected');
  expect(warnings.filter((intent) => intent === 'MessageContent')).toHaveLength(1);
  const [ref] = await platform.post(
    { kind: 'channel', platform: 'discord', channel },
    message(text('?'), typingNote('Écrivez ici.'), actions(button('a:1', 'A'))),
    'k',
  );
  expect(JSON.stringify(discord.messages(person, { channel, thread: null }))).not.toContain('Écrivez ici');
  await discord.press(person, ref?.id ?? '', 'a:1');
  const mute = await discord.say(person, { channel, thread: null }, 'on ne le lit pas');
  await discord.say(person, { channel, thread: null }, `<@${discord.bot.id}> mais ceci`);
  await discord.say(person, { channel: 'direct', thread: null }, 'et ceci');
  await discord.settled();
  await expect.poll(() => said).toEqual(['mais ceci', 'et ceci']);
  expect(unread).toEqual(['']);
  // A message that is read back doesn't differ from one that comes live.
  const before = String(BigInt(mute) - 1n);
  const history = await platform.history({ platform: 'discord', channel, thread: null }, before);
  expect(history.map(({ text: said, unreadable = false }) => [said, unreadable])).toEqual([
    ['', true],
    ['mais ceci', false],
  ]);
  // A client given up on the way must not hear things a second time.
  expect(pressed).toEqual(['a:1']);
});

test('commands are registered once, and again only when they changed', async () => {
  const discord = await local();
  const puts = () =>
    discord.requests.filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands')).length;
  await (await started(discord, { commands: [command('aide', 'help')] })).stop();
  expect(puts()).toBe(1);
  await (await started(discord, { commands: [command('aide', 'help')] })).stop();
  expect(puts()).toBe(1);
  await (await started(discord, { commands: [command('aide', 'support')] })).stop();
  expect(puts()).toBe(2);
  // Trouble of theirs while registering is no reason not to start: the old ones still work.
  discord.fault({ kind: 'status', status: 500, method: 'PUT', path: /\/commands$/ });
  await (await started(discord, { commands: [command('mois', 'month')] })).stop();
});

test('stopping waits for what was begun and takes nothing else in', async () => {
  const world = await connected({ commands: [command('aide')] });
  opened.push({ close: () => world.discord.close() });
  let finish = (): void => {};
  let begun = 0;
  world.on({
    command: async (_, responder) => {
      begun++;
      await responder.acknowledge('private');
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      await responder.answer(message(text('fini')));
    },
  });
  await world.discord.command(world.person, world.place, '/aide');
  expect(world.platform.inFlight()).toBe(1);
  let stopped = false;
  const stopping = world.platform.stop().then(() => {
    stopped = true;
  });
  await world.discord.say(world.person, world.place, 'trop tard');
  await world.discord.settled();
  expect(stopped).toBe(false);
  finish();
  await stopping;
  expect(begun).toBe(1);
  expect(world.platform.inFlight()).toBe(0);
  expect(world.platform.status()).toBe('disconnected');
  expect(world.read().some((seen) => seen.text === 'fini')).toBe(true);
});

test('a lost connection comes back by itself, in every server', async () => {
  const world = await connected({ commands: [command('aide')] });
  opened.push(world);
  const guild = world.discord.addGuild({ name: 'Autre région' });
  guild.join(world.person);
  const there = guild.addChannel({ name: 'la-bas' });
  const teams: (string | null)[] = [];
  world.on({
    command: async ({ user }, responder) => {
      teams.push(user.team);
      await responder.acknowledge('silent');
    },
  });
  world.discord.dropGateway({ resumable: true });
  await expect.poll(() => world.platform.status(), { interval: 1 }).not.toBe('connected');
  await expect.poll(() => world.platform.status(), { interval: 5 }).toBe('connected');
  await world.discord.command(world.person, { channel: there.id, thread: null }, '/aide');
  await quiet(world);
  expect(teams).toEqual([guild.id]);
  const refs = await world.platform.post(
    { kind: 'channel', platform: 'discord', channel: there.id },
    message(text('là')),
    'k',
  );
  expect(refs).toHaveLength(1);
});

test('it stops within seconds while Discord greets no new connection', async () => {
  const world = await connected();
  opened.push(world);
  const greet = world.discord.silenceGateway();
  opened.push({ close: async () => greet() });
  world.discord.dropGateway({ resumable: true });
  await expect.poll(() => world.platform.status(), { interval: 1 }).toBe('connecting');
  // Half a second later the client opens another connection, and waits for its greeting.
  await delay(1_500);
  await world.platform.stop();
  expect(world.platform.status()).toBe('disconnected');
}, 10_000);
