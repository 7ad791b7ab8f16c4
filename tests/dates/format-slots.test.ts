import { describe, expect, test } from 'vitest';
import type { DateStyle } from '../../src/dates/format.ts';
import { formatDate, formatMoment, formatSlot, formatSlots, formatTime, type Slot } from '../../src/dates/index.ts';
import { PARIS, plain } from '../reading/dates/moments.ts';

const french = { locale: 'fr', timeZone: PARIS } as const;
const english = { locale: 'en', timeZone: PARIS } as const;
const at = (text: string) => new Date(`${text}+01:00`);

function slot(start: string, end: string | null = null, allDay = false): Slot {
  return { start: at(start), end: end === null ? null : at(end), allDay };
}

describe('an hour', () => {
  test.each([
    ['00:00', '0 h', '12 am'],
    ['00:30', '0 h 30', '12.30 am'],
    ['09:05', '9 h 05', '9.05 am'],
    ['11:59', '11 h 59', '11.59 am'],
    ['12:00', '12 h', 'noon'],
    ['12:01', '12 h 01', '12.01 pm'],
    ['13:00', '13 h', '1 pm'],
    ['23:59', '23 h 59', '11.59 pm'],
  ])('%s', (time, inFrench, inEnglish) => {
    expect(plain(formatTime(at(`2026-11-14T${time}`), french))).toBe(inFrench);
    expect(formatTime(at(`2026-11-14T${time}`), english)).toBe(inEnglish);
  });
});

describe('a day', () => {
  test.each<[DateStyle, string, string]>([
    ['long', 'dimanche 1er novembre 2026', 'Sunday 1 November 2026'],
    ['day', '1er novembre', '1 November'],
    ['short', 'dim. 1er nov.', 'Sun 1 Nov'],
    ['numeric', '01/11/2026', '01/11/2026'],
  ])('%s', (style, inFrench, inEnglish) => {
    expect(formatDate(at('2026-11-01T12:00'), french, style)).toBe(inFrench);
    expect(formatDate(at('2026-11-01T12:00'), english, style)).toBe(inEnglish);
  });

  test('with its hour', () => {
    expect(plain(formatMoment(at('2026-11-14T18:30'), french, 'short'))).toBe('sam. 14 nov. à 18 h 30');
    expect(formatMoment(at('2026-11-14T18:30'), english, 'short')).toBe('Sat 14 Nov, 6.30 pm');
  });
});

describe('an evening goes on into the night', () => {
  test.each([
    ['until two', '2026-11-14T20:00', '2026-11-15T02:00', '14 novembre de 20 h à 2 h'],
    ['from five', '2026-11-14T17:00', '2026-11-15T02:00', '14 novembre de 17 h à 2 h'],
    ['until just before six', '2026-11-14T20:00', '2026-11-15T05:59', '14 novembre de 20 h à 5 h 59'],
    ['until midnight', '2026-11-14T10:00', '2026-11-15T00:00', '14 novembre de 10 h à minuit'],
    ['not from the afternoon', '2026-11-14T16:59', '2026-11-15T02:00', 'du 14 novembre à 16 h 59 au 15 novembre à 2 h'],
    ['not until six', '2026-11-14T20:00', '2026-11-15T06:00', 'du 14 novembre à 20 h au 15 novembre à 6 h'],
    ['not into the next night', '2026-11-14T20:00', '2026-11-16T02:00', 'du 14 novembre à 20 h au 16 novembre à 2 h'],
    [
      'not until another midnight',
      '2026-11-14T20:00',
      '2026-11-16T00:00',
      'du 14 novembre à 20 h au 16 novembre à 0 h',
    ],
    [
      'nor past midnight from noon',
      '2026-11-14T12:00',
      '2026-11-15T00:30',
      'du 14 novembre à 12 h au 15 novembre à 0 h 30',
    ],
    ['a night alone', '2026-11-14T00:00', '2026-11-14T02:00', '14 novembre de 0 h à 2 h'],
  ])('%s', (_what, start, end, text) => {
    expect(plain(formatSlot(slot(start, end), french, 'day'))).toBe(text);
  });

  test('in English', () => {
    expect(formatSlot(slot('2026-11-14T20:00', '2026-11-15T02:00'), english, 'day')).toBe('14 November, 8 pm to 2 am');
    expect(formatSlot(slot('2026-11-14T10:00', '2026-11-15T00:00'), english, 'day')).toBe(
      '14 November, 10 am to midnight',
    );
  });
});

