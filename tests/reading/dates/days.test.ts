import { describe, expect, test } from 'vitest';
import type { MomentContext } from '../../../src/reading/index.ts';
import { assumed, at, IN_ENGLISH, NOVEMBER, offered, told } from './moments.ts';

/** It is Monday 2 November 2026, without an edition. */
const ANY_TIME = at('2026-11-02T09:00:00Z');
const PAST: MomentContext = { ...ANY_TIME, allowPast: true };
/** Returns the days that are read, without their hour. */
const days = (typed: string, context: MomentContext = NOVEMBER) =>
  told(`${typed} à 18h`, context).replaceAll(' à 18 h', '').replaceAll(' 2026', '');

describe('a weekday alone, on a Monday', () => {
  test.each([
    ['lundi', 'lundi 2 novembre'],
    ['mardi', 'mardi 3 novembre'],
    ['dimanche', 'dimanche 8 novembre'],
    ['ce mardi', 'mardi 3 novembre'],
    ['mardi prochain', 'ambiguous'],
    ['lundi prochain', 'lundi 9 novembre'],
    ['mardi en huit', 'mardi 10 novembre'],
    ['mardi en quinze', 'mardi 17 novembre'],
    ['mardi de la semaine prochaine', 'mardi 10 novembre'],
    ['mardi dernier', 'past'],
    ['prochain', 'unreadable'],
    ['mardis', 'mardi 3 novembre'],
  ])('« %s » is %s', (typed, meant) => {
    expect(days(typed, ANY_TIME)).toBe(meant);
  });

  test.each([
    ['next Tuesday 18:00', 'ambiguous'],
    ['this Tuesday 18:00', 'Tuesday 3 November 2026, 6 pm'],
    ['Tuesday week 18:00', 'Tuesday 10 November 2026, 6 pm'],
    ['Tuesday next week 18:00', 'Tuesday 10 November 2026, 6 pm'],
  ])('“%s” is %s', (typed, meant) => {
    expect(told(typed, { ...IN_ENGLISH, now: ANY_TIME.now })).toBe(meant);
  });

  test('the one before, where the past is accepted', () => {
    expect(days('mardi dernier', PAST)).toBe('mardi 27 octobre');
    expect(days('lundi dernier', PAST)).toBe('lundi 26 octobre');
  });

  test('today’s weekday is today’s while its hour lies ahead', () => {
    expect(told('lundi 18h', ANY_TIME)).toBe('lundi 2 novembre 2026 à 18 h');
    expect(told('lundi 8h', ANY_TIME)).toBe('past');
    // Somebody who says it at ten may mean the next one.
    expect(offered('lundi 8h', ANY_TIME)).toEqual(['lundi 9 novembre 2026 à 8 h', 'lundi 2 novembre 2026 à 8 h']);
    expect(assumed('mardi 18h', ANY_TIME)).toEqual(['comingWeekday']);
  });
});

describe('a day of the month alone', () => {
  test.each([
    ['le 14', 'samedi 14 novembre'],
    ['le 2', 'lundi 2 novembre'],
    ['samedi 14', 'samedi 14 novembre'],
    ['samedi 12', 'samedi 12 décembre'],
    ['le 1er', 'dimanche 1er novembre'],
    ['le 31', 'jeudi 31 décembre'],
    ['vendredi 14', 'wrongWeekday'],
    ['le 32', 'notACalendarDay'],
    ['le 0', 'notACalendarDay'],
  ])('« %s » is %s', (typed, meant) => {
    expect(days(typed, { ...NOVEMBER, now: new Date('2026-10-20T09:00:00Z') })).toBe(meant);
  });

  test.each([
    ['le 2', 'lundi 2 novembre'],
    ['le 1er', 'mardi 1er décembre'],
    ['le 31', 'jeudi 31 décembre'],
    ['le 30', 'lundi 30 novembre'],
  ])('without an edition, « %s » is the next to come: %s', (typed, meant) => {
    expect(days(typed, ANY_TIME)).toBe(meant);
  });
});

