import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../../src/chat/message.ts';
import type { MessageRef } from '../../../src/chat/place.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { type Setting, startSetting, toChannel } from '../setting.ts';

const clock = manualClock();
let setting: Setting;
beforeAll(async () => {
  setting = await startSetting({ clock });
  await setting.sender().start();
});
afterAll(() => setting?.close());

const table = (word: string) => ({ kind: 'table', header: ['Mot'], rows: [[word]] }) as const;
/** Slack takes one table in a message. */
const tables: Message = { blocks: [table('Premier'), table('Second')] };

describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
  const isSecond = (body: unknown) => JSON.stringify(body).includes('Second');

  /** Posts the first part, and the second one much later, without an answer. Returns what is stored of it by then. */
  async function begunOnSlack(channel: string, key: string): Promise<readonly MessageRef[]> {
    const { slack } = setting.adapters;
    const target = toChannel('slack', channel);
    setting.slack.fault({ kind: 'refuse', error: 'restricted_action', method: 'chat.postMessage', when: isSecond });
    await expect(slack.post(target, tables, key)).rejects.toMatchObject({ failure: { kind: 'ambiguous' } });
    const found = await slack.find(target, key, new Date(0));
    const begun = found && 'begun' in found ? found.begun : [];
    expect(begun).toHaveLength(1);
    clock.advance(40 * 60_000);
    setting.slack.fault({ kind: 'reset', stored: true, method: 'chat.postMessage', when: isSecond });
    await expect(slack.edit(begun, tables, key)).rejects.toMatchObject({ failure: { kind: 'ambiguous' } });
    return begun;
  }

  it('a message whose last part was posted long after the first stands whole', async () => {
    const channel = setting.channel(platform);
    const key = `begun:${channel}`;
    const createdAt = new Date(clock.now());
    // Discord takes back what is half posted: nothing is begun there.
    const refs = platform === 'slack' ? await begunOnSlack(channel, key) : null;
    await setting.database.prisma.delivery.create({
      data: {
        ...{ regionId: setting.region.id, key, platform, status: 'SENDING', attempts: 2 },
        target: structuredClone(toChannel(platform, channel)) as object,
        body: structuredClone(tables) as object,
        ...(refs ? { refs: structuredClone(refs) as object[] } : {}),
        ...{ createdAt, claimedAt: new Date(clock.now()) },
      },
    });
    await expect.poll(() => setting.statusOf(key), { interval: 20, timeout: 8_000 }).toBe('SENT');
    const stands = setting.texts(platform, channel).join('\n');
    expect(stands.match(/Premier|Second/g)).toEqual(['Premier', 'Second']);
  });
});
