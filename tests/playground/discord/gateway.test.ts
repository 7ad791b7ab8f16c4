import { Client, Events, GatewayIntentBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type LocalDiscord, startLocalDiscord } from '../../../src/playground/discord/index.ts';
import { type Connected, connect } from './support.ts';

const all = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];
const seen = (connected: Connected): Promise<string> =>
  new Promise((resolve) => connected.client.once(Events.MessageCreate, (message) => resolve(message.content)));

/** Speaks the bare protocol and reports what closes the connection. */
function closeCode(url: string, ...payloads: unknown[]): Promise<number> {
  const socket = new WebSocket(url);
  return new Promise((resolve) => {
    socket.once('message', () => {
      for (const payload of payloads) socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload));
    });
    socket.on('close', resolve);
  });
}

const gatewayUrl = (discord: LocalDiscord): string =>
  `${discord.environment.DISCORD_API_URL?.replace('http', 'ws').replace('/api', '')}/?v=10&encoding=json`;

/** Sends one payload after the greeting and waits for an event or an operation. */
function exchange(url: string, payload: unknown, awaited: string | number): Promise<{ session_id?: string }[]> {
  const socket = new WebSocket(url);
  return new Promise((resolve) => {
    socket.on('message', (raw) => {
      const received = JSON.parse(String(raw));
      if (received.op === 10) socket.send(JSON.stringify(payload));
      if (received.t === awaited || received.op === awaited) resolve([received.d]);
    });
  });
}

describe('gateway', () => {
  let connected: Connected | undefined;
  afterEach(async () => {
    await connected?.close();
    connected = undefined;
  });

  it('the client is ready at once and knows the guild and its channels', async () => {
    const started = performance.now();
    connected = await connect({ guildName: 'Picardie' });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(connected.client.guilds.cache.map((guild) => guild.name)).toEqual(['Picardie']);
    expect(connected.client.application.id).toBe(connected.discord.bot.id);
  });

  it('bad tokens, intents and payloads are refused with their codes', async () => {
    const discord = await startLocalDiscord({ privilegedIntents: { messageContent: false } });
    const url = gatewayUrl(discord);
    const identify = (token: string, intents: number) => ({ op: 2, d: { token, intents, properties: {} } });
    const token = discord.environment.DISCORD_TOKEN ?? '';
    expect(await closeCode(url, identify('wrong', 1))).toBe(4004);
    expect(await closeCode(url, identify(token, GatewayIntentBits.MessageContent))).toBe(4014);
    expect(await closeCode(url, identify(token, 1 << 30))).toBe(4013);
    expect(await closeCode(url, identify(token, 1), identify(token, 1))).toBe(4005);
    expect(await closeCode(url, 'nonsense')).toBe(4002);
    expect(await closeCode(url, { op: 3, d: {} })).toBe(4003);
    expect(await closeCode(url.replace('v=10', 'v=6'))).toBe(4012);
    const client = new Client({ intents: [], rest: { api: discord.environment.DISCORD_API_URL ?? '' } });
    await expect(client.login('wrong')).rejects.toThrow('invalid token');
    await discord.close();
  });

  it('without Message Content others are silent, except in direct messages and when they mention the bot', async () => {
    connected = await connect({ intents: all, privilegedIntents: { messageContent: false } });
    const { discord } = connected;
    const user = discord.addUser({ name: 'Camille' });
    const place = { channel: discord.addChannel({ name: 'general' }).id, thread: null };
    let message = seen(connected);
    await discord.say(user.id, place, 'secret');
    expect(await message).toBe('');
    message = seen(connected);
    await discord.say(user.id, place, '@Fil conducteur aide');
    expect(await message).toContain('aide');
    message = seen(connected);
    await discord.say(user.id, { channel: 'direct', thread: null }, 'bonjour');
    expect(await message).toBe('bonjour');
    await discord.settled();
    const channel = await connected.client.channels.fetch(place.channel);
    if (!channel?.isTextBased()) throw new Error('no channel');
    const read = await channel.messages.fetch({ limit: 10, cache: false });
    expect(read.map((one) => one.content)).toContain('');
  });

  it('events nobody asked for are not sent', async () => {
    connected = await connect({ intents: [GatewayIntentBits.Guilds] });
    const { discord, client } = connected;
    const heard: string[] = [];
    client.on(Events.MessageCreate, () => heard.push('message'));
    client.on(Events.GuildMemberAdd, () => heard.push('member'));
    client.on(Events.ChannelCreate, (channel) => heard.push(channel.name));
    const user = discord.addUser({ name: 'Camille' });
    const channel = discord.addChannel({ name: 'general' });
    await discord.say(user.id, { channel: channel.id, thread: null }, 'x');
    await discord.settled();
    expect(heard).toEqual(['general']);
  });

  it('a cut connection is resumed and what was missed is sent again', async () => {
    connected = await connect();
    const { discord, client } = connected;
    const user = discord.addUser({ name: 'Camille' });
    const place = { channel: discord.addChannel({ name: 'general' }).id, thread: null };
    await discord.settled();
    const resumed = new Promise<number>((resolve) =>
      client.once(Events.ShardResume, (_, replayed) => resolve(replayed)),
    );
    const message = seen(connected);
    discord.dropGateway({ resumable: true });
    await discord.say(user.id, place, 'missed');
    expect(await message).toBe('missed');
    expect(await resumed).toBeGreaterThan(0);
  });

  it('a lost session cannot be resumed', async () => {
    const discord = await startLocalDiscord();
    const token = discord.environment.DISCORD_TOKEN;
    const [ready] = await exchange(gatewayUrl(discord), { op: 2, d: { token, intents: 0, properties: {} } }, 'READY');
    discord.dropGateway({ resumable: false });
    const resume = { op: 6, d: { token, session_id: ready?.session_id, seq: 1 } };
    expect(await exchange(gatewayUrl(discord), resume, 9)).toEqual([false]);
    await discord.close();
  });

  it('compressed streams are read by whoever asks for them', async () => {
    const { createInflate, constants } = await import('node:zlib');
    const discord = await startLocalDiscord();
    const socket = new WebSocket(`${gatewayUrl(discord)}&compress=zlib-stream`);
    const inflate = createInflate({ finishFlush: constants.Z_SYNC_FLUSH });
    const first = new Promise<string>((resolve) => inflate.once('data', (chunk: Buffer) => resolve(chunk.toString())));
    socket.on('message', (data: Buffer) => inflate.write(data));
    expect(JSON.parse(await first)).toMatchObject({ op: 10, d: { heartbeat_interval: 41_250 } });
    socket.terminate();
    await discord.close();
  });

  it('an invitation to another guild is announced', async () => {
    connected = await connect();
    const { discord, client } = connected;
    const joined = new Promise<string>((resolve) => client.once(Events.GuildCreate, (guild) => resolve(guild.name)));
    const guild = discord.addGuild({ name: 'Bretagne' });
    expect(await joined).toBe('Bretagne');
    const user = discord.addUser({ name: 'Camille' });
    guild.join(user.id);
    guild.addChannel({ name: 'rennes' });
    expect(discord.channelsOf(user.id).map((channel) => channel.name)).toEqual(['rennes']);
  });
});