describe('a date without its year', () => {
  test.each([
    ['3 novembre', ANY_TIME, 'mardi 3 novembre'],
    ['2 novembre', ANY_TIME, 'lundi 2 novembre'],
    ['1er novembre', ANY_TIME, 'lundi 1er novembre 2027'],
    ['29 février', ANY_TIME, 'mardi 29 février 2028'],
    ['samedi 31 octobre', ANY_TIME, 'past'],
    ['dimanche 31 octobre', ANY_TIME, 'dimanche 31 octobre 2027'],
    ['1er novembre', PAST, 'dimanche 1er novembre'],
    ['3 mai', PAST, 'lundi 3 mai 2027'],
    ['5 mai', { ...PAST, now: new Date('2026-11-10T09:00:00Z') }, 'mercredi 5 mai 2027'],
    ['20 mai', { ...PAST, now: new Date('2026-11-10T09:00:00Z') }, 'mercredi 20 mai'],
    ['30 septembre', { ...NOVEMBER, now: new Date('2026-01-10T09:00:00Z') }, 'mercredi 30 septembre'],
    ['12 janvier', { ...NOVEMBER, now: new Date('2026-01-10T09:00:00Z') }, 'mardi 12 janvier 2027'],
  ] as const)('« %s » (%#) is %s', (typed, context, meant) => {
    expect(told(`${typed} à 18h`, context).replace(' à 18 h', '').replace(' 2026', '')).toBe(meant);
  });
});

describe('what no calendar has', () => {
  test.each([
    ['31 novembre', ['lundi 30 novembre 2026 à 18 h', 'mardi 1er décembre 2026 à 18 h']],
    [
      'samedi 31 novembre',
      ['samedi 28 novembre 2026 à 18 h', 'samedi 5 décembre 2026 à 18 h', 'lundi 30 novembre 2026 à 18 h'],
    ],
    ['lundi 31 novembre', ['lundi 30 novembre 2026 à 18 h', 'lundi 7 décembre 2026 à 18 h']],
    ['32 novembre', []],
    ['0 novembre', []],
    ['29/02/2027', ['dimanche 28 février 2027 à 18 h', 'lundi 1er mars 2027 à 18 h']],
    ['11/14', ['samedi 14 novembre 2026 à 18 h']],
    ['12/25/2026', ['vendredi 25 décembre 2026 à 18 h']],
    ['13/13/2026', []],
    ['0/13/2026', []],
  ])('« %s »', (typed, alternatives) => {
    expect(days(typed)).toBe('notACalendarDay');
    expect(offered(`${typed} à 18h`)).toEqual(alternatives);
  });

  test.each([
    ['lundi 14 novembre', ['samedi 14 novembre', 'lundi 16 novembre', 'lundi 9 novembre']],
    ['vendredi 14 novembre', ['samedi 14 novembre', 'vendredi 13 novembre', 'vendredi 20 novembre']],
    ['mardi 14 novembre', ['samedi 14 novembre', 'mardi 17 novembre', 'mardi 10 novembre']],
    ['mercredi 14 novembre', ['samedi 14 novembre', 'mercredi 11 novembre', 'mercredi 18 novembre']],
  ])('« %s » names the wrong weekday: the date first, then the nearest', (typed, alternatives) => {
    expect(days(typed)).toBe('wrongWeekday');
    expect(offered(`${typed} à 18h`).map((text) => text.replace(' 2026 à 18 h', ''))).toEqual(alternatives);
  });
});

