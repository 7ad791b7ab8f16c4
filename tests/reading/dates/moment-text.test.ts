import { describe, expect, test } from 'vitest';
import type { Slot } from '../../../src/dates/index.ts';
import { momentValue, typedForm, typedMoment } from '../../../src/reading/index.ts';
import { IN_ENGLISH, NOVEMBER, PARIS } from './moments.ts';

function slot(start: string, end: string | null = null, allDay = false): Slot {
  const at = (text: string) => new Date(`${text}+01:00`);
  return { start: at(start), end: end === null ? null : at(end), allDay };
}

const morning = slot('2027-11-13T10:00', '2027-11-13T12:00');
const afternoon = slot('2027-11-13T14:00', '2027-11-13T18:00');
const sunday = slot('2027-11-14T14:00');
const wholeDay = slot('2027-11-13T00:00', '2027-11-14T00:00', true);
const threeDays = slot('2027-11-13T00:00', '2027-11-16T00:00', true);
const days = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => slot(`2027-11-${first + index}T14:00`, `2027-11-${first + index}T18:30`));

describe('dates as somebody would type them', () => {
  test.each<[string, Slot[], string, string]>([
    [
      'hours of one day',
      [slot('2027-11-13T14:00', '2027-11-13T17:30')],
      'samedi 13 novembre 2027 14 h-17 h 30',
      'Saturday 13 November 2027 2pm-5.30pm',
    ],
    ['an hour', [slot('2027-11-13T14:30')], 'samedi 13 novembre 2027 14 h 30', 'Saturday 13 November 2027 2.30pm'],
    [
      'a day once for all its hours',
      [morning, afternoon, sunday],
      'samedi 13 novembre 2027 10 h-12 h et 14 h-18 h, dimanche 14 novembre 2027 14 h',
      'Saturday 13 November 2027 10am-noon and 2pm-6pm, Sunday 14 November 2027 2pm',
    ],
    [
      'a night',
      [slot('2027-11-13T22:00', '2027-11-14T02:00')],
      'samedi 13 novembre 2027 22 h-2 h',
      'Saturday 13 November 2027 10pm-2am',
    ],
    [
      'a night from five until six',
      [slot('2027-11-13T17:00', '2027-11-14T05:59')],
      'samedi 13 novembre 2027 17 h-5 h 59',
      'Saturday 13 November 2027 5pm-5.59am',
    ],
    [
      'from one day into the next',
      [slot('2027-11-13T16:00', '2027-11-14T02:00')],
      'du samedi 13 novembre 2027 à 16 h au dimanche 14 novembre 2027 à 2 h',
      'Saturday 13 November 2027, 4 pm to Sunday 14 November 2027, 2 am',
    ],
    [
      'a night and more',
      [slot('2027-11-13T22:00', '2027-11-14T06:00')],
      'du samedi 13 novembre 2027 à 22 h au dimanche 14 novembre 2027 à 6 h',
      'Saturday 13 November 2027, 10 pm to Sunday 14 November 2027, 6 am',
    ],
    ['a whole day', [wholeDay], 'samedi 13 novembre 2027, toute la journée', 'Saturday 13 November 2027, all day'],
    [
      'whole days',
      [threeDays],
      'du samedi 13 novembre 2027 au lundi 15 novembre 2027',
      'Saturday 13 November 2027 to Monday 15 November 2027',
    ],
    [
      'a whole day beside hours',
      [wholeDay, sunday],
      'samedi 13 novembre 2027, toute la journée, dimanche 14 novembre 2027 14 h',
      'Saturday 13 November 2027, all day, Sunday 14 November 2027 2pm',
    ],
    [
      'whole days beside hours',
      [threeDays, slot('2027-11-18T14:00')],
      'du samedi 13 novembre 2027 au lundi 15 novembre 2027, toute la journée, jeudi 18 novembre 2027 14 h',
      'Saturday 13 November 2027 to Monday 15 November 2027, all day, Thursday 18 November 2027 2pm',
    ],
  ])('%s', (_what, slots, french, english) => {
    expect(typedMoment(slots, NOVEMBER)).toBe(french);
    expect(typedMoment(slots, IN_ENGLISH)).toBe(english);
  });

  test('many are written together where they have the same hours, otherwise in figures, and still more as a value', () => {
    expect(typedMoment(days(10, 12), NOVEMBER)).toBe('du mercredi 10 au dimanche 21 novembre 2027, de 14 h à 18 h 30');
    const apart = (count: number) =>
      days(10, count).map((one, index) => (index % 2 === 0 ? one : { ...one, end: null }));
    expect(typedMoment(apart(7), NOVEMBER)).toBe(
      ['10', '11', '12', '13', '14', '15', '16']
        .map((day, index) => `${day}/11/2027 ${index % 2 === 0 ? '14 h-18 h 30' : '14 h'}`)
        .join(', '),
    );
    expect(typedMoment(apart(14), NOVEMBER)).toBe(momentValue(apart(14), PARIS));
  });

  test('in the hour that comes twice only a value tells which', () => {
    const first: Slot = { start: new Date('2027-10-31T00:30Z'), end: null, allDay: false };
    const second: Slot = { ...first, start: new Date('2027-10-31T01:30Z') };
    expect(typedMoment([first], NOVEMBER)).toBe('dimanche 31 octobre 2027 2 h 30');
    expect(typedMoment([second], NOVEMBER)).toBe('2027-10-31T02:30+01:00');
  });
});

