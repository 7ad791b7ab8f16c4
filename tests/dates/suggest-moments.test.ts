import { expect, test } from 'vitest';
import { suggestMoments } from '../../src/dates/index.ts';
import { NOVEMBER, plain } from './moments.ts';

const labels = (typed: string) => suggestMoments(typed, NOVEMBER).map(({ label }) => plain(label));

test('what was understood comes written in full, with a value to be read back', () => {
  const [only, ...others] = suggestMoments('14/11 18h30-20h', NOVEMBER);
  expect(others).toEqual([]);
  expect(plain(only?.label ?? '')).toBe('samedi 14 novembre 2026 de 18 h 30 à 20 h');
  expect(only?.value).toBe('2026-11-14T18:30/2026-11-14T20:00');
});

test('a day without an hour is offered with the usual hours, and whole', () => {
  expect(labels('14 novembre')).toEqual([
    'samedi 14 novembre 2026 à 18 h 30',
    'samedi 14 novembre 2026 à 18 h',
    'samedi 14 novembre 2026 à 20 h',
    'samedi 14 novembre 2026 à 14 h',
    'samedi 14 novembre 2026 à 10 h',
    'samedi 14 novembre 2026, toute la journée',
  ]);
});

test('a word or an hour half typed is finished', () => {
  expect(labels('14 n')[0]).toBe('samedi 14 novembre 2026 à 18 h 30');
  expect(labels('14')[0]).toBe('samedi 14 novembre 2026 à 18 h 30');
  expect(labels('sam')[0]).toBe('samedi 7 novembre 2026 à 18 h 30');
  expect(labels('14 novembre 20')).toEqual(['samedi 14 novembre 2026 à 20 h']);
});

test('doubt is offered as a choice', () => {
  expect(labels('samedi prochain 18h')).toEqual(['samedi 7 novembre 2026 à 18 h', 'samedi 14 novembre 2026 à 18 h']);
});

test('an empty field offers the Saturdays of the month still to come', () => {
  expect(labels('').map((label) => label.slice(0, 18))).toEqual([
    'samedi 7 novembre ',
    'samedi 14 novembre',
    'samedi 21 novembre',
    'samedi 28 novembre',
  ]);
});

test('nonsense offers nothing', () => {
  expect(labels('blabla')).toEqual([]);
  expect(labels('hier 18h')).toEqual([]);
});
