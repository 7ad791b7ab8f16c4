import { GatewayIntentBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../../src/playground/clock.ts';
import {
  type LocalDiscord,
  type LocalDiscordOptions,
  startLocalDiscord,
} from '../../../src/playground/discord/index.ts';
import { identify, type Payload, RawGateway } from './raw-gateway.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const intents = GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages;

/** Creates two guilds: one of the first of two shards, one of the second. */
async function twoGuilds(options: LocalDiscordOptions = {}) {
  const clock = manualClock(1_800_000_000_000);
  const discord = await startLocalDiscord({ ...options, clock });
  opened.push(discord);
  clock.advance(1);
  return { discord, even: discord.team.id, odd: discord.addGuild({ name: 'Bretagne' }) };
}

async function session(discord: LocalDiscord, more: Readonly<Record<string, unknown>>): Promise<RawGateway> {
  const raw = await new RawGateway(discord).say(identify(discord, { intents, ...more }));
  opened.push({ close: async () => raw.socket.terminate() });
  return raw;
}

const guildsOf = ({ d }: Payload): unknown => Array.isArray(d.guilds) && d.guilds.map(({ id }) => id);

describe('a bot in many guilds', () => {
  it('is told how many shards are recommended, each time it asks [D: events/gateway]', async () => {
    const { discord } = await twoGuilds({ shards: 2, maxConcurrency: 16 });
    const asked = async () => {
      const headers = { authorization: `Bot ${discord.environment.DISCORD_TOKEN}` };
      return (await fetch(`${discord.environment.DISCORD_API_URL}/v10/gateway/bot`, { headers })).json();
    };
    expect(await asked()).toMatchObject({ shards: 2, session_start_limit: { max_concurrency: 16 } });
    discord.recommendShards(4);
    expect(await asked()).toMatchObject({ shards: 4 });
  });

  it('is closed with 4011 where a session would have too many of them [D: events/gateway, topics/opcodes-and-status-codes]', async () => {
    const { discord } = await twoGuilds({ guildsPerShard: 1 });
    expect(await (await session(discord, {})).closed).toBe(4011);
    expect(await (await session(discord, { shard: [0, 1] })).closed).toBe(4011);
    for (const index of [0, 1]) await (await session(discord, { shard: [index, 2] })).until('READY');
  });

  it('hears in each shard of its guilds alone, and in the first of what belongs to none [D: events/gateway]', async () => {
    const { discord, even, odd } = await twoGuilds();
    const shards = [await session(discord, { shard: [0, 2] }), await session(discord, { shard: [1, 2] })] as const;
    const [first, second] = shards;
    expect([guildsOf(await first.until('READY')), guildsOf(await second.until('READY'))]).toEqual([[even], [odd.id]]);
    const { id } = discord.addUser({ name: 'Yann' });
    odd.join(id);
    const here = discord.addChannel({ name: 'general' });
    const there = odd.addChannel({ name: 'rennes' });
    await discord.say(id, { channel: there.id, thread: null }, 'là-bas');
    await discord.say(id, { channel: here.id, thread: null }, 'ici');
    await discord.say(id, { channel: 'direct', thread: null }, 'à vous seul');
    await Promise.all(shards.map((shard) => shard.say({ op: 1, d: 99 })));
    await Promise.all(shards.map((shard) => shard.until(11)));
    const heard = shards.map((shard) => shard.heard('MESSAGE_CREATE').map(({ d }) => d.guild_id ?? null));
    expect(heard).toEqual([[even, null], [odd.id]]);
  });

  it('begins at once as many shards as may, each of another rate limit key, and no more within five seconds [D: events/gateway]', async () => {
    const clock = manualClock();
    const { discord } = await twoGuilds({ limits: true, maxConcurrency: 2, gatewayClock: clock });
    for (const index of [0, 1]) await (await session(discord, { shard: [index, 4] })).until('READY');
    const third = await session(discord, { shard: [2, 4] });
    expect(await third.until(9)).toMatchObject({ d: false });
    clock.advance(5_000);
    await third.say(identify(discord, { shard: [2, 4] }));
    await third.until('READY');
  });

  it("is asked nothing about the members of another shard's guild [U: what comes instead of an answer]", async () => {
    const { discord, odd } = await twoGuilds();
    const first = await session(discord, { shard: [0, 2] });
    await first.until('READY');
    await first.say({ op: 8, d: { guild_id: odd.id, query: 'f', limit: 1 } }, { op: 1, d: 1 });
    await first.until(11);
    expect(first.heard('GUILD_MEMBERS_CHUNK')).toEqual([]);
  });
});
