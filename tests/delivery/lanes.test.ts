import { describe, expect, test } from 'vitest';
import { lanesOf } from '../../src/delivery/lanes.ts';
import type { Queued } from '../../src/delivery/store.ts';

const NOW = new Date('2026-11-16T10:00:00Z');
const LATER = new Date('2026-11-16T10:05:00Z');

const queued = (key: string, changes: Partial<Queued> = {}): Queued => ({
  id: key,
  regionId: 'picardie',
  key,
  platform: 'discord',
  target: { kind: 'channel', platform: 'discord', channel: 'chiffres' },
  storedAt: NOW,
  editOf: null,
  attempts: 0,
  sending: false,
  notBefore: null,
  ...changes,
});

const keysOf = (queue: readonly Queued[]) => lanesOf(queue, NOW).map((lane) => lane.map(({ key }) => key));

test('a message that has to wait holds up what follows it in its conversation', () => {
  expect(keysOf([queued('a'), queued('b', { notBefore: LATER }), queued('c')])).toEqual([['a']]);
});

test('so does one that is on its way', () => {
  expect(keysOf([queued('a', { sending: true }), queued('b'), queued('c')])).toEqual([]);
});

test('what had to wait until now goes', () => {
  expect(keysOf([queued('a', { notBefore: NOW }), queued('b')])).toEqual([['a', 'b']]);
});

test('an edit that has to wait, of a message too old to be edited often, holds nothing up', () => {
  expect(keysOf([queued('a#edit', { editOf: 'a', notBefore: LATER }), queued('b')])).toEqual([['b']]);
  expect(keysOf([queued('a#edit', { editOf: 'a', sending: true }), queued('b')])).toEqual([]);
});

describe('one conversation', () => {
  const channel = (name: string) => ({ kind: 'channel', platform: 'discord', channel: name }) as const;
  const place = (name: string, thread: string | null) =>
    ({ kind: 'place', place: { platform: 'discord', channel: name, thread } }) as const;
  const people = (...users: string[]) =>
    ({ kind: 'private', platform: 'discord', users, title: 'Fil', parent: null }) as const;
  const thread = (of: string) => ({ kind: 'thread', platform: 'discord', of }) as const;

  test.each([
    ['a channel', channel('1'), channel('1')],
    ['a channel and a place in it', channel('1'), place('1', null)],
    ['a channel and a thread of it', channel('1'), place('1', '2')],
    ['the same people', people('ana', 'bob'), people('ana', 'bob')],
    ['the thread of one message', thread('card'), thread('card')],
  ])('is %s: one after the other', (_what, target, other) => {
    expect(keysOf([queued('a', { target }), queued('b', { target: other })])).toEqual([['a', 'b']]);
  });

  test.each([
    ['another channel', channel('1'), channel('2')],
    ['a place in another channel', place('1', null), place('2', null)],
    ['somebody else', people('ana'), people('bob')],
    ['one of them alone', people('ana', 'bob'), people('ana')],
    ['the thread of another message', thread('card'), thread('list')],
    ['a channel named like a thread', thread('1'), channel('1')],
  ])('isn’t %s: side by side', (_what, target, other) => {
    expect(keysOf([queued('a', { target }), queued('b', { target: other })])).toEqual([['a'], ['b']]);
  });

  test('of the other platform stands beside it', () => {
    expect(keysOf([queued('a'), queued('b', { platform: 'slack' })])).toEqual([['a'], ['b']]);
  });
});

test('a later edit of the same message waits with it: the older state must not be shown last', () => {
  const queue = [
    queued('a#1', { editOf: 'a', notBefore: LATER }),
    queued('a#2', { editOf: 'a' }),
    queued('b#1', { editOf: 'b' }),
  ];
  expect(keysOf(queue)).toEqual([['b#1']]);
});

describe('what was stored alone', () => {
  const to = (channel: string) => ({ kind: 'channel', platform: 'discord', channel }) as const;
  const broadcast = ['a', 'b', 'c'].map((key) => queued(key, { target: to(key) }));

  test('goes before what was stored together with many', () => {
    expect(keysOf([...broadcast, queued('answer', { target: to('d'), storedAt: LATER })])).toEqual([
      ['answer'],
      ['a'],
      ['b'],
      ['c'],
    ]);
  });

  test('takes along what stands before it in its conversation, and overtakes nothing there', () => {
    expect(keysOf([...broadcast, queued('answer', { target: to('b'), storedAt: LATER })])).toEqual([
      ['b', 'answer'],
      ['a'],
      ['c'],
    ]);
  });

  test('brings nothing forward while it has to wait itself', () => {
    const answer = queued('answer', { target: to('b'), storedAt: LATER, notBefore: LATER });
    expect(keysOf([...broadcast, answer])).toEqual([['a'], ['b'], ['c']]);
  });
});
