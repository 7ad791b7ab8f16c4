import { expect, test } from 'vitest';
import type { Intended } from '../../scripts/faults/intended.ts';
import { judge } from '../../scripts/faults/judge.ts';
import type { Stored } from '../../scripts/faults/stored.ts';

const meant = (number: number, more: Partial<Intended> = {}): Intended => ({
  key: `faults:${number}`,
  platform: 'slack',
  target: { kind: 'channel', platform: 'slack', channel: 'C1' },
  text: `n° 0000${number} : à 14 h`,
  before: null,
  conversation: 'slack channel C1',
  file: null,
  refused: null,
  ...more,
});
const stands = (number: number, second: number, more: Partial<Stored> = {}): Stored => ({
  ...{ platform: 'slack', channel: 'C1', thread: null, id: `${second}.000000`, text: `n° 0000${number} : à 14 h` },
  ...{ files: [], at: new Date(second * 1_000).toISOString() },
  ...more,
});
const fine = { lost: [], doubled: [], disordered: [] };
const picture = { file: 'logo-1.png' };

test.each<[string, readonly Intended[], readonly Stored[], object]>([
  ['each once, in order', [meant(1), meant(2)], [stands(1, 1), stands(2, 2)], fine],
  ['one that is missing', [meant(1), meant(2)], [stands(2, 2)], { ...fine, lost: ['faults:1'] }],
  ['one that stands twice', [meant(1)], [stands(1, 1), stands(1, 5)], { ...fine, doubled: ['faults:1'] }],
  [
    'the order of a conversation',
    [meant(1), meant(2)],
    [stands(1, 9), stands(2, 2)],
    { ...fine, disordered: ['faults:2'] },
  ],
  [
    'one that was not changed',
    [meant(1, { text: 'n° 00001 : à 15 h', before: 'n° 00001 : à 14 h' })],
    [stands(1, 1)],
    { ...fine, lost: ['faults:1'] },
  ],
  ['the same number elsewhere', [meant(1)], [stands(1, 1, { platform: 'discord' })], { ...fine, lost: ['faults:1'] }],
  ['one that is meant to be refused', [meant(1, { refused: 'channel-archived' })], [], fine],
  [
    'a file beside its message',
    [meant(1, picture)],
    [stands(1, 1), stands(9, 2, { text: '', files: ['logo-1.png'] })],
    fine,
  ],
  ['a file that is missing', [meant(1, picture)], [stands(1, 1)], { ...fine, lost: ['faults:1'] }],
  [
    'a file that stands twice',
    [meant(1, picture)],
    [stands(1, 1, { files: ['logo-1.png'] }), stands(9, 2, { text: '', files: ['logo-1.png'] })],
    { ...fine, doubled: ['faults:1'] },
  ],
])('%s', (_what, intended, stored, expected) => {
  expect(judge(intended, stored)).toEqual(expected);
});
