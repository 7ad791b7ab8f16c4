import { expect, test } from 'vitest';
import { countedFrom, freeAgainAt } from '../../../src/delivery/consent/weekly.ts';

const PARIS = 'Europe/Paris';
const at = (text: string) => new Date(`${text}+01:00`);

test('what was sent unasked today and on the six days before counts', () => {
  expect(countedFrom(at('2026-11-22T10:00'), PARIS)).toEqual(at('2026-11-16T00:00'));
  expect(countedFrom(at('2026-11-22T00:30'), PARIS)).toEqual(at('2026-11-16T00:00'));
});

test.each([
  ['nothing', [], null],
  ['one message', [at('2026-11-20T10:00')], null],
  ['two: once the first is a week old', [at('2026-11-20T10:00'), at('2026-11-18T16:00')], at('2026-11-25T09:00')],
  [
    'three: once there is but one within a week',
    [at('2026-11-21T10:00'), at('2026-11-20T10:00'), at('2026-11-18T16:00')],
    at('2026-11-27T09:00'),
  ],
])('after %s', (_what, sent, expected) => {
  const disturbances = sent.map((one) => ({ kind: 'survey', at: one }));
  expect(freeAgainAt('kit', disturbances, '09:00', PARIS)).toEqual(expected);
  expect(freeAgainAt('kit', disturbances.toReversed(), '09:00', PARIS)).toEqual(expected);
});
