import { expect, test } from 'vitest';
import { judgeRelay, type Meant, type RelayVerdict } from '../../scripts/faults/relay-judge.ts';
import type { Stored } from '../../scripts/faults/stored.ts';

/** The words of a message, as those who speak under faults write them. */
const words = (number: number, version = 1) => `n°0000${number}.${version} rendez-vous à 14 h`;
const long = (number: number, version = 1) =>
  [words(number, version), ...[1001, 1002, 1003].map((word) => `n°0000${number}.${version}-${word}`)].join(' ');

const meant = (number: number, more: Partial<Meant> = {}): Meant => ({
  ...{ number, platform: 'slack', channel: 'C1', id: `9${number}`, thread: null, text: words(number), file: null },
  ...{ reactions: {}, ...more },
});
const stands = (text: string, second: number, more: Partial<Stored> = {}): Stored => ({
  ...{ platform: 'slack', channel: 'C1', thread: null, id: `${second}.000000`, text, files: [] },
  ...{ at: new Date(second * 1_000).toISOString(), ...more },
});
/** The position at which a long message is split. */
const CUT = long(1).lastIndexOf(' ');
const picture = { file: 'affiche-1.png' };
const deleted = { text: null };

test.each<[string, readonly Meant[], readonly Stored[], Partial<RelayVerdict>]>([
  ['each once, in order', [meant(1), meant(2)], [stands(words(1), 1), stands(words(2), 2)], {}],
  ['one that is missing', [meant(1), meant(2)], [stands(words(2), 2)], { lost: ['1'] }],
  ['one that stands twice', [meant(1)], [stands(words(1), 1), stands(words(1), 5)], { doubled: ['1'] }],
  ['the order of a channel', [meant(1), meant(2)], [stands(words(1), 9), stands(words(2), 2)], { disordered: ['2'] }],
  ['a change that isn’t shown', [meant(1, { text: words(1, 2) })], [stands(words(1), 1)], { stale: ['1'] }],
  ['one that is deleted', [meant(1, deleted)], [], {}],
  ['one that is deleted, and stands', [meant(1, deleted)], [stands(words(1), 1)], { ghosts: ['1'] }],
  [
    'one that is deleted, and read in an answer',
    [meant(1, deleted), meant(2)],
    [stands(`Léa : ${words(1)} ${words(2)}`, 1)],
    { ghosts: ['1 (in what answers it, 2)'] },
  ],
  ['one that is answered', [meant(1), meant(2)], [stands(words(1), 1), stands(`Léa : ${words(1)} ${words(2)}`, 2)], {}],
  [
    'a long one in parts',
    [meant(1, { text: long(1) })],
    [stands(long(1).slice(0, CUT), 1), stands(long(1).slice(CUT), 2)],
    {},
  ],
  [
    'a long one without its last part',
    [meant(1, { text: long(1) })],
    [stands(long(1).slice(0, CUT), 1)],
    { lost: ['1'] },
  ],
  [
    'a part that stands twice',
    [meant(1, { text: long(1) })],
    [stands(long(1), 1), stands(long(1).slice(CUT), 2)],
    { doubled: ['1'] },
  ],
  [
    'a part that is left of a longer one',
    [meant(1)],
    [stands(words(1), 1), stands('n°00001.1-1002', 2)],
    { stale: ['1'] },
  ],
  ['its reactions', [meant(1, { reactions: { '👍': 2 } })], [stands(`${words(1)} 👍 2`, 1)], {}],
  ['reactions that were taken back', [meant(1)], [stands(`${words(1)} 👍 2 · 🎉 1`, 1)], { stale: ['1 (reactions)'] }],
  [
    'an answer below its message',
    [meant(1), meant(2, { thread: 1 })],
    [stands(words(1), 1), stands(words(2), 2, { thread: '1.000000' })],
    {},
  ],
  [
    'an answer elsewhere',
    [meant(1), meant(2, { thread: 1 })],
    [stands(words(1), 1), stands(words(2), 2)],
    { misplaced: ['2'] },
  ],
  ['an answer to what is deleted', [meant(1, deleted), meant(2, { thread: 1 })], [stands(words(2), 2)], {}],
  [
    'an echo',
    [meant(1, { platform: 'discord' })],
    [stands(words(1), 1)],
    { lost: ['1'], strays: [`slack ${words(1)}`] },
  ],
  ['what nobody said', [], [stands('Bonjour', 1)], { strays: ['slack Bonjour'] }],
  [
    'a file beside its message',
    [meant(1, picture)],
    [stands(words(1), 1), stands('', 2, { files: ['affiche-1.png'] })],
    {},
  ],
  ['a file that is missing', [meant(1, picture)], [stands(words(1), 1)], { lost: ['1 (file)'] }],
  [
    'a file that stands after its message was deleted',
    [meant(1, { ...picture, ...deleted })],
    [stands('', 2, { files: ['affiche-1.png'] })],
    { ghosts: ['1'] },
  ],
])('%s', (_what, all, stored, expected) => {
  const nothing = { lost: [], doubled: [], disordered: [], stale: [], ghosts: [], misplaced: [], strays: [] };
  expect(judgeRelay(all, stored)).toEqual({ ...nothing, ...expected });
});
