import { Client, Events, GatewayIntentBits, Status } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manualClock } from '../../../src/playground/clock.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../src/playground/discord/index.ts';
import { type Connected, connect } from './support.ts';

const all = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** A message that the client hears, live or replayed. */
const next = ({ client }: Connected): Promise<string> =>
  new Promise((resolve) => client.once(Events.MessageCreate, (message) => resolve(message.content)));

const once = (client: Client, event: string): Promise<unknown> => new Promise((resolve) => client.once(event, resolve));

/** Somebody in a channel the bot reads. */
function someone(discord: LocalDiscord) {
  const user = discord.addUser({ name: 'Camille' }).id;
  const place = { channel: discord.addChannel({ name: 'general' }).id, thread: null };
  return { place, say: (text: string) => discord.say(user, place, text), user };
}

describe('a client of the gateway', () => {
  let connected: Connected;
  let camille: ReturnType<typeof someone>;
  beforeAll(async () => {
    connected = await connect({ guildName: 'Picardie' });
    camille = someone(connected.discord);
  });
  afterAll(() => connected.close());

  it('is ready at once and knows the guild and its channels [D: events/gateway]', () => {
    expect(connected.client.guilds.cache.map((guild) => guild.name)).toEqual(['Picardie']);
    expect(connected.client.application.id).toBe(connected.discord.bot.id);
  });

  it('is told of an invitation to another guild [D: events/gateway-events]', async () => {
    const { discord, client } = connected;
    const joined = new Promise<string>((resolve) => client.once(Events.GuildCreate, (guild) => resolve(guild.name)));
    const guild = discord.addGuild({ name: 'Bretagne' });
    expect(await joined).toBe('Bretagne');
    const user = discord.addUser({ name: 'Yann' });
    guild.join(user.id);
    guild.addChannel({ name: 'rennes' });
    expect(discord.channelsOf(user.id).map((channel) => channel.name)).toEqual(['general', 'rennes']);
  });

  it.each<[string, (discord: LocalDiscord) => void]>([
    ['whose connection is cut', (discord) => discord.dropGateway({ resumable: true })],
    ['that is asked to reconnect (opcode 7)', (discord) => discord.askToReconnect()],
    [
      'whose session is invalid but resumable (opcode 9, true)',
      (discord) => discord.invalidateSession({ resumable: true }),
    ],
  ])('%s resumes, and what it missed comes again [D: events/gateway]', async (_, breakOff) => {
    const { discord, client } = connected;
    await discord.settled();
    const begun: unknown[] = [];
    client.on(Events.Raw, ({ t }: { t?: unknown }) => t === 'READY' && begun.push(t));
    const resumed = once(client, Events.ShardResume);
    const message = next(connected);
    breakOff(discord);
    await camille.say('manqué');
    expect(await message).toBe('manqué');
    await resumed;
    expect(begun).toEqual([]);
  });

  it('whose session is invalid (opcode 9, false) begins anew, and what it missed is lost to it [D: events/gateway]', async () => {
    const { discord, client } = connected;
    const heard: string[] = [];
    client.on(Events.MessageCreate, (message) => heard.push(message.content));
    const ready = once(client, Events.ShardReady);
    discord.invalidateSession({ resumable: false });
    await camille.say('perdu');
    await ready;
    const message = next(connected);
    await camille.say('entendu');
    expect(await message).toBe('entendu');
    expect(heard).toEqual(['entendu']);
  });

  it.each([4004, 4010, 4011, 4012, 4013, 4014])(
    'closed with %i does not come back [D: topics/opcodes-and-status-codes]',
    async (code) => {
      const own = await connect({ guildName: 'Ailleurs' });
      const gone = new Promise<number>((resolve) =>
        own.client.once(Events.ShardDisconnect, (event) => resolve(event.code)),
      );
      own.discord.dropGateway({ resumable: false, code });
      expect(await gone).toBe(code);
      expect(own.client.ws.shards.first()?.status).toBe(Status.Disconnected);
      await own.close();
    },
  );
});

describe('a connection that carries nothing any more', () => {
  it('is noticed by the client from the missing answer to its heartbeat, and the session goes on over another [D: events/gateway]', async () => {
    // The gateway's own clock stands still: it is the client that must notice.
    const connected = await connect({ heartbeatInterval: 150, gatewayClock: manualClock() });
    const { discord, client } = connected;
    const { say } = someone(discord);
    await discord.settled();
    const noticed: string[] = [];
    client.on(Events.Debug, (words) => words.includes('Zombie connection') && noticed.push(words));
    const message = next(connected);
    discord.stallGateway();
    await say('dans le vide');
    expect(await message).toBe('dans le vide');
    expect(noticed).not.toEqual([]);
    await connected.close();
  });
});

