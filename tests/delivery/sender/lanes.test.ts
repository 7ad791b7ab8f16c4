import { describe, expect, test } from 'vitest';
import type { QueuedDelivery } from '../../../src/delivery/sender/delivery.ts';
import { lanesOf } from '../../../src/delivery/sender/lanes.ts';

const NOW = new Date('2026-11-16T10:00:00Z');
const LATER = new Date('2026-11-16T10:05:00Z');

const queued = (key: string, changes: Partial<QueuedDelivery> = {}): QueuedDelivery => ({
  id: key,
  regionId: 'picardie',
  key,
  platform: 'discord',
  target: { kind: 'channel', platform: 'discord', channel: 'chiffres' },
  lane: 'chiffres',
  rank: 0,
  editOf: null,
  attempts: 0,
  sending: false,
  notBefore: null,
  ...changes,
});

const keysOf = (queue: readonly QueuedDelivery[]) => lanesOf(queue, NOW).map((lane) => lane.map(({ key }) => key));

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

test('what goes to different conversations goes side by side', () => {
  expect(keysOf([queued('a'), queued('b', { lane: 'annonces' }), queued('c')])).toEqual([['a', 'c'], ['b']]);
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
  const broadcast = ['a', 'b', 'c'].map((key, index) => queued(key, { lane: key, rank: index + 1 }));

  test('goes before what was stored together with many', () => {
    expect(keysOf([...broadcast, queued('answer', { lane: 'd' })])).toEqual([['answer'], ['a'], ['b'], ['c']]);
  });

  test('takes along what stands before it in its conversation, and overtakes nothing there', () => {
    expect(keysOf([...broadcast, queued('answer', { lane: 'b' })])).toEqual([['b', 'answer'], ['a'], ['c']]);
  });

  test('brings nothing forward while it has to wait itself', () => {
    const answer = queued('answer', { lane: 'b', notBefore: LATER });
    expect(keysOf([...broadcast, answer])).toEqual([['a'], ['b'], ['c']]);
  });
});