describe('from day to day', () => {
  test.each([
    ['du 14 au 16 novembre', 'du samedi 14 novembre au lundi 16 novembre'],
    ['14 au 16 novembre', 'du samedi 14 novembre au lundi 16 novembre'],
    ['du 14 novembre au 16', 'du samedi 14 novembre au lundi 16 novembre'],
    ['du 14 novembre au 16 novembre', 'du samedi 14 novembre au lundi 16 novembre'],
    ['du 14/11 au 16/11', 'du samedi 14 novembre au lundi 16 novembre'],
    ['14/11 - 16/11', 'du samedi 14 novembre au lundi 16 novembre'],
    ['du 28 novembre au 2 décembre', 'du samedi 28 novembre au mercredi 2 décembre'],
    ['du 28 au 2', 'du samedi 28 novembre au mercredi 2 décembre'],
    ['du 14 au 14', 'samedi 14 novembre, toute la journée'],
    ['du 14 au 16', 'du samedi 14 novembre au lundi 16 novembre'],
    ['du 28 décembre au 3 janvier', 'du lundi 28 décembre au dimanche 3 janvier 2027'],
    ['du 28 décembre 2026 au 3 janvier 2027', 'du lundi 28 décembre au dimanche 3 janvier 2027'],
    ['du 28 décembre au 3 janvier 2027', 'du lundi 28 décembre au dimanche 3 janvier 2027'],
    ['du vendredi 13 au dimanche 15 novembre', 'du vendredi 13 novembre au dimanche 15 novembre'],
    ['de vendredi à dimanche', 'du vendredi 6 novembre au dimanche 8 novembre'],
    ['de vendredi à vendredi', 'du vendredi 6 novembre au vendredi 13 novembre'],
    ['du vendredi 13 au dimanche 22 novembre', 'du vendredi 13 novembre au dimanche 22 novembre'],
    ['du 14 au 14 novembre', 'samedi 14 novembre, toute la journée'],
    ['du 14 au 16 novembre, le matin', 'noTime'],
    ['14 novembre et du 20 au 22 novembre', 'noTime'],
    ['lundi 14 novembre', 'wrongWeekday'],
    ['du 16 au 14 novembre', 'endBeforeStart'],
    ['du 30 au 31 novembre', 'notACalendarDay'],
    ['du vendredi 14 au dimanche 15 novembre', 'wrongWeekday'],
  ])('« %s » is %s', (typed, meant) => {
    expect(told(typed).replaceAll(' 2026', '')).toBe(meant);
  });

  test('with hours, each of them', () => {
    expect(told('du 14 au 15 novembre 18h')).toBe('les samedi 14 et dimanche 15 novembre 2026, à 18 h');
    expect(told('du 14 au 15 novembre 10h-12h et 14h')).toBe(
      'les samedi 14 et dimanche 15 novembre 2026, de 10 h à 12 h et à 14 h',
    );
  });

  test('so many that nobody meant it', () => {
    expect(told('du 1er décembre au 31 décembre 18h')).toContain('jeudi 31 décembre 2026');
    expect(told('du 1er décembre au 1er janvier 18h')).toBe('tooMany');
    expect(told('du 1er au 16 décembre 10h et 14h')).toBe('tooMany');
    expect(told('du 1er décembre 2026 au 1er janvier 2027')).toBe(
      'du mardi 1er décembre 2026 au vendredi 1er janvier 2027',
    );
  });
});

describe('several days', () => {
  const both = 'les samedi 14 et dimanche 15 novembre,';
  test.each([
    ['14 et 15 novembre', both],
    ['le 14 et le 15 novembre', both],
    ['les 14 et 15', both],
    ['14, 15 novembre', both],
    ['14/15 novembre', both],
    ['14 + 15 novembre', both],
    ['14 & 15 novembre', both],
    ['samedi, 14 et dimanche, 15 novembre', both],
    ['14 novembre et 15 novembre', both],
    ['samedi 14 et dimanche 15 novembre', both],
    ['15 et 14 novembre', 'dimanche 15 novembre et samedi 14 novembre'],
    ['14 et 14 novembre', 'samedi 14 novembre'],
    ['14 novembre et 12 décembre', 'samedi 14 novembre et samedi 12 décembre'],
    ['31 décembre et 1er janvier', 'jeudi 31 décembre et vendredi 1er janvier 2027'],
    ['31 décembre et 1er janvier 2027', 'jeudi 31 décembre et vendredi 1er janvier 2027'],
    ['31 décembre 2026 et 1er janvier', 'jeudi 31 décembre et vendredi 1er janvier 2027'],
    ['14 et 15 novembre 2026', both],
    ['14 novembre 2026 et 15 novembre', both],
  ])('« %s »', (typed, meant) => {
    expect(days(typed)).toBe(meant);
  });

  test.each([
    ['14 ou 15 novembre', ['samedi 14 novembre', 'dimanche 15 novembre']],
    ['14, 15 ou 16 novembre', 'ambiguous'],
    ['14 novembre ou', 'unreadable'],
    ['ou 14 novembre', 'unreadable'],
    ['14 ou 15 ou 16 ou 17 novembre', 'unreadable'],
  ])('« %s » is one of them', (typed, expected) => {
    expect(days(typed)).toBe(typeof expected === 'string' ? expected : 'ambiguous');
    if (typeof expected !== 'string') {
      expect(offered(`${typed} à 18h`).map((text) => text.replace(' 2026 à 18 h', ''))).toEqual(expected);
    }
  });
});

