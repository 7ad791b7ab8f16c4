import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MessageRef, PrivateTarget } from '../../../src/chat/place.ts';
import { edit, editUnder, resendAll, send, sendAll, withdrawUnder } from '../../../src/delivery/outbox/index.ts';
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

describe.each(['slack', 'discord'] as const)('on %s', (platform) => {
  let channel: string;
  let key: string;
  const becomes = (expected: readonly string[]) => setting.becomes(platform, channel, expected);
  const post = (name: string) =>
    setting.store((scope) =>
      send(scope, { key: `${key}:${name}`, target: toChannel(platform, channel), message: say(name) }),
    );
  beforeEach(() => {
    channel = setting.channel(platform);
    key = `withdrawn:${channel}`;
  });

  it('what was sent and is taken back is deleted, an edit that waits with it, and nothing else', async () => {
    await post('un');
    await post('deux');
    await becomes(['un', 'deux']);
    await setting.store(async (scope) => {
      await edit(scope, `${key}:un`, say('un, corrigé'));
      await withdrawUnder(scope, `${key}:un`);
    });
    await becomes(['deux']);
    await sender.drained();
    expect(await setting.statusOf(`${key}:un`)).toBe('SENT');
    // Somebody has deleted it themselves since: that is as good.
    await setting.store((scope) => withdrawUnder(scope, `${key}:un`));
    await sender.drained();
    expect(setting.texts(platform, channel)).toEqual(['deux']);
  });

  it('what still waits when it is taken back never leaves', async () => {
    await setting.store(async (scope) => {
      await send(scope, { key: `${key}:un`, target: toChannel(platform, channel), message: say('un') });
      await withdrawUnder(scope, `${key}:un`);
    });
    await post('deux');
    await becomes(['deux']);
    expect(await setting.statusOf(`${key}:un`)).toBe('REFUSED withdrawn');
  });

  it('what is on its way, its answer lost, is deleted once it is found', async () => {
    setting.trouble(platform, 'reset, stored');
    await post('un');
    await becomes(['un']);
    await setting.store((scope) => withdrawUnder(scope, `${key}:un`));
    await becomes([]);
  });

  it('what was refused is sent again as it is now, once', async () => {
    setting.trouble(platform, 'refused');
    await post('un');
    await sender.drained();
    expect(await setting.statusOf(`${key}:un`)).toBe('REFUSED no-permission');
    const again = () =>
      setting.store((scope) => resendAll(scope, [{ key: `${key}:un`, message: say('un, corrigé'), elsewhere: null }]));
    expect((await Promise.all([again(), again()])).sort()).toEqual([0, 1]);
    await becomes(['un, corrigé']);
    expect(await again()).toBe(0);
  });

  describe('what was refused when a part of it stood already', () => {
    /** Stores a delivery of which messages stand, or stood, and that was refused afterwards. */
    async function refused(reason: string, refs: readonly MessageRef[]): Promise<void> {
      await setting.database.prisma.delivery.create({
        data: {
          ...{ regionId: setting.region.id, key: `${key}:un`, platform, status: 'REFUSED', reason, attempts: 2 },
          target: structuredClone(toChannel(platform, channel)) as object,
          body: structuredClone(say('un')) as object,
          refs: structuredClone(refs) as object[],
          createdAt: NOW,
        },
      });
    }
    const standing = () => setting.adapters[platform].post(toChannel(platform, channel), say('un'), `${key}:avant`);
    const again = (elsewhere: PrivateTarget | null) =>
      setting.store((scope) => resendAll(scope, [{ key: `${key}:un`, message: say('un, corrigé'), elsewhere }]));

    it('is posted anew when that part is gone', async () => {
      const refs = await standing();
      await setting.adapters[platform].delete(refs);
      await refused('message-gone', refs);
      expect(await again(null)).toBe(1);
      await becomes(['un, corrigé']);
      await expect.poll(() => setting.statusOf(`${key}:un`), { interval: 20 }).toBe('SENT');
    });

    it('is posted whole on another platform', async () => {
      await refused('direct-messages-closed', await standing());
      const other = platform === 'slack' ? 'discord' : 'slack';
      const users = [setting.person(other)];
      expect(await again({ kind: 'private', platform: other, users })).toBe(1);
      await expect.poll(() => setting.statusOf(`${key}:un`), { interval: 20 }).toBe('SENT');
    });

    it.each([
      ['only its words were refused', 'too-long'],
      ['the channel is open again', 'channel-archived'],
      ['the bot may write again', 'no-permission'],
    ])('is finished where that part stands and %s', async (_, reason) => {
      await refused(reason, await standing());
      expect(await again(null)).toBe(1);
      await becomes(['un, corrigé']);
    });
  });

  it('many are changed at once, each to its own: what waits as it leaves, what was sent by one edit', async () => {
    for (const name of ['a', 'b', 'c']) await post(name);
    await becomes(['a', 'b', 'c']);
    const before = setting.sent(platform, 'edit');
    const now = (word: string) => (name: string) => say(`${name.split(':').at(-1)}, ${word}`);
    await setting.store(async (scope) => {
      for (const name of ['d', 'e']) {
        await send(scope, { key: `${key}:${name}`, target: toChannel(platform, channel), message: say(name) });
      }
      await edit(scope, `${key}:b`, say('b, déjà corrigé'));
      await editUnder(scope, `${key}:`, now('corrigé'));
      await editUnder(scope, `${key}:`, now('corrigé deux fois'));
    });
    await becomes(['a', 'b', 'c', 'd', 'e'].map((name) => `${name}, corrigé deux fois`));
    await sender.drained();
    expect(setting.sent(platform, 'edit') - before).toBe(3);
    await setting.store((scope) => withdrawUnder(scope, `${key}:`));
    await becomes([]);
  });

  it('many are stored in few statements, each key once', async () => {
    const names = ['a', 'b', 'a', 'c'];
    const stored = await setting.store((scope) =>
      sendAll(
        scope,
        names.map((name) => ({ key: `${key}:${name}`, target: toChannel(platform, channel), message: say(name) })),
      ),
    );
    expect([...stored].sort()).toEqual(['a', 'b', 'c'].map((name) => `${key}:${name}`));
    await becomes(['a', 'b', 'c']);
  });
});
