import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { edit, editUnder, resendAll, send, sendAll, withdrawUnder } from '../../../src/delivery/outbox/index.ts';
import type { Sender } from '../../../src/delivery/sender/sender.ts';
import { type Setting, say, startSetting, toChannel } from '../setting.ts';

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
