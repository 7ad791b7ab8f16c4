import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from '../../../src/delivery/outbox/index.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { type Setting, say, startSetting, toChannel } from '../setting.ts';

describe('a platform that does not answer', () => {
  const clock = manualClock();
  let apart: Setting;
  beforeAll(async () => {
    apart = await startSetting({ clock });
    await apart.sender().start();
  });
  afterAll(() => apart?.close());

  it.each([
    ['slack', 'discord'],
    ['discord', 'slack'],
  ] as const)('%s, holds up nothing on %s', async (silent, other) => {
    const [stuck, free] = [apart.channel(silent), apart.channel(other)];
    const hang = { kind: 'delay', milliseconds: 3_000 } as const;
    if (silent === 'slack') apart.slack.fault({ method: 'chat.postMessage', ...hang });
    else apart.discord.fault({ method: 'POST', path: '/channels/:channel/messages', ...hang });
    const slow = { key: `stuck:${stuck}`, target: toChannel(silent, stuck), message: say('lent') };
    await apart.store((scope) => send(scope, slow));
    await expect.poll(() => apart.statusOf(slow.key), { interval: 20 }).toBe('SENDING');
    const quick = { key: `free:${free}`, target: toChannel(other, free), message: say('ailleurs') };
    await apart.store((scope) => send(scope, quick));
    await apart.becomes(other, free, ['ailleurs']);
    expect(await apart.statusOf(slow.key)).toBe('SENDING');
    const later = () => {
      clock.advance(3_000);
      return apart.texts(silent, stuck);
    };
    await expect.poll(later, { interval: 20 }).toEqual(['lent']);
  });
});