test.each([
  [
    '14 novembre 10h, 15 novembre 14h et 16 novembre',
    'samedi 14 novembre 2026 à 10 h ; les dimanche 15 et lundi 16 novembre 2026, à 14 h',
  ],
  [
    '14 novembre toute la journée, 15 novembre 18h et 16 novembre',
    'samedi 14 novembre 2026, toute la journée ; les dimanche 15 et lundi 16 novembre 2026, à 18 h',
  ],
])('the hour said last may hold for the day without one: « %s »', (typed, alternative) => {
  expect(told(typed)).toBe('noTime');
  expect(offered(typed)).toEqual([alternative]);
});

test('hours hold for each of several days, which is said', () => {
  expect(assumed('14/11/2026 et du 20 au 22/11/2026 à 18h')).toEqual(['eachDay']);
});

test('days with hours and without, where no hour is needed', () => {
  const anyDay = { ...NOVEMBER, timeRequired: false };
  expect(told('14 novembre 18h et 15 novembre', anyDay)).toBe(
    'samedi 14 novembre 2026 à 18 h et dimanche 15 novembre 2026, toute la journée',
  );
});

describe('a number beside a day is a day or an hour', () => {
  const DAY = 'samedi 14 novembre';
  const SPAN = 'du samedi 14 novembre au lundi 16 novembre';
  test.each([
    ['14 novembre à 16', `${DAY} à 16 h`],
    ['14 novembre à 16h', `${DAY} à 16 h`],
    ['14 novembre à 16 novembre', SPAN],
    ['14 novembre à 16/11', SPAN],
    ['14 novembre à lundi', SPAN],
    ['14 à 16 novembre', SPAN],
    ['14 novembre, 14 à 16', `${DAY} de 14 h à 16 h`],
    ['novembre 14 au 16', SPAN],
    ['novembre 14 - 16', SPAN],
    ['novembre 14, 18h', `${DAY} à 18 h`],
    ['samedi 14-18h', 'samedi 7 novembre de 14 h à 18 h'],
    ['samedi 14 - 18h', `${DAY} à 18 h`],
    ['samedi 14 à 18h', `${DAY} à 18 h`],
    ['samedi 14-16 novembre', SPAN],
    ['samedi le 14 novembre à 18h', `${DAY} à 18 h`],
    ['samedi, le 14 novembre, à 18h', `${DAY} à 18 h`],
    ['samedi, 14/11 à 18h', `${DAY} à 18 h`],
    ['samedi, novembre 14, 18h', `${DAY} à 18 h`],
    ['samedi, dimanche 15 novembre à 18h', 'les samedi 7 et dimanche 15 novembre, à 18 h'],
    ['le 14, 15 à 18h', `${DAY} de 15 h à 18 h`],
    ['les 14, 15 et 16 à 18h', 'du samedi 14 au lundi 16 novembre, à 18 h'],
    ['le 14 et 16 à 18h', 'les samedi 14 et lundi 16 novembre, à 18 h'],
    ['du 14 au 15 et le 20 à 18h', 'les samedi 14, dimanche 15 et vendredi 20 novembre, à 18 h'],
    ['14 novembre 2199 18h', 'jeudi 14 novembre 2199 à 18 h'],
    ['14 novembre 2200 18h', 'unreadable'],
    ['14 novembre 1899 18h', 'unreadable'],
    ['14 novembre 1900 18h', 'past'],
    ['prochain 14 novembre 18h', 'unreadable'],
    ['prochain dimanche 18h', 'ambiguous'],
    ['14 et samedi 21 novembre 18h', 'les samedi 14 et samedi 21 novembre, à 18 h'],
    ['samedi 14 et le 21 novembre 18h', 'les samedi 14 et samedi 21 novembre, à 18 h'],
    ['14 15 novembre 18h', 'unreadable'],
  ])('« %s » is %s', (typed, meant) => {
    expect(told(typed).replaceAll(' 2026', '')).toBe(meant);
  });
});

describe('what has gone by', () => {
  test.each([
    ['14 novembre 2025 18h', ['samedi 14 novembre 2026 à 18 h', 'vendredi 14 novembre 2025 à 18 h']],
    ['14 mars 2025 18h', ['dimanche 14 mars 2027 à 18 h', 'vendredi 14 mars 2025 à 18 h']],
    ['14 août 2026 18h', ['vendredi 14 août 2026 à 18 h']],
    ['14 mars 2024 18h', ['jeudi 14 mars 2024 à 18 h']],
    [
      '14 novembre 2025 18h-20h',
      ['samedi 14 novembre 2026 de 18 h à 20 h', 'vendredi 14 novembre 2025 de 18 h à 20 h'],
    ],
    ['14 novembre 2025', ['vendredi 14 novembre 2025, toute la journée']],
  ])('« %s » is offered in the coming year, if last year’s was written by habit', (typed, alternatives) => {
    expect(told(typed)).toBe('past');
    expect(offered(typed)).toEqual(alternatives);
  });

  test('a whole day has only gone by when it is over', () => {
    expect(told('2 novembre 2026, toute la journée')).toBe('lundi 2 novembre 2026, toute la journée');
    expect(told('1er novembre 2026, toute la journée')).toBe('past');
  });
});

