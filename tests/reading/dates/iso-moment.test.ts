import { describe, expect, test } from 'vitest';
import { MAX_SLOTS } from '../../../src/reading/dates/moment.ts';
import { assumed, NOVEMBER, offered, told } from './moments.ts';

const SATURDAY = 'samedi 14 novembre 2026';
const SUNDAY = 'dimanche 15 novembre 2026';
const ANY_DAY = { ...NOVEMBER, timeRequired: false };

describe('what pickers and choices give', () => {
  test.each([
    ['2026-11-14T18:30', `${SATURDAY} à 18 h 30`],
    ['2026-11-14 18:30', `${SATURDAY} à 18 h 30`],
    ['  2026-11-14T18:30  ', `${SATURDAY} à 18 h 30`],
    ['2026-11-14T18:30:00', `${SATURDAY} à 18 h 30`],
    ['2026-11-14T18:30:00.000Z', `${SATURDAY} à 19 h 30`],
    ['2026-11-14T18:30z', `${SATURDAY} à 19 h 30`],
    ['2026-11-14 18:30Z', `${SATURDAY} à 19 h 30`],
    ['2026-11-14T18:30+02:00', `${SATURDAY} à 17 h 30`],
    ['2026-11-14T18:30-0100', `${SATURDAY} à 20 h 30`],
    ['2026-11-14T24:00', `${SUNDAY} à 0 h`],
    ['2026-11-14T18:30/20:00', `${SATURDAY} de 18 h 30 à 20 h`],
    ['2026-11-14T18:30 / 2026-11-14T20:00', `${SATURDAY} de 18 h 30 à 20 h`],
    ['2026-11-14T18:30/2026-11-15T10:00', `du ${SATURDAY} à 18 h 30 au ${SUNDAY} à 10 h`],
    ['2026-11-14T18:30, 2026-11-15T10:00', `${SATURDAY} à 18 h 30 et ${SUNDAY} à 10 h`],
    ['2026-11-14T18:30;2026-11-15T10:00/12:00', `${SATURDAY} à 18 h 30 et ${SUNDAY} de 10 h à 12 h`],
    ['2026-11-14/2026-11-14', `${SATURDAY}, toute la journée`],
    ['2026-11-14/2026-11-16', `du ${SATURDAY} au lundi 16 novembre 2026`],
  ])('« %s » is %s', (typed, meant) => {
    expect(told(typed)).toBe(meant);
    expect(assumed(typed)).toEqual([]);
  });

  test.each([
    ['2026-11-14T24:30', 'notATime', []],
    ['2026-11-14T25:00', 'notATime', []],
    ['2026-11-14T18:60', 'notATime', []],
    ['2026-11-31T18:30', 'notACalendarDay', []],
    ['2026-11-31/2026-12-01', 'notACalendarDay', []],
    ['2026-11-30/2026-11-31', 'notACalendarDay', []],
    ['2026-11-14T18:30/17:00', 'endBeforeStart', [`${SATURDAY} de 17 h à 18 h 30`]],
    ['2026-11-14T18:30/18:30', 'endBeforeStart', []],
    ['2026-11-16/2026-11-14', 'endBeforeStart', [`du ${SATURDAY} au lundi 16 novembre 2026`]],
    ['2026-11-14', 'noTime', [`${SATURDAY}, toute la journée`]],
    ['2026-11-14T18:30,2026-11-15', 'noTime', [`${SATURDAY} à 18 h 30 et ${SUNDAY}, toute la journée`]],
    ['2027-03-28T02:30', 'skippedHour', ['dimanche 28 mars 2027 à 3 h 30']],
    [
      '2026-11-14T18:30/2026-11-16',
      'ambiguous',
      ['du samedi 14 au lundi 16 novembre 2026, à 18 h 30', 'les samedi 14 et lundi 16 novembre 2026, à 18 h 30'],
    ],
    ['2026-10-14T18:30', 'past', ['mercredi 14 octobre 2026 à 18 h 30']],
  ])('« %s » is %s', (typed, problem, alternatives) => {
    expect(told(typed)).toBe(problem);
    expect(offered(typed)).toEqual(alternatives);
  });

  test('a day alone is whole where no hour is needed', () => {
    expect(told('2026-11-14', ANY_DAY)).toBe(`${SATURDAY}, toute la journée`);
  });

  test('the hour that comes twice is the first unless it says otherwise', () => {
    expect(told('2027-10-31T02:30')).toContain('2 h 30');
    expect(assumed('2027-10-31T02:30')).toEqual(['repeatedHour']);
    expect(assumed('2027-10-31T03:30')).toEqual([]);
  });

  test('there are so many dates in one text, and no more', () => {
    const days = (count: number) =>
      Array.from({ length: count }, (_, index) => `2026-12-${String(index + 1).padStart(2, '0')}T18:00`);
    expect(told(days(MAX_SLOTS).join())).toBe('du mardi 1er au jeudi 31 décembre 2026, à 18 h');
    expect(told([...days(MAX_SLOTS), '2027-01-01T18:00'].join())).toBe('tooMany');
  });
});

describe('a distance from today, a Monday 2nd', () => {
  test.each([
    ['dans trois jours 18h', 'jeudi 5 novembre 2026 à 18 h'],
    ['dans une semaine à 18h', 'lundi 9 novembre 2026 à 18 h'],
    ['dans huit jours à 18h', 'mardi 10 novembre 2026 à 18 h'],
    ['dans 3 semaines 18h', 'lundi 23 novembre 2026 à 18 h'],
    ['dans deux mois 18h', 'samedi 2 janvier 2027 à 18 h'],
    ['in a month at 18:00', 'mercredi 2 décembre 2026 à 18 h'],
    ['in 3 days 18h', 'jeudi 5 novembre 2026 à 18 h'],
    ['à 18h dans trois jours', 'jeudi 5 novembre 2026 à 18 h'],
    ['il y a deux jours 18h', 'past'],
    ['2 days ago 18h', 'past'],
    ['dans un moment 18h', 'unreadable'],
    ['dans jours 18h', 'unreadable'],
    ['dans trois joursx 18h', 'unreadable'],
  ])('« %s » is %s', (typed, meant) => {
    expect(told(typed)).toBe(meant);
  });

  test.each([
    ['il y a deux jours', 'samedi 31 octobre 2026, toute la journée'],
    ['2 days ago', 'samedi 31 octobre 2026, toute la journée'],
    ['a week ago', 'lundi 26 octobre 2026, toute la journée'],
    ['il y a un mois', 'vendredi 2 octobre 2026, toute la journée'],
  ])('« %s » was %s', (typed, meant) => {
    expect(told(typed, { ...ANY_DAY, allowPast: true })).toBe(meant);
  });

  test('is counted by the region’s clock', () => {
    const late = { ...NOVEMBER, now: new Date('2026-11-02T23:30:00Z') };
    expect(told('dans trois jours 18h', late)).toBe('vendredi 6 novembre 2026 à 18 h');
    expect(told('demain 18h', late)).toBe('mercredi 4 novembre 2026 à 18 h');
  });
});
