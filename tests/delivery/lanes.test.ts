import { expect, test } from 'vitest';
import { lanesOf } from '../../src/delivery/lanes.ts';
import type { Queued } from '../../src/delivery/store.ts';

const NOW = new Date('2026-11-16T10:00:00Z');
const LATER = new Date('2026-11-16T10:05:00Z');

const queued = (key: string, changes: Partial<Queued> = {}): Queued => ({
  id: key,
  key,
  platform: 'discord',
  target: { kind: 'channel', platform: 'discord', channel: 'chiffres' },
  message: { blocks: [] },
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

test('an edit that has to wait, of a message too old to be edited often, holds nothing up', () => {
  expect(keysOf([queued('a#edit', { editOf: 'a', notBefore: LATER }), queued('b')])).toEqual([['b']]);
  expect(keysOf([queued('a#edit', { editOf: 'a', sending: true }), queued('b')])).toEqual([]);
});
