import { RateLimitError, Routes } from 'discord.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../src/playground/clock.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../src/playground/discord/index.ts';
import { impatient } from './support.ts';

let discord: LocalDiscord;

/** A request without a client that would wait by itself. */
function ask(path: string, body?: unknown, token: string | null = `Bot ${discord.environment.DISCORD_TOKEN}`) {
  return fetch(`${discord.environment.DISCORD_API_URL}/v10${path}`, {
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: token }) },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
}
const write = (channel: string) => ask(Routes.channelMessages(channel), { content: 'x' });
const client = () => impatient(discord);

describe('rate limits', () => {
  let clock: ManualClock;
  beforeAll(async () => {
    clock = manualClock();
    discord = await startLocalDiscord({ limits: true, clock });
  });
  // The second that the limit of all requests counts in is over before each.
  beforeEach(() => clock.advance(1_000));
  afterAll(() => discord.close());

  it('each answer tells the bucket, its size, what is left of it and when it is given back [D: topics/rate-limits; sizes: U]', async () => {
    const { id } = discord.addChannel({ name: 'c' });
    const { headers } = await write(id);
    expect(headers.get('x-ratelimit-limit')).toBe('5');
    expect(headers.get('x-ratelimit-remaining')).toBe('4');
    expect(headers.get('x-ratelimit-reset-after')).toBe('5.000');
    expect(Number(headers.get('x-ratelimit-reset'))).toBeCloseTo(clock.now() / 1000 + 5, 1);
    expect(headers.get('x-ratelimit-bucket')).toMatch(/^\w+$/);
    expect(headers.has('x-ratelimit-scope')).toBe(false);
  });

  it('a bucket that is empty is refused with 429, the time to wait, its headers and the scope "user", until it is given back [D: topics/rate-limits]', async () => {
    const { id } = discord.addChannel({ name: 'c' });
    for (let n = 0; n < 5; n++) expect((await write(id)).headers.get('x-ratelimit-remaining')).toBe(String(4 - n));
    clock.advance(1_500);
    const refused = await write(id);
    expect(refused.status).toBe(429);
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'retry-after': '4',
      'x-ratelimit-scope': 'user',
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset-after': '3.500',
    });
    expect(refused.headers.has('x-ratelimit-global')).toBe(false);
    expect(await refused.json()).toEqual({ message: 'You are being rate limited.', retry_after: 3.5, global: false });
    clock.advance(3_500);
    expect((await write(id)).status).toBe(200);
  });

  it('another channel has a bucket of its own under the same name, another route another name [D: topics/rate-limits]', async () => {
    const [one, two] = [discord.addChannel({ name: 'un' }).id, discord.addChannel({ name: 'deux' }).id];
    for (let n = 0; n < 5; n++) await write(one);
    const elsewhere = await write(two);
    expect(elsewhere.headers.get('x-ratelimit-remaining')).toBe('4');
    expect((await write(one)).headers.get('x-ratelimit-bucket')).toBe(elsewhere.headers.get('x-ratelimit-bucket'));
    const read = await ask(Routes.channelMessages(one));
    expect(read.headers.get('x-ratelimit-bucket')).not.toBe(elsewhere.headers.get('x-ratelimit-bucket'));
    expect(read.status).toBe(200);
  });

  it('fifty requests a second are the most of one token, then all are refused with the scope "global" [D: topics/rate-limits]', async () => {
    const channels = Array.from({ length: 51 }, (_, n) => discord.addChannel({ name: `c${n}` }).id);
    const answers = await Promise.all(channels.map((id) => ask(Routes.channel(id))));
    const refused = answers.filter((answer) => answer.status === 429);
    expect(refused).toHaveLength(1);
    expect(Object.fromEntries(refused[0]?.headers ?? [])).toMatchObject({
      'retry-after': '1',
      'x-ratelimit-scope': 'global',
      'x-ratelimit-global': 'true',
    });
    expect(refused[0]?.headers.has('x-ratelimit-bucket')).toBe(false);
    expect(await refused[0]?.json()).toMatchObject({ global: true, retry_after: 1 });
    // Requests without a token count for the address they come from.
    expect((await ask('/gateway', undefined, null)).status).toBe(200);
    clock.advance(1_000);
    expect((await ask(Routes.user())).status).toBe(200);
  });

  it('answers to interactions are bound to no global limit [D: interactions/receiving-and-responding]', async () => {
    for (let n = 0; n < 50; n++) await ask(Routes.channel(discord.addChannel({ name: `d${n}` }).id));
    expect((await ask(Routes.user())).status).toBe(429);
    const statuses = [
      await ask(Routes.interactionCallback('1', 'x'), { type: 5 }, null),
      await ask(Routes.webhook(discord.bot.id, 'x'), { content: 'x' }),
      await ask(Routes.webhook('1', 'x'), { content: 'x' }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 401, 429]);
  });
});

