import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { message, text } from '../../../src/chat/message.ts';
import type { MessageRef, Target } from '../../../src/chat/place.ts';
import { type Connected, connected } from './connected.ts';
import { failure } from './support.ts';

const words = message(text('a '.repeat(1900)), text('b '.repeat(1900)));
const PATH = '/channels/:channel/messages';

/** Nobody knows whether the real Discord gives back a deleted message for its nonce, so it must not matter. */
describe.each([true, false])(
  'what was taken back and is sent again, where a nonce outlives its message: %s',
  (outlives) => {
    let world: Connected;
    let target: Target;
    beforeAll(async () => {
      world = await connected({ local: { nonceOutlivesDeletion: outlives } });
      target = { kind: 'channel', platform: 'discord', channel: world.channel };
    });
    afterAll(() => world?.close());

    const standing = () => world.read().map(({ id }) => id);
    const ids = (refs: readonly MessageRef[]) => refs.map(({ id }) => id);

    /** Posts a message whose second part is refused for now, so the first is taken back. */
    async function halfSent(key: string): Promise<void> {
      let sent = 0;
      const second = () => ++sent === 2;
      world.discord.fault({ kind: 'rateLimit', retryAfter: 60, method: 'POST', path: PATH, only: second });
      expect(await failure(world.platform.post(target, words, key))).toMatchObject({ kind: 'rate-limited' });
    }

    test('stands there whole, once', async () => {
      const before = standing();
      await halfSent('half');
      expect(standing()).toEqual(before);
      const refs = await world.platform.post(target, words, 'half');
      expect(standing()).toEqual([...before, ...ids(refs)]);
      expect(await world.platform.find(target, 'half', new Date(Date.now() - 60_000))).toEqual(refs);
    });

    test('twice over too', async () => {
      const before = standing();
      await halfSent('twice');
      await halfSent('twice');
      const refs = await world.platform.post(target, words, 'twice');
      expect(standing()).toEqual([...before, ...ids(refs)]);
    });

    test('also where the answer to it gets lost', async () => {
      const before = standing();
      await halfSent('lost');
      world.discord.fault({ kind: 'reset', when: 'after', method: 'POST', path: PATH, times: 2 });
      const refs = await world.platform.post(target, words, 'lost');
      expect(standing()).toEqual([...before, ...ids(refs)]);
    });

    test('also when half of it was found and taken back', async () => {
      const before = standing();
      const first = await world.platform.post(target, words, 'found');
      await world.platform.delete(first.slice(1));
      expect(await world.platform.find(target, 'found', new Date(Date.now() - 60_000))).toEqual([]);
      const refs = await world.platform.post(target, words, 'found');
      expect(standing()).toEqual([...before, ...ids(refs)]);
    });
  },
);
