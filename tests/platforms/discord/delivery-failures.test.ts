import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { file, message, text } from '../../../src/chat/message.ts';
import type { MessageRef, Target } from '../../../src/chat/place.ts';
import { type Connected, connected, objectionsTo } from './connected.ts';
import { bytes, expectOwnWords, givenFiles, long, readEach } from './delivered.ts';
import { failure, fileRef } from './support.ts';

let world: Connected;
let key = 0;
const nextKey = (): string => `failure-${++key}`;
const channelTarget = (channel = world.channel): Target => ({ kind: 'channel', platform: 'discord', channel });
const since = new Date(Date.now() - 60_000);

beforeAll(async () => {
  world = await connected({ files: givenFiles });
});
afterAll(async () => {
  expect(objectionsTo(world.discord)).toEqual([]);
  await world.close();
});

const readAll = (refs: readonly MessageRef[]) => readEach(world, refs);

describe('an answer that got lost', () => {
  const path = '/channels/:channel/messages';
  const lost = [
    ['a server error, nothing stored', { kind: 'status', status: 503, path }],
    ['a server error, stored', { kind: 'status', status: 503, when: 'after', path }],
    ['a cut connection, nothing stored', { kind: 'reset', when: 'before', path }],
    ['a cut connection, stored', { kind: 'reset', when: 'after', path }],
  ] as const;
  const requests = () =>
    world.discord.requests.filter(({ method, path: at }) => method === 'POST' && at.endsWith('/messages')).length;

  test.each(lost)('is asked for again at once, with the same nonce: %s', async (_, fault) => {
    const before = world.read().length;
    world.discord.fault({ ...fault, times: 2 });
    const refs = await world.platform.post(channelTarget(), message(text('Une seule fois')), nextKey());
    expect(readAll(refs)).toEqual(['Une seule fois']);
    expect(world.read()).toHaveLength(before + 1);
  });

  test.each(lost)('of one of several messages with a file neither loses nor doubles any: %s', async (_, fault) => {
    const before = world.read().length;
    const words = message(long('p'), long('q'), file(fileRef({ name: 'a.pdf', size: bytes.length })));
    world.discord.fault({ kind: 'delay', milliseconds: 0, path });
    world.discord.fault(fault);
    const refs = await world.platform.post(channelTarget(), words, nextKey());
    expect(refs).toHaveLength(2);
    expect(world.read().slice(before)).toMatchObject([
      { id: refs[0]?.id, files: [] },
      { id: refs[1]?.id, files: [{ name: 'a.pdf', size: bytes.length }] },
    ]);
  });

  test('is asked for three times, then looked for: a refusal meanwhile is of that try, a short limit is waited for', async () => {
    for (const [then, tries] of [
      [{ kind: 'status', status: 503, path, times: 9 }, 3],
      [{ kind: 'refuse', status: 403, code: 50013, message: 'Missing Permissions', path }, 2],
      [{ kind: 'rateLimit', retryAfter: 60, path }, 2],
    ] as const) {
      const own = nextKey();
      const before = requests();
      const after = world.discord.fault({ kind: 'reset', when: 'after', path });
      const next = world.discord.fault(then);
      const posting = world.platform.post(channelTarget(), message(text('Trouvez-moi')), own);
      expect(await failure(posting)).toEqual({ kind: 'ambiguous' });
      next.cancel();
      after.cancel();
      expect(requests() - before).toBe(tries);
      expect(await world.platform.find(channelTarget(), own, since)).toHaveLength(1);
    }
    world.discord.fault({ kind: 'reset', when: 'after', path });
    world.discord.fault({ kind: 'rateLimit', retryAfter: 0.1, path });
    const refs = await world.platform.post(channelTarget(), message(text('Après la limite')), nextKey());
    expect(readAll(refs)).toEqual(['Après la limite']);
  });
});

describe('failures', () => {
  const posting = (channel?: string) =>
    failure(world.platform.post(channelTarget(channel), message(text('x')), nextKey()));
  const path = '/channels/:channel/messages';

  test.each([
    ['the answer is lost three times', { kind: 'reset', when: 'after', path, times: 3 }, { kind: 'ambiguous' }],
    ['three errors of theirs', { kind: 'status', status: 500, path, times: 3 }, { kind: 'ambiguous' }],
    [
      'overloaded three times',
      { kind: 'refuse', status: 503, code: 130000, message: 'overloaded', path, times: 3 },
      { kind: 'ambiguous' },
    ],
    [
      'direct messages too fast',
      { kind: 'refuse', status: 400, code: 40003, message: 'too fast', path },
      { kind: 'rate-limited', retryAfter: 60_000 },
    ],
    [
      'no mutual server',
      { kind: 'refuse', status: 403, code: 50278, message: 'no', path },
      { kind: 'refused', reason: 'user-gone' },
    ],
    [
      'something else',
      { kind: 'refuse', status: 400, code: 50035, message: 'Invalid Form Body', path },
      { kind: 'refused', reason: 'other' },
    ],
    ['a page of what stands in between', { kind: 'page', status: 403, path }, { kind: 'unavailable' }],
    ['a page that isn’t there', { kind: 'page', status: 404, path }, { kind: 'unavailable' }],
    ['a proxy that wants to know who asks', { kind: 'page', status: 407, path }, { kind: 'unavailable' }],
    [
      'the edge blocks the address',
      { kind: 'refuse', status: 403, code: 40333, message: 'internal network error', path },
      { kind: 'unavailable' },
    ],
    ['a page about the request itself', { kind: 'page', status: 400, path }, { kind: 'refused', reason: 'other' }],
  ] as const)('%s', async (_, fault, expected) => {
    world.discord.fault(fault);
    expect(await posting()).toEqual(expected);
  });

  test('a limit is told, not waited for, and passes', async () => {
    world.discord.fault({ kind: 'rateLimit', retryAfter: 7, path });
    const told = await posting();
    expect(told).toMatchObject({ kind: 'rate-limited' });
    expect(told.kind === 'rate-limited' && told.retryAfter).toBeGreaterThanOrEqual(7000);
  });

  test('the channel is gone, hidden, or not to be written in', async () => {
    const hidden = world.discord.addChannel({ name: 'caché', withBot: false }).id;
    const mute = world.discord.addChannel({ name: 'muet' }).id;
    const gone = world.discord.addChannel({ name: 'passé' }).id;
    world.discord.deny(mute, 'SendMessages');
    world.discord.deleteChannel(gone);
    expect(await posting(hidden)).toEqual({ kind: 'refused', reason: 'not-in-channel' });
    expect(await posting(mute)).toEqual({ kind: 'refused', reason: 'no-permission' });
    expect(await posting(gone)).toEqual({ kind: 'refused', reason: 'channel-gone' });
  });

  test('an unauthorised moment does not cost the connection', async () => {
    world.discord.fault({ kind: 'refuse', status: 401, code: 0, message: '401: Unauthorized', path });
    expect(await posting()).toEqual({ kind: 'unavailable' });
    expect(await world.platform.post(channelTarget(), message(text('encore là')), nextKey())).toHaveLength(1);
  });

  test('once stopped, or before the start, nothing can be delivered', async () => {
    const other = await connected();
    await other.close();
    expect(await failure(other.platform.post(channelTarget(), message(text('x')), nextKey()))).toEqual({
      kind: 'unavailable',
    });
    expect(other.platform.status()).toBe('disconnected');
  });
});

test('what was sent carries its nonce, and only its own words', () => expectOwnWords(world));