describe('rate limits on demand', () => {
  beforeAll(async () => {
    discord = await startLocalDiscord();
  });
  afterAll(() => discord.close());

  it('with limits off the headers are there and nothing is ever refused [ours]', async () => {
    const { id } = discord.addChannel({ name: 'c' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => write(id)));
    expect(answers.every((answer) => answer.status === 200 && answer.headers.has('x-ratelimit-bucket'))).toBe(true);
  });

  it.each([
    ['user', { global: false, message: 'You are being rate limited.' }],
    ['global', { global: true, message: 'You are being rate limited.' }],
    ['shared', { global: false, message: 'The resource is being rate limited.' }],
  ] as const)(
    'a limit of the scope "%s" is worded as Discord words it, and the client reads it [D: topics/rate-limits]',
    async (scope, body) => {
      const { id } = discord.addChannel({ name: 'c' });
      const path = Routes.channelMessages(id);
      discord.fault({ path, kind: 'rateLimit', retryAfter: 3, scope, times: 2 });
      const refused = await write(id);
      expect(refused.headers.get('x-ratelimit-scope')).toBe(scope);
      expect(refused.headers.has('x-ratelimit-global')).toBe(scope === 'global');
      expect(await refused.json()).toEqual({ ...body, retry_after: 3 });
      const error = await client()
        .post(path, { body: { content: 'x' } })
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(RateLimitError);
      expect(error).toMatchObject({ scope, global: scope === 'global', retryAfter: 3_050 });
    },
  );
});

describe('an address that is refused too often', () => {
  afterEach(() => discord.close());

  it('is answered nothing for a while, whatever it asks, after 10 000 requests refused in ten minutes (here 4) [D: topics/rate-limits; how it is said: S, how long: U]', async () => {
    const clock = manualClock();
    discord = await startLocalDiscord({ clock, invalidRequests: 4 });
    const { id } = discord.addChannel({ name: 'c' });
    const secret = discord.addChannel({ name: 's', withBot: false }).id;
    discord.fault({ path: Routes.channelMessages(id), kind: 'rateLimit', retryAfter: 1, scope: 'shared' });
    discord.fault({ path: Routes.channelMessages(id), kind: 'rateLimit', retryAfter: 1 });
    const counted = [
      await write(id), // shared: not held against it
      await write(id),
      await ask(Routes.user(), undefined, 'Bot wrong'),
      await write(secret),
      await ask(Routes.channel('1')), // 404: neither
      await ask(Routes.user(), undefined, 'Bot wrong'),
    ].map(({ status }) => status);
    expect(counted).toEqual([429, 429, 401, 403, 404, 401]);
    const banned = await ask(Routes.user());
    expect([banned.status, banned.headers.get('retry-after'), banned.headers.has('via')]).toEqual([429, '600', false]);
    expect(await banned.text()).toBe('error code: 1015');
    const error = await client()
      .get(Routes.user())
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RateLimitError);
    clock.advance(600_000);
    expect((await ask(Routes.user())).status).toBe(200);
  });

  it('is forgiven what was refused more than ten minutes ago [D: topics/rate-limits]', async () => {
    const clock = manualClock();
    discord = await startLocalDiscord({ clock, invalidRequests: 2 });
    await ask(Routes.user(), undefined, 'Bot wrong');
    clock.advance(600_000);
    await ask(Routes.user(), undefined, 'Bot wrong');
    expect((await ask(Routes.user())).status).toBe(200);
  });
});