describe('what a picker gave becomes what somebody would type', () => {
  test.each([
    ['2027-11-13T14:00', 'samedi 13 novembre 2027 14 h'],
    ['2027-11-13T14:00/17:00', 'samedi 13 novembre 2027 14 h-17 h'],
    ['2027-11-13/2027-11-15', 'du samedi 13 novembre 2027 au lundi 15 novembre 2027'],
    ['2027-11-13', 'samedi 13 novembre 2027'],
    [' 2027-11-13 ', 'samedi 13 novembre 2027'],
    ['2027-11-13/2027-11-13', 'samedi 13 novembre 2027, toute la journée'],
  ])('« %s » is « %s »', (value, text) => {
    expect(typedForm(value, NOVEMBER)).toBe(text);
  });

  test.each(['samedi 13', '', '2027-11-31', '2027-11-13T25:00', '2027-11-13T14:00/12:00'])(
    '« %s » stays as it was typed',
    (text) => {
      expect(typedForm(text, NOVEMBER)).toBe(text);
    },
  );
});

describe('a value', () => {
  test.each<[string, Slot[], string]>([
    ['an hour', [sunday], '2027-11-14T14:00'],
    ['hours', [morning], '2027-11-13T10:00/2027-11-13T12:00'],
    ['several, shortened', [morning, afternoon], '2027-11-13T10:00/12:00,2027-11-13T14:00/18:00'],
    [
      'a night beside others',
      [morning, slot('2027-11-13T22:00', '2027-11-14T02:00')],
      '2027-11-13T10:00/12:00,2027-11-13T22:00/2027-11-14T02:00',
    ],
    ['a whole day, written twice', [wholeDay], '2027-11-13/2027-11-13'],
    ['whole days', [threeDays], '2027-11-13/2027-11-15'],
    ['a whole day without an end', [{ ...wholeDay, end: null }], '2027-11-13/2027-11-13'],
    [
      'into the hour that comes twice',
      [sunday, { start: new Date('2027-10-31T00:30Z'), end: new Date('2027-10-31T01:30Z'), allDay: false }],
      '2027-11-14T14:00,2027-10-31T02:30/2027-10-31T02:30+01:00',
    ],
  ])('of %s', (_what, slots, value) => {
    expect(momentValue(slots, PARIS)).toBe(value);
  });
});
