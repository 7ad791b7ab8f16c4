import { GatewayIntentBits } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../src/playground/discord/index.ts';
import { gatewayUrl, identify, RawGateway, resume } from './raw-gateway.ts';

const HEARTBEAT = 41_250;

describe('the gateway, spoken to in its bare protocol', () => {
  let discord: LocalDiscord;
  let clock: ManualClock;
  beforeAll(async () => {
    clock = manualClock();
    discord = await startLocalDiscord({ privilegedIntents: { messageContent: false }, gatewayClock: clock });
  });
  afterAll(() => discord.close());

  const connect = (...payloads: unknown[]): Promise<RawGateway> => new RawGateway(discord).say(...payloads);
  const heartbeat = { op: 1, d: null };

  it.each<[string, number, () => unknown[]]>([
    ['an unknown opcode', 4001, () => [{ op: 99, d: {} }]],
    ['what is no JSON', 4002, () => ['nonsense']],
    ['a payload of more than 4096 bytes', 4002, () => [{ op: 3, d: 'é'.repeat(2_100) }]],
    ['a presence before it has identified', 4003, () => [{ op: 3, d: {} }]],
    ['a question for members before it has identified', 4003, () => [{ op: 8, d: {} }]],
    ['a wrong token', 4004, () => [identify(discord, { token: 'wrong' })]],
    ['a wrong token when it resumes', 4004, () => [{ op: 6, d: { token: 'wrong', session_id: 'x', seq: 1 } }]],
    ['a second identify', 4005, () => [identify(discord), identify(discord)]],
    ['a shard that there is not', 4010, () => [identify(discord, { shard: [2, 2] })]],
    ['no intents', 4013, () => [identify(discord, { intents: undefined })]],
    ['an intent that there is not', 4013, () => [identify(discord, { intents: 1 << 30 })]],
    ['Message Content, which was not allowed', 4014, () => [identify(discord, { intents: 1 << 15 })]],
    ['a 121st payload within a minute', 4008, () => [identify(discord), ...Array(120).fill({ op: 3, d: {} })]],
  ])(
    'whoever sends %s is closed with %i [D: topics/opcodes-and-status-codes, events/gateway]',
    async (_, code, sent) => {
      expect(await (await connect(...sent())).closed).toBe(code);
    },
  );

  it.each([
    ['another version than 10', 'v=6&encoding=json', 4012],
    ['an encoding other than JSON, which we leave out', 'v=10&encoding=etf', 4002],
  ])('whoever asks for %s is closed at once [D: topics/opcodes-and-status-codes]', async (_, query, code) => {
    expect(await new RawGateway(discord, query).closed).toBe(code);
  });

  it('the first word is the interval of heartbeats, and each heartbeat is acknowledged, even before an identify [D: events/gateway]', async () => {
    const raw = await connect(heartbeat);
    expect(await raw.until(10)).toMatchObject({ d: { heartbeat_interval: HEARTBEAT }, s: null, t: null });
    expect(await raw.until(11)).toMatchObject({ op: 11 });
    raw.socket.terminate();
  });

  it('a heartbeat may be asked for, and tells what the client has read [D: events/gateway]', async () => {
    const raw = await connect(identify(discord, { intents: GatewayIntentBits.Guilds }));
    await raw.until('GUILD_CREATE');
    let settled = false;
    const settling = discord.settled().then(() => {
      settled = true;
    });
    expect(await raw.until(1)).toMatchObject({ d: null });
    await raw.say({ op: 1, d: 1 });
    await raw.until(11);
    expect(settled).toBe(false);
    await raw.say({ op: 1, d: 2 });
    await settling;
    raw.socket.terminate();
  });

  it('a client that sends no heartbeat in time is cut off, and can resume [D: events/gateway; by which code: U]', async () => {
    const silent = await connect(identify(discord));
    const lively = await connect(identify(discord));
    const { d } = await silent.until('READY');
    clock.advance(HEARTBEAT);
    await lively.say(heartbeat);
    await lively.until(11);
    clock.advance(HEARTBEAT);
    expect(await silent.closed).toBe(4000);
    expect(lively.socket.readyState).toBe(WebSocket.OPEN);
    const back = await connect(resume(discord, d.session_id, 1));
    expect(await back.until('RESUMED')).toMatchObject({ op: 0 });
    lively.socket.terminate();
    back.socket.terminate();
  });

  it('a session that is resumed hears in their order all it missed, then RESUMED [D: events/gateway]', async () => {
    const before = await connect(identify(discord, { intents: GatewayIntentBits.Guilds }));
    const { d, s } = await before.until('READY');
    await before.until('GUILD_CREATE');
    before.socket.terminate();
    discord.addChannel({ name: 'un' });
    discord.addChannel({ name: 'deux' });
    const after = await connect(resume(discord, d.session_id, s ?? 0));
    await after.until('RESUMED');
    expect(after.received.filter(({ op }) => op === 0).map(({ t, s }) => [t, s])).toEqual([
      ['GUILD_CREATE', 2],
      ['CHANNEL_CREATE', 3],
      ['CHANNEL_CREATE', 4],
      ['RESUMED', 5],
    ]);
    after.socket.terminate();
  });

  it('a resumption from further on than was sent is closed with 4007 [D: topics/opcodes-and-status-codes]', async () => {
    const before = await connect(identify(discord));
    const { d } = await before.until('READY');
    before.socket.terminate();
    expect(await (await connect(resume(discord, d.session_id, 99))).closed).toBe(4007);
  });

  it.each([1000, 1001])(
    'a client that closes with %i ends its session, which cannot be resumed [D: events/gateway]',
    async (code) => {
      const before = await connect(identify(discord));
      const { d } = await before.until('READY');
      before.socket.close(code);
      await before.closed;
      const after = await connect(resume(discord, d.session_id, 1));
      expect(await after.until(9)).toMatchObject({ d: false });
      after.socket.terminate();
    },
  );

  it('a session that nobody resumes is forgotten after a few minutes [D: events/gateway; how many: U]', async () => {
    const before = await connect(identify(discord));
    const { d } = await before.until('READY');
    before.socket.close(4000);
    await before.closed;
    clock.advance(3 * 60_000);
    const after = await connect(resume(discord, d.session_id, 1));
    expect(await after.until(9)).toMatchObject({ d: false });
    // The connection stands: what comes next may be said over it.
    await after.say(identify(discord));
    expect((await after.until('READY')).d.session_id).not.toBe(d.session_id);
    after.socket.terminate();
  });

  it('a session told that it may be resumed is resumed over the same connection [D: events/gateway-events]', async () => {
    const raw = await connect(identify(discord));
    const { d } = await raw.until('READY');
    discord.invalidateSession({ resumable: true });
    expect(await raw.until(9)).toMatchObject({ d: true });
    await raw.say(resume(discord, d.session_id, 1));
    await raw.until('RESUMED');
    raw.socket.terminate();
  });

  it('guilds are unavailable in READY and come one by one, to those who asked for guilds [D: events/gateway]', async () => {
    const asking = await connect(identify(discord, { intents: GatewayIntentBits.Guilds }));
    const { d } = await asking.until('READY');
    expect(d.guilds).toEqual([{ id: discord.team.id, unavailable: true }]);
    expect(await asking.until('GUILD_CREATE')).toMatchObject({ d: { id: discord.team.id } });
    const other = await connect(identify(discord));
    await other.until('READY');
    await other.say(heartbeat);
    await other.until(11);
    expect(other.heard('GUILD_CREATE')).toEqual([]);
    asking.socket.terminate();
    other.socket.terminate();
  });

  it('members asked for by name or by id are a hundred at most, all of them only with the intent for members [D: events/gateway-events]', async () => {
    // A server of its own: the others would hear of its guild.
    const alone = await startLocalDiscord({ privilegedIntents: { messageContent: false }, gatewayClock: clock });
    const guild = alone.addGuild({ name: 'Grande région' });
    const people = Array.from({ length: 101 }, (_, n) => alone.addUser({ name: `membre ${n}` }).id);
    for (const id of people) guild.join(id);
    const asked = (more: Record<string, unknown>) => ({ op: 8, d: { guild_id: guild.id, limit: 0, ...more } });
    const counts = async (intents: number) => {
      const raw = await new RawGateway(alone).say(
        identify(alone, { intents }),
        asked({ user_ids: people, nonce: 'ids' }),
        asked({ query: 'membre', nonce: 'name' }),
        asked({ query: '', nonce: 'all' }),
        heartbeat,
      );
      await raw.until(11);
      raw.socket.terminate();
      return raw.heard('GUILD_MEMBERS_CHUNK').map(({ d }) => [d.nonce, Array.isArray(d.members) && d.members.length]);
    };
    const named = [
      ['ids', 100],
      ['name', 100],
    ];
    expect(await counts(0)).toEqual(named);
    expect(await counts(GatewayIntentBits.GuildMembers)).toEqual([...named, ['all', 102]]);
    await alone.close();
  });

  it('compressed streams are read by whoever asks for them [D: events/gateway]', async () => {
    const { createInflate, constants } = await import('node:zlib');
    const socket = new WebSocket(gatewayUrl(discord, 'v=10&encoding=json&compress=zlib-stream'));
    const inflate = createInflate({ finishFlush: constants.Z_SYNC_FLUSH });
    const first = new Promise<string>((resolve) => inflate.once('data', (chunk: Buffer) => resolve(chunk.toString())));
    socket.on('message', (data: Buffer) => inflate.write(data));
    expect(JSON.parse(await first)).toMatchObject({ op: 10 });
    socket.terminate();
  });

  it('packets compressed each by itself are read by whoever asks for them [D: events/gateway]', async () => {
    const { inflateSync } = await import('node:zlib');
    const socket = new WebSocket(gatewayUrl(discord));
    const ready = new Promise<Buffer>((resolve) =>
      socket.on('message', (data: Buffer, binary) => binary && resolve(data)),
    );
    socket.once('message', () => socket.send(JSON.stringify(identify(discord, { compress: true }))));
    expect(JSON.parse(inflateSync(await ready).toString())).toMatchObject({ t: 'READY' });
    socket.terminate();
  });
});
