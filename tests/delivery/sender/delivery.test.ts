import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { file, message } from '../../../src/chat/message.ts';
import { NOT_REACHED } from '../../../src/delivery/outbox/due-kinds.ts';
import { edit, send } from '../../../src/delivery/outbox/index.ts';
import type { Sender } from '../../../src/delivery/sender/sender.ts';
import { NOW, type Setting, say, startSetting, type Trouble, toChannel } from '../setting.ts';

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
  let target: ReturnType<typeof toChannel>;
  beforeEach(() => {
    channel = setting.channel(platform);
    key = `test:${channel}`;
    target = toChannel(platform, channel);
  });
  const texts = () => setting.texts(platform, channel);
  const post = (number: number | string, words = `message ${number}`) =>
    setting.store((scope) => send(scope, { key: `${key}:${number}`, target, message: say(words) }));
  const becomes = (expected: readonly string[]) => setting.becomes(platform, channel, expected);

  it('what was rolled back is never sent', async () => {
    const failing = setting.store(async (scope) => {
      await send(scope, { key, target, message: say('non') });
      throw new Error('thought better of it');
    });
    await expect(failing).rejects.toThrow('thought better');
    await post('après');
    await becomes(['message après']);
    expect(await setting.database.prisma.delivery.count({ where: { key } })).toBe(0);
  });

  it('the same key is sent once, from however many hands', async () => {
    const stored = await Promise.all(Array.from({ length: 5 }, () => post(1)));
    expect(stored.filter(Boolean)).toHaveLength(1);
    const twice = await setting.store(async (scope) => [
      await send(scope, { key, target, message: say('a') }),
      await send(scope, { key, target, message: say('b') }),
    ]);
    expect(twice).toEqual([true, false]);
    await becomes(['message 1', 'a']);
    expect(await post(1)).toBe(false);
  });

  it('ten changes at once are one request and the last state', async () => {
    await post(1);
    await becomes(['message 1']);
    const before = setting.sent(platform, 'edit');
    await setting.store(async (scope) => {
      for (let count = 1; count <= 10; count++) await edit(scope, `${key}:1`, say(`état ${count}`));
    });
    await becomes(['état 10']);
    await sender.drained();
    expect(setting.sent(platform, 'edit') - before).toBe(1);
  });

  it('ten changes one after the other end with the last', async () => {
    await post(1);
    await becomes(['message 1']);
    const before = setting.sent(platform, 'edit');
    for (let count = 1; count <= 10; count++)
      await setting.store((scope) => edit(scope, `${key}:1`, say(`état ${count}`)));
    await becomes(['état 10']);
    await sender.drained();
    expect(texts()).toEqual(['état 10']);
    expect(setting.sent(platform, 'edit') - before).toBeLessThanOrEqual(10);
  });

  it('a change of what still waits leaves with it', async () => {
    await setting.store(async (scope) => {
      await send(scope, { key, target, message: say('avant') });
      await edit(scope, key, say('après'));
    });
    await becomes(['après']);
    expect(setting.read(platform, channel)[0]?.edited).toBe(false);
  });

  it('a conversation keeps its order', async () => {
    const words = Array.from({ length: 15 }, (_, index) => `message ${index}`);
    await setting.store(async (scope) => {
      for (const [index, one] of words.entries())
        await send(scope, { key: `${key}:${index}`, target, message: say(one) });
    });
    await becomes(words);
  });

  it.each<Trouble>(['rate limit', 'error, not stored', 'error, stored', 'reset, not stored', 'reset, stored'])(
    'after a %s nothing is lost, doubled or out of order',
    async (what) => {
      setting.trouble(platform, what);
      const words = Array.from({ length: 4 }, (_, index) => `message ${index}`);
      await setting.store(async (scope) => {
        for (const [index, one] of words.entries()) {
          await send(scope, { key: `${key}:${index}`, target, message: say(one) });
        }
      });
      await becomes(words);
      for (const index of words.keys()) {
        await expect.poll(() => setting.statusOf(`${key}:${index}`), { interval: 20 }).toBe('SENT');
      }
      await sender.drained();
      expect(texts()).toEqual(words);
    },
  );

  it('one conversation in trouble does not hold up another', async () => {
    const other = setting.channel(platform);
    setting.trouble(platform, 'error, not stored');
    await post(1);
    await setting.store((scope) =>
      send(scope, { key: `${key}:other`, target: toChannel(platform, other), message: say('ailleurs') }),
    );
    await setting.becomes(platform, other, ['ailleurs']);
    await becomes(['message 1']);
  });

  it('what cannot be read or shown any more does not hold up the others', async () => {
    const stored = (name: string, body: object) =>
      setting.database.prisma.delivery.create({
        data: {
          regionId: setting.region.id,
          key: `${key}:${name}`,
          platform,
          target: { kind: 'channel', platform, channel },
          body,
          status: 'PENDING',
          createdAt: NOW,
        },
      });
    await stored('unreadable', { text: 'of another age' });
    await stored('broken', { blocks: [{ kind: 'list' }] });
    await post('suite');
    await becomes(['message suite']);
    expect(await setting.statusOf(`${key}:unreadable`)).toBe('REFUSED unreadable');
    expect(await setting.statusOf(`${key}:broken`)).toBe('UNKNOWN failed');
  });

  it('a refusal ends the message with its reason, and those that hang on it', async () => {
    setting.trouble(platform, 'refused');
    await setting.store(async (scope) => {
      await send(scope, { key, target, message: say('parent') });
      await send(scope, {
        key: `${key}:reply`,
        target: { kind: 'thread', platform, of: key },
        message: say('réponse'),
        consent: { asked: 'conversation' },
        readAs: 'themselves',
      });
    });
    await expect.poll(() => setting.statusOf(`${key}:reply`), { interval: 20 }).toBe('REFUSED message-gone');
    expect(await setting.statusOf(key)).toBe('REFUSED no-permission');
    await setting.store((scope) => edit(scope, key, say('plus tard')));
    await post('suite');
    await becomes(['message suite']);
  });

  it('after the first refusal of a channel nothing that waits for it is tried, what is stored later is', async () => {
    setting.trouble(platform, 'refused');
    const before = setting.sent(platform, 'post');
    const keys = [1, 2, 3].map((number) => `${key}:${number}`);
    await setting.store(async (scope) => {
      for (const one of keys) await send(scope, { key: one, target, message: say(one) });
    });
    for (const one of keys) {
      await expect.poll(() => setting.statusOf(one), { interval: 20 }).toBe('REFUSED no-permission');
    }
    expect(setting.sent(platform, 'post') - before).toBe(1);
    await post('suite');
    await becomes(['message suite']);
  });

  it('after the first refusal of a person it is told of everything that waited for them', async () => {
    const users = [setting.person(platform, false)];
    const to = { kind: 'private', platform, users } as const;
    const keys = [1, 2, 3].map((number) => `${key}:person:${number}`);
    await setting.store(async (scope) => {
      for (const one of keys) {
        await send(scope, {
          key: one,
          target: to,
          message: say(one),
          consent: { asked: 'said' },
          readAs: 'themselves',
        });
      }
    });
    for (const one of keys) {
      await expect.poll(() => setting.statusOf(one), { interval: 20 }).toBe('REFUSED direct-messages-closed');
    }
    const rows = await setting.database.prisma.delivery.findMany({ where: { key: { in: keys } } });
    const told = await setting.database.prisma.dueItem.findMany({
      where: { subject: { in: rows.map(({ id }) => id) } },
    });
    expect(told.map(({ kind }) => kind)).toEqual([NOT_REACHED, NOT_REACHED, NOT_REACHED]);
  });

  it('a reply stands in the thread of what it replies to, sent together or later', async () => {
    const person = setting.person(platform);
    const to = { kind: 'private', platform, users: [person] } as const;
    const reply = (name: string) => ({
      key: `${key}:${name}`,
      target: { kind: 'thread', platform, of: key } as const,
      message: say(name),
      consent: { asked: 'conversation' } as const,
      readAs: 'themselves' as const,
    });
    await setting.store(async (scope) => {
      await send(scope, {
        key,
        target: to,
        message: say('question'),
        consent: { asked: 'own-request' },
        readAs: 'themselves',
      });
      await send(scope, reply('ensemble'));
    });
    await expect.poll(() => setting.statusOf(`${key}:ensemble`), { interval: 20 }).toBe('SENT');
    await setting.store((scope) => send(scope, reply('plus tard')));
    await expect.poll(() => setting.statusOf(`${key}:plus tard`), { interval: 20 }).toBe('SENT');
    const rows = await setting.database.prisma.delivery.findMany({ where: { key: { startsWith: key } } });
    expect(rows.map((row) => row.status)).toEqual(['SENT', 'SENT', 'SENT']);
    expect(new Set(rows.map((row) => `${row.channel} ${row.thread}`)).size).toBe(1);
  });
});