describe('a client that takes its connection for lost', () => {
  it('is waited for, since it comes back at once for what it missed [D: events/gateway]', async () => {
    const connected = await connect();
    const { discord, client } = connected;
    const { say } = someone(discord);
    await discord.settled();
    const heard: string[] = [];
    client.on(Events.MessageCreate, (message) => heard.push(message.content));
    discord.askToReconnect();
    await once(client, Events.ShardReconnecting);
    await say('entre deux connexions');
    await discord.settled();
    expect(heard).toEqual(['entre deux connexions']);
    await connected.close();
  });
});

describe('what a client is told depends on what it asked for', () => {
  it('events nobody asked for are not sent [D: events/gateway]', async () => {
    const connected = await connect({ intents: [GatewayIntentBits.Guilds] });
    const { discord, client } = connected;
    const heard: string[] = [];
    client.on(Events.MessageCreate, () => heard.push('message'));
    client.on(Events.GuildMemberAdd, () => heard.push('member'));
    client.on(Events.ChannelCreate, (channel) => heard.push(channel.name));
    await someone(discord).say('x');
    await discord.settled();
    expect(heard).toEqual(['general']);
    await connected.close();
  });

  it('without Message Content what others write is empty, except in direct messages and where it mentions the bot [D: events/gateway]', async () => {
    const connected = await connect({ intents: all, privilegedIntents: { messageContent: false } });
    const { discord, client } = connected;
    const { user, place, say } = someone(discord);
    const photo = { name: 'a.png', type: 'image/png', bytes: new Uint8Array([1]) };
    const silent = new Promise<[string, number]>((resolve) =>
      client.once(Events.MessageCreate, ({ content, attachments }) => resolve([content, attachments.size])),
    );
    await discord.say(user, place, 'secret', [photo]);
    expect(await silent).toEqual(['', 0]);
    let message = next(connected);
    await say('@Fil conducteur aide');
    expect(await message).toContain('aide');
    message = next(connected);
    await discord.say(user, { channel: 'direct', thread: null }, 'bonjour');
    expect(await message).toBe('bonjour');
    await discord.settled();
    const channel = await client.channels.fetch(place.channel);
    if (!channel?.isTextBased()) throw new Error('no channel');
    const read = await channel.messages.fetch({ limit: 10, cache: false });
    expect(read.map((one) => [one.content, one.attachments.size])).toEqual([
      [expect.stringContaining('aide'), 0],
      ['', 0],
    ]);
    await connected.close();
  });

  it('with Message Content allowed but not asked for, events come empty while history is readable [D: events/gateway]', async () => {
    const connected = await connect({ intents: all });
    const { discord, client } = connected;
    const { place, say } = someone(discord);
    const message = next(connected);
    await say('dit tout haut');
    expect(await message).toBe('');
    const channel = await client.channels.fetch(place.channel);
    if (!channel?.isTextBased()) throw new Error('no channel');
    const read = await channel.messages.fetch({ limit: 10, cache: false });
    expect(read.map((one) => one.content)).toEqual(['dit tout haut']);
    await connected.close();
  });
});

describe('starting a client', () => {
  const client = (discord: LocalDiscord): Client =>
    new Client({ intents: [], rest: { api: discord.environment.DISCORD_API_URL ?? '' } });

  it('a wrong token is refused [D: topics/opcodes-and-status-codes]', async () => {
    const discord = await startLocalDiscord();
    await expect(client(discord).login('wrong')).rejects.toThrow('invalid token');
    await discord.close();
  });

  it('where no session may begin today, the client does not try [D: events/gateway]', async () => {
    const discord = await startLocalDiscord({ sessionStarts: 0 });
    const attempt = client(discord).login(discord.environment.DISCORD_TOKEN ?? '');
    await expect(attempt).rejects.toThrow('Not enough sessions remaining');
    await discord.close();
  });

  it('a gateway that keeps silent lets nobody in until it speaks [ours]', async () => {
    const discord = await startLocalDiscord();
    const speak = discord.silenceGateway();
    const waiting = client(discord);
    let ready = false;
    const login = waiting.login(discord.environment.DISCORD_TOKEN ?? '').then(() => {
      ready = true;
    });
    await fetch(`${discord.environment.DISCORD_API_URL}/v10/gateway`);
    expect(ready).toBe(false);
    speak();
    await login;
    expect(ready).toBe(true);
    await waiting.destroy();
    await discord.close();
  });
});
