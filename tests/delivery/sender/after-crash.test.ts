import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Target } from '../../../src/chat/place.ts';
import { edit, send } from '../../../src/delivery/outbox/index.ts';
import type { Sender } from '../../../src/delivery/sender/sender.ts';
import { NOW, type Setting, say, startSetting, toChannel } from '../setting.ts';

let setting: Setting;
let sender: Sender;
beforeAll(async () => {
  setting = await startSetting();
  sender = setting.sender();
  await sender.start();
});
afterAll(() => setting?.close());

describe.each(['slack', 'discord'] as const)('after a crash, on %s', (platform) => {
  /** Stores a delivery that a process had claimed when it died. */
  async function claimed(key: string, target: Target, millisecondsAgo = 1_000): Promise<void> {
    await setting.database.prisma.delivery.create({
      data: {
        regionId: setting.region.id,
        key,
        platform,
        target: structuredClone(target) as object,
        body: structuredClone(say('interrompu')) as object,
        status: 'SENDING',
        attempts: 1,
        createdAt: NOW,
        claimedAt: new Date(Date.now() - millisecondsAgo),
      },
    });
  }

  it('what had left is found, what had not is sent, each once', async () => {
    await sender.stop();
    const [left, waiting] = [setting.channel(platform), setting.channel(platform)];
    await setting.adapters[platform].post(toChannel(platform, left), say('interrompu'), `crash:${left}`);
    await claimed(`crash:${left}`, toChannel(platform, left));
    await claimed(`crash:${waiting}`, toChannel(platform, waiting));
    sender = setting.sender();
    await sender.start();
    await setting.becomes(platform, waiting, ['interrompu']);
    await sender.drained();
    expect(setting.texts(platform, left)).toEqual(['interrompu']);
    expect(await setting.statusOf(`crash:${left}`)).toBe('SENT');
    // A message that was found can be changed like any other.
    await setting.store((scope) => edit(scope, `crash:${left}`, say('retrouvé')));
    await setting.becomes(platform, left, ['retrouvé']);
  });

  it('what was left hours ago is looked for again where the first look fails', async () => {
    await sender.stop();
    const channel = setting.channel(platform);
    await claimed(`crash:${channel}`, toChannel(platform, channel), 9 * 3_600_000);
    if (platform === 'slack')
      setting.slack.fault({ kind: 'rateLimited', retryAfter: 1, method: 'conversations.history' });
    else setting.discord.fault({ kind: 'status', status: 500, method: 'GET', path: '/channels/:channel/messages' });
    sender = setting.sender();
    await sender.start();
    const status = () => setting.statusOf(`crash:${channel}`);
    await expect.poll(status, { interval: 20, timeout: 8_000 }).not.toBe('SENDING');
    await expect.poll(status, { interval: 20, timeout: 8_000 }).toBe('SENT');
    expect(setting.texts(platform, channel)).toEqual(['interrompu']);
  });

  it('where nobody can tell, a person is to decide: it is not sent again', async () => {
    await sender.stop();
    const channel = setting.channel(platform);
    await claimed(`crash:${channel}`, toChannel(platform, channel));
    if (platform === 'slack')
      setting.slack.fault({ kind: 'refuse', method: 'conversations.history', error: 'missing_scope' });
    else setting.discord.deny(channel, 'ReadMessageHistory');
    await setting.discord.settled();
    sender = setting.sender();
    await sender.start();
    await expect.poll(() => setting.statusOf(`crash:${channel}`), { interval: 20 }).toBe('UNKNOWN unknown');
    await sender.drained();
    expect(setting.texts(platform, channel)).toEqual([]);
  });

  it('where the bot is not let in even to look, a person is to decide, with the reason', async () => {
    await sender.stop();
    const closed = setting.channel(platform);
    const users = [setting.person(platform, false)];
    const [target, reason]: [Target, string] =
      platform === 'slack'
        ? [{ kind: 'private', platform, users }, 'direct-messages-closed']
        : [toChannel(platform, closed), 'not-in-channel'];
    if (platform === 'discord') setting.discord.deny(closed, 'ViewChannel');
    await setting.discord.settled();
    await claimed(`crash:closed:${closed}`, target);
    sender = setting.sender();
    await sender.start();
    await expect.poll(() => setting.statusOf(`crash:closed:${closed}`), { interval: 20 }).toBe(`UNKNOWN ${reason}`);
  });

  it('two processes on one database send everything once', async () => {
    const second = setting.sender();
    await second.start();
    const channels = Array.from({ length: 3 }, () => setting.channel(platform));
    await setting.store(async (scope) => {
      for (const channel of channels) {
        for (let index = 0; index < 6; index++) {
          await send(scope, {
            key: `two:${channel}:${index}`,
            target: toChannel(platform, channel),
            message: say(`${index}`),
          });
        }
      }
    });
    for (const channel of channels) {
      await setting.becomes(platform, channel, ['0', '1', '2', '3', '4', '5']);
    }
    await second.stop();
  });
});
