import { describe, expect, test } from 'vitest';
import { monthOf } from '../../../src/dates/index.ts';
import { type MomentContext, suggestMoments } from '../../../src/reading/index.ts';
import { at, IN_ENGLISH, NOVEMBER, PARIS, plain } from './moments.ts';

const labels = (typed: string, context: MomentContext = NOVEMBER) =>
  suggestMoments(typed, context).map(({ label }) => plain(label));

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

test('no whole day is offered where only an hour will do', () => {
  const offered = labels('14 novembre', { ...NOVEMBER, wholeDays: false });
  expect(offered).toHaveLength(5);
  expect(offered.join()).not.toContain('toute la journée');
  expect(labels('14 novembre toute la journée', { ...NOVEMBER, wholeDays: false })).toEqual([]);
});

test('a word or an hour half typed is finished', () => {
  expect(labels('14 n')[0]).toBe('samedi 14 novembre 2026 à 18 h 30');
  expect(labels('14')[0]).toBe('samedi 14 novembre 2026 à 18 h 30');
  expect(labels('sam')[0]).toBe('samedi 7 novembre 2026 à 18 h 30');
  expect(labels('14 novembre 20')).toEqual(['samedi 14 novembre 2026 à 20 h']);
  expect(labels('14 no')[0]).toBe('samedi 14 novembre 2026 à 18 h 30');
  expect(labels('14 novembre à 8')).toEqual(['samedi 14 novembre 2026 à 8 h']);
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

test('in English too', () => {
  expect(labels('14', IN_ENGLISH)[0]).toBe('Saturday 14 November 2026, 6.30 pm');
  expect(labels('14 nov', IN_ENGLISH)[0]).toBe('Saturday 14 November 2026, 6.30 pm');
  expect(labels('14 November 6', IN_ENGLISH)).toEqual([
    'Saturday 14 November 2026, 6 am',
    'Saturday 14 November 2026, 6 pm',
  ]);
});

test('no more than is asked for', () => {
  expect(suggestMoments('14 novembre', NOVEMBER, 3)).toHaveLength(3);
  expect(suggestMoments('14 novembre', NOVEMBER, 0)).toEqual([]);
});

test('several dates are written short when they are many, and left out when they are too many', () => {
  const thursdays = ['5', '12', '19', '26'].map((day, index) => `${day}/11 à ${18 + (index % 2)}h`);
  expect(labels(thursdays.slice(0, 3).join(', '))).toEqual([
    'jeudi 5 novembre 2026 à 18 h, jeudi 12 novembre 2026 à 19 h et jeudi 19 novembre 2026 à 18 h',
  ]);
  expect(labels(thursdays.join(', '))).toEqual([
    'jeu. 5 nov. à 18 h, jeu. 12 nov. à 19 h, jeu. 19 nov. à 18 h et jeu. 26 nov. à 19 h',
  ]);
  expect(labels([...thursdays, '3/12 à 18h', '10/12 à 18h'].join(', '))).toEqual([]);
});

test('nothing that lies partly in the past', () => {
  expect(labels('1er novembre 2026 18h et 14 novembre 2026 18h')).toEqual([]);
});

describe('an empty field', () => {
  const saturdays = (context: MomentContext) => labels('  ', context).map((label) => label.slice(0, 18).trim());

  test('offers no Saturday that has gone by', () => {
    expect(saturdays({ ...NOVEMBER, now: new Date('2026-11-14T18:00:00Z') })).toEqual([
      'samedi 21 novembre',
      'samedi 28 novembre',
    ]);
  });

  test('offers none of the next month', () => {
    const july = { ...at('2026-06-01T10:00:00Z'), within: monthOf(2026, 7, PARIS) };
    expect(saturdays(july).map((label) => label.slice(0, 15).trim())).toEqual([
      'samedi 4 juille',
      'samedi 11 juill',
      'samedi 18 juill',
      'samedi 25 juill',
    ]);
  });

  test('offers whole days where no hour is needed, and nothing without a month', () => {
    expect(labels('', { ...NOVEMBER, timeRequired: false })[0]).toBe('samedi 7 novembre 2026, toute la journée');
    expect(labels('', at('2026-06-01T10:00:00Z'))).toEqual([]);
  });
});
