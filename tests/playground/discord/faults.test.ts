import { RateLimitError, Routes } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../../src/playground/clock.ts';
import { type LocalDiscord, startLocalDiscord } from '../../../src/playground/discord/index.ts';
import { codeOf, impatient } from './support.ts';

describe('faults on demand', () => {
  let discord: LocalDiscord;
  afterEach(() => discord.close());

  const rest = () => impatient(discord);
  const stored = (channel: string): string[] => {
    const user = discord.addUser({ name: 'Lecteur' });
    return discord.messages(user.id, { channel, thread: null }).map((message) => message.text);
  };

  it('strike only the next matching requests [ours]', async () => {
    discord = await startLocalDiscord();
    const { id } = discord.addChannel({ name: 'c' });
    const send = (content: string): Promise<unknown> => rest().post(Routes.channelMessages(id), { body: { content } });
    discord.fault({ method: 'POST', path: '/channels/:channel/messages', kind: 'rateLimit', retryAfter: 3 });
    await expect(send('limited')).rejects.toBeInstanceOf(RateLimitError);
    const fault = discord.fault({ path: Routes.channelMessages(id), kind: 'status', status: 502, times: 2 });
    await expect(send('down')).rejects.toMatchObject({ status: 502 });
    fault.cancel();
    discord.fault({ path: /messages$/, kind: 'refuse', status: 403, code: 50013, message: 'Missing Permissions' });
    expect(await codeOf(send('refused'))).toBe(50013);
    await send('fine');
    expect(stored(id)).toEqual(['fine']);
    expect(fault.hits()).toBe(1);
  });

  it('a cut connection may have stored the message, or not, or do so later [ours]', async () => {
    const clock = manualClock();
    discord = await startLocalDiscord({ clock });
    const { id } = discord.addChannel({ name: 'c' });
    const send = (content: string): Promise<unknown> => rest().post(Routes.channelMessages(id), { body: { content } });
    const path = Routes.channelMessages(id);
    discord.fault({ path, kind: 'reset', when: 'before' });
    await expect(send('lost')).rejects.toThrow();
    discord.fault({ path, kind: 'reset', when: 'after' });
    await expect(send('stored')).rejects.toThrow();
    discord.fault({ path, kind: 'status', status: 500, when: 'after' });
    await expect(send('stored too')).rejects.toMatchObject({ status: 500 });
    discord.fault({ path, kind: 'reset', when: 'before', storeAfter: 1_000 });
    await expect(send('late')).rejects.toThrow();
    expect(stored(id)).toEqual(['stored', 'stored too']);
    clock.advance(1_000);
    await expect.poll(() => stored(id), { interval: 1 }).toEqual(['stored', 'stored too', 'late']);
  });

  it('a delayed request is carried out when its time has come [ours]', async () => {
    const clock = manualClock();
    discord = await startLocalDiscord({ clock });
    const { id } = discord.addChannel({ name: 'c' });
    const fault = discord.fault({ path: Routes.channelMessages(id), kind: 'delay', milliseconds: 5_000 });
    const sending = rest().post(Routes.channelMessages(id), { body: { content: 'slow' } });
    await expect.poll(() => fault.hits(), { interval: 1 }).toBe(1);
    expect(stored(id)).toEqual([]);
    clock.advance(5_000);
    await sending;
    expect(stored(id)).toEqual(['slow']);
  });

  it('every request is recorded with its body and answer [ours]', async () => {
    discord = await startLocalDiscord();
    const { id } = discord.addChannel({ name: 'c' });
    await rest().post(Routes.channelMessages(id), { body: { content: 'x' }, files: [{ name: 'a.txt', data: 'a' }] });
    expect(discord.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: `/channels/${id}/messages`,
      body: { content: 'x' },
      status: 200,
      response: { content: 'x' },
    });
  });
});
