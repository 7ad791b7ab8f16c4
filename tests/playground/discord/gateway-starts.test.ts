import { describe, expect, it } from 'vitest';
import { manualClock } from '../../../src/playground/clock.ts';
import { startLocalDiscord } from '../../../src/playground/discord/index.ts';
import { identify, RawGateway } from './raw-gateway.ts';

describe('sessions that begin too often', () => {
  it('are a thousand a day, of which the bot is told how many are left [D: events/gateway]', async () => {
    const clock = manualClock();
    const discord = await startLocalDiscord({ gatewayClock: clock });
    const limit = async () => {
      const headers = { authorization: `Bot ${discord.environment.DISCORD_TOKEN}` };
      const answer = await fetch(`${discord.environment.DISCORD_API_URL}/v10/gateway/bot`, { headers });
      const body: unknown = await answer.json();
      return body !== null && typeof body === 'object' && Reflect.get(body, 'session_start_limit');
    };
    expect(await limit()).toEqual({ total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 });
    const raw = await new RawGateway(discord).say(identify(discord));
    await raw.until('READY');
    expect(await limit()).toMatchObject({ remaining: 999, reset_after: 86_400_000 });
    clock.advance(86_400_000);
    expect(await limit()).toMatchObject({ remaining: 1000 });
    raw.socket.terminate();
    await discord.close();
  });

  it('cost all the others, and the token, which is made anew [D: events/gateway]', async () => {
    const discord = await startLocalDiscord({ sessionStarts: 1 });
    const first = await new RawGateway(discord).say(identify(discord));
    await first.until('READY');
    const token = discord.environment.DISCORD_TOKEN;
    const second = await new RawGateway(discord).say(identify(discord));
    expect(await Promise.all([first.closed, second.closed])).toEqual([4004, 4004]);
    expect(discord.environment.DISCORD_TOKEN).not.toBe(token);
    await discord.close();
  });

  it('with limits on, one within five seconds of another is told that it is invalid [D: events/gateway]', async () => {
    const clock = manualClock();
    const discord = await startLocalDiscord({ limits: true, gatewayClock: clock });
    const first = await new RawGateway(discord).say(identify(discord));
    await first.until('READY');
    const second = await new RawGateway(discord).say(identify(discord));
    expect(await second.until(9)).toMatchObject({ d: false });
    clock.advance(5_000);
    await second.say(identify(discord));
    await second.until('READY');
    first.socket.terminate();
    second.socket.terminate();
    await discord.close();
  });
});
