import { afterEach, expect, test } from 'vitest';
import type { IncomingMessage } from '../../../src/chat/platform.ts';
import { type Log, silentLog } from '../../../src/log.ts';
import { createDiscord } from '../../../src/platforms/discord/platform.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../src/playground/discord/index.ts';
import { discordOptions } from './connected.ts';
import { inbox } from './support.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

/** Connects the bot in one server, then lets it join another: together they are too many for one shard. */
async function grown() {
  const clock = manualClock(1_800_000_000_000);
  const discord = await startLocalDiscord({ clock, guildsPerShard: 1, maxConcurrency: 2 });
  opened.push(discord);
  const user = discord.addUser({ name: 'Camille' }).id;
  const heard: string[] = [];
  const lines: { readonly event: string; readonly consequence: unknown }[] = [];
  const note = (event: string, fields?: Readonly<Record<string, unknown>>) =>
    void lines.push({ event, consequence: fields?.consequence });
  const log: Log = { ...silentLog, warn: note, info: note, error: (event, _, fields) => note(event, fields) };
  const platform = createDiscord(discordOptions(discord, { log }));
  opened.push({ close: () => platform.stop() });
  let missed = 0;
  await platform.start({
    ...inbox({ message: async ({ text }: IncomingMessage) => void heard.push(text) }),
    missed: () => missed++,
  });
  // A server made in another millisecond is another shard's.
  clock.advance(1);
  const guild = discord.addGuild({ name: 'Bretagne' });
  guild.join(user);
  const places = [discord.addChannel({ name: 'ici' }), guild.addChannel({ name: 'la-bas' })];
  await discord.settled();
  return {
    ...{ discord, platform, heard, lines },
    missed: () => missed,
    sayEverywhere: async (text: string) => {
      for (const { id } of places) await discord.say(user, { channel: id, thread: null }, text);
      await discord.say(user, { channel: 'direct', thread: null }, text);
    },
  };
}

const refuseToGoOn = (discord: LocalDiscord) => discord.dropGateway({ resumable: false, code: 4011 });
const patience = { interval: 5 };

test('a bot that Discord wants more shards of since it has grown connects anew, in the number that is recommended now', async () => {
  const { discord, platform, heard, lines, missed, sayEverywhere } = await grown();
  await sayEverywhere('avant');
  await expect.poll(() => heard, patience).toEqual(['avant', 'avant', 'avant']);
  discord.recommendShards(2);
  refuseToGoOn(discord);
  // Each server has its session; what was said meanwhile is read back.
  await expect.poll(missed, patience).toBe(1);
  expect(platform.status()).toBe('connected');
  await sayEverywhere('après');
  await expect.poll(() => heard.slice(3), patience).toEqual(['après', 'après', 'après']);
  expect(lines.map(({ event }) => event)).not.toContain('discord.gone');
});

test('one that is refused then too says that it has to be started again', async () => {
  const { discord, platform, lines, missed } = await grown();
  refuseToGoOn(discord);
  const gone = () => lines.find(({ event }) => event === 'discord.gone')?.consequence;
  await expect.poll(gone, patience).toContain('Relancez ensuite le bot.');
  expect(platform.status()).toBe('disconnected');
  expect(missed()).toBe(0);
  await platform.stop();
});