test('the hour that comes twice says which of the two it is', () => {
  const [first, second] = [new Date('2027-10-31T00:30Z'), new Date('2027-10-31T01:30Z')];
  const moment = (start: Date) => plain(formatSlot({ start, end: null, allDay: false }, french, 'day'));
  expect(moment(first)).toBe("31 octobre à 2 h 30 (heure d'été)");
  expect(moment(second)).toBe("31 octobre à 2 h 30 (heure d'hiver)");
  expect(formatSlot({ start: first, end: second, allDay: false }, english, 'day')).toBe(
    '31 October, 2.30 am (summer time) to 2.30 am (winter time)',
  );
});

test('a whole day without an end', () => {
  expect(formatSlot(slot('2026-11-14T00:00', null, true), french, 'day')).toBe('14 novembre, toute la journée');
});

describe('several dates in a row', () => {
  const ten = slot('2026-11-14T10:00', '2026-11-14T12:00');
  const two = slot('2026-11-14T14:00', '2026-11-14T18:00');
  const eight = slot('2026-11-14T20:00');
  const sunday = slot('2026-11-15T10:00');
  const night = slot('2026-11-14T20:00', '2026-11-15T02:00');
  const whole = slot('2026-11-14T00:00', '2026-11-15T00:00', true);

  const onDay = (day: string) => slot(`2026-11-${day}T09:00`, `2026-11-${day}T17:00`);

  test.each<[string, Slot[], string, string]>([
    ['none', [], '', ''],
    ['one', [sunday], '15 novembre à 10 h', '15 November, 10 am'],
    [
      'two days',
      [ten, sunday],
      '14 novembre de 10 h à 12 h et 15 novembre à 10 h',
      '14 November, 10 am to noon and 15 November, 10 am',
    ],
    [
      'a day said once',
      [ten, two, eight, sunday],
      '14 novembre de 10 h à 12 h, de 14 h à 18 h, à 20 h et 15 novembre à 10 h',
      '14 November, 10 am to noon; 2 pm to 6 pm; 8 pm and 15 November, 10 am',
    ],
    [
      'a night says its day again',
      [ten, night],
      '14 novembre de 10 h à 12 h et 14 novembre de 20 h à 2 h',
      '14 November, 10 am to noon and 14 November, 8 pm to 2 am',
    ],
    [
      'what follows a night says its day again',
      [night, sunday],
      '14 novembre de 20 h à 2 h et 15 novembre à 10 h',
      '14 November, 8 pm to 2 am and 15 November, 10 am',
    ],
    [
      'so does what follows a whole day',
      [whole, ten],
      '14 novembre, toute la journée et 14 novembre de 10 h à 12 h',
      '14 November, all day and 14 November, 10 am to noon',
    ],
    [
      'two days of the same hours',
      [onDay('14'), onDay('15')],
      'les 14 et 15 novembre, de 9 h à 17 h',
      '14 and 15 November, 9 am to 5 pm',
    ],
    [
      'days in a row of the same hours',
      ['14', '15', '16'].map(onDay),
      'du 14 au 16 novembre, de 9 h à 17 h',
      '14 to 16 November, 9 am to 5 pm',
    ],
    [
      'days apart of the same hours',
      ['14', '16', '20'].map(onDay),
      'les 14, 16 et 20 novembre, de 9 h à 17 h',
      '14, 16 and 20 November, 9 am to 5 pm',
    ],
    [
      'days in a row, others apart, and one of other hours',
      [...['02', '03', '04', '10', '12'].map(onDay), slot('2026-11-13T18:30')],
      'du 2 au 4 novembre, de 9 h à 17 h ; les 10 et 12 novembre, de 9 h à 17 h ; 13 novembre à 18 h 30',
      '2 to 4 November, 9 am to 5 pm; 10 and 12 November, 9 am to 5 pm; 13 November, 6.30 pm',
    ],
    [
      'days of which each has the same two hours',
      ['14', '15', '16'].flatMap((day) => [
        slot(`2026-11-${day}T10:00`, `2026-11-${day}T12:00`),
        slot(`2026-11-${day}T14:00`, `2026-11-${day}T18:00`),
      ]),
      'du 14 au 16 novembre, de 10 h à 12 h et de 14 h à 18 h',
      '14 to 16 November, 10 am to noon and 2 pm to 6 pm',
    ],
    [
      'days in a row over the end of a month',
      ['2026-11-29', '2026-11-30', '2026-12-01'].map((day) => slot(`${day}T18:00`)),
      'du 29 novembre au 1er décembre, à 18 h',
      '29 November to 1 December, 6 pm',
    ],
    [
      'days apart of two months',
      ['2026-11-28', '2026-11-30', '2026-12-02', '2026-12-04'].map((day) => slot(`${day}T18:00`)),
      'les 28 et 30 novembre, à 18 h ; les 2 et 4 décembre, à 18 h',
      '28 and 30 November, 6 pm; 2 and 4 December, 6 pm',
    ],
    [
      'whole days apart',
      [whole, slot('2026-11-20T00:00', '2026-11-21T00:00', true)],
      'les 14 et 20 novembre, toute la journée',
      '14 and 20 November, all day',
    ],
    [
      'nights in a row',
      ['14', '15', '16'].map((day) => slot(`2026-11-${day}T20:00`, `2026-11-${Number(day) + 1}T02:00`)),
      'du 14 au 16 novembre, de 20 h à 2 h',
      '14 to 16 November, 8 pm to 2 am',
    ],
    [
      'slots of several days, which share nothing',
      [slot('2026-11-14T18:00', '2026-11-15T10:00'), slot('2026-11-21T18:00', '2026-11-22T10:00')],
      'du 14 novembre à 18 h au 15 novembre à 10 h et du 21 novembre à 18 h au 22 novembre à 10 h',
      '14 November, 6 pm to 15 November, 10 am and 21 November, 6 pm to 22 November, 10 am',
    ],
  ])('%s', (_what, slots, inFrench, inEnglish) => {
    expect(plain(formatSlots(slots, french, 'day'))).toBe(inFrench);
    expect(formatSlots(slots, english, 'day')).toBe(inEnglish);
  });
});

test('days of the same hours say their weekdays, and month and year once', () => {
  const days = ['14', '15', '16'].map((day) => slot(`2026-11-${day}T09:00`, `2026-11-${day}T17:00`));
  const apart = days.toSpliced(1, 1);
  expect(plain(formatSlots(days, french))).toBe('du samedi 14 au lundi 16 novembre 2026, de 9 h à 17 h');
  expect(formatSlots(days, english)).toBe('Saturday 14 to Monday 16 November 2026, 9 am to 5 pm');
  expect(plain(formatSlots(apart, french))).toBe('les samedi 14 et lundi 16 novembre 2026, de 9 h à 17 h');
  expect(plain(formatSlots(days, french, 'short'))).toBe('du sam. 14 au lun. 16 nov., de 9 h à 17 h');
  expect(plain(formatSlots(days, french, 'numeric'))).toBe('du 14/11/2026 au 16/11/2026, de 9 h à 17 h');
});
