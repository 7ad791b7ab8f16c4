import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { file, message, text } from '../../../src/chat/message.ts';
import { send } from '../../../src/delivery/outbox/index.ts';
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

it.each(['slack', 'discord'] as const)(
  'what %s missed while its connection was lost is sent once it is back',
  async (platform) => {
    const channel = setting.channel(platform);
    const post = (number: number) =>
      setting.store((scope) =>
        send(scope, {
          key: `${channel}:${number}`,
          target: toChannel(platform, channel),
          message: say(`message ${number}`),
        }),
      );
    const status = vi.spyOn(setting.adapters[platform], 'status').mockReturnValue('connecting');
    await post(1);
    await expect.poll(() => sender.idle()).toBe(true);
    expect(setting.texts(platform, channel)).toEqual([]);
    status.mockRestore();
    await post(2);
    await setting.becomes(platform, channel, ['message 1', 'message 2']);
  },
);

it('files that Slack cannot take just now arrive with their message, later and once', async () => {
  const channel = setting.channel('slack');
  const poster = { id: 'poster', name: 'affiche.pdf', type: 'application/pdf', size: 15 };
  setting.slack.fault({ kind: 'status', status: 503, method: 'upload' });
  const kit = message(text('Le kit'), file(poster));
  await setting.store((scope) => send(scope, { key: 'kit', target: toChannel('slack', channel), message: kit }));
  await expect.poll(() => setting.statusOf('kit')).toBe('SENT');
  const shown = setting.read('slack', channel).map((one) => [one.text, ...one.files.map(({ name }) => name)]);
  expect(shown).toEqual([['Le kit'], ['', 'affiche.pdf']]);
});