test('about an hour, it is kept and said', () => {
  expect(
    ['~18h', 'vers 18h', 'environ 18h', 'aux alentours de 18h'].map((hour) => assumed(`14/11/2026 ${hour}`)),
  ).toEqual(Array.from({ length: 4 }, () => ['approximate']));
});

test('a text too long for a date is none', () => {
  expect(told(`14 novembre 18h ${' '.repeat(1_500)}`)).toBe('unreadable');
});

test.each([
  ['28 mars 2027 de 1h à 2h30', 'skippedHour', ['dimanche 28 mars 2027 de 1 h à 3 h 30']],
  ['28 mars 2027 de 2h30 à 3h', 'skippedHour', ['dimanche 28 mars 2027 à 3 h 30']],
  ['28 mars 2027 de 2h30 à 3h30', 'skippedHour', ['dimanche 28 mars 2027 à 3 h 30']],
  ['14 novembre de 9h à 9h', 'endBeforeStart', []],
  ['14 novembre de 14h à 12h', 'endBeforeStart', ['samedi 14 novembre 2026 de 12 h à 14 h']],
])('« %s » is %s', (typed, problem, alternatives) => {
  expect(told(typed)).toBe(problem);
  expect(offered(typed)).toEqual(alternatives);
});

describe('days and their hours', () => {
  test.each([
    ['14 novembre 10h et 15 novembre', 'noTime'],
    ['14 novembre et 15 novembre 10h', 'les samedi 14 et dimanche 15 novembre 2026, à 10 h'],
    ['14 novembre 10h, 15 novembre 14h', 'samedi 14 novembre 2026 à 10 h et dimanche 15 novembre 2026 à 14 h'],
    ['à 10h le 14 novembre, à 14h le 15', 'samedi 14 novembre 2026 à 10 h et dimanche 15 novembre 2026 à 14 h'],
    [
      '14 novembre toute la journée et 15 novembre 10h',
      'samedi 14 novembre 2026, toute la journée et dimanche 15 novembre 2026 à 10 h',
    ],
    ['14 novembre toute la journée 10h', 'unreadable'],
    ['toute la journée du 14 novembre', 'samedi 14 novembre 2026, toute la journée'],
    ['toute la journée le 14 et le 15 novembre', 'les samedi 14 et dimanche 15 novembre 2026, toute la journée'],
    ['all day on 14 November', 'samedi 14 novembre 2026, toute la journée'],
    ['toute la journée 10h', 'noDay'],
    ['toute la journée du 14 novembre 10h', 'unreadable'],
    ['samedi, 14 novembre, 10h', 'samedi 14 novembre 2026 à 10 h'],
    ['samedi, 14, 10h', 'samedi 14 novembre 2026 à 10 h'],
    ['14 novembre matin', 'noTime'],
    ['14 novembre matin et soir 8h', 'unreadable'],
    ['demain soir 8h', 'mardi 3 novembre 2026 à 20 h'],
    ['cet après-midi 3h', 'lundi 2 novembre 2026 à 15 h'],
    ['this evening 8h', 'lundi 2 novembre 2026 à 20 h'],
    ['tonight 8h', 'lundi 2 novembre 2026 à 20 h'],
    ['aujourd’hui 18h', 'lundi 2 novembre 2026 à 18 h'],
    ['avant-hier 18h', 'past'],
    ['14 novembre 18h au 16 novembre', 'ambiguous'],
    ['du 14 novembre 18h au 16 novembre 10h', 'du samedi 14 novembre 2026 à 18 h au lundi 16 novembre 2026 à 10 h'],
    ['du 16 novembre 18h au 14 novembre 10h', 'endBeforeStart'],
    ['14 novembre 2h30, jusqu’au 15', 'unreadable'],
  ])('« %s » is %s', (typed, meant) => {
    expect(told(typed)).toBe(meant);
  });
});