it('in Slack, files that were lost after their message had come are sent, once', async () => {
  const channel = setting.channel('slack');
  setting.slack.fault({ method: 'files.completeUploadExternal', kind: 'reset', stored: false });
  const picture = { id: 'logo', name: 'logo.svg', type: 'image/svg+xml', size: 13 };
  const sending = { key: `file:${channel}`, target: toChannel('slack', channel), message: message(file(picture)) };
  await setting.store((scope) => send(scope, sending));
  await expect.poll(() => setting.statusOf(sending.key), { interval: 20 }).toBe('SENT');
  expect(setting.read('slack', channel).map(({ files }) => files.length)).toEqual([0, 1]);
});

it('stopping finishes what is being sent, whoever waits for its end meanwhile', async () => {
  const channel = setting.channel('slack');
  const last = { key: `stop:${channel}`, target: toChannel('slack', channel), message: say('dernier') };
  setting.slack.fault({ method: 'chat.postMessage', kind: 'delay', milliseconds: 200 });
  await setting.store((scope) => send(scope, last));
  await expect.poll(() => setting.statusOf(last.key), { interval: 5 }).toBe('SENDING');
  await Promise.all([sender.stop(), sender.drained()]);
  expect(await setting.statusOf(last.key)).toBe('SENT');
  sender = setting.sender();
  await sender.start();
});
