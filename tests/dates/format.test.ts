import { describe, expect, test } from 'vitest';
import { formatDate, formatMoment, formatPeriod, formatSlot, formatTime, type Slot } from '../../src/dates/index.ts';
import { PARIS, plain } from '../reading/dates/moments.ts';

const french = { locale: 'fr', timeZone: PARIS } as const;
const english = { locale: 'en', timeZone: PARIS } as const;
const evening = new Date('2026-11-14T17:30:00Z');

function slot(start: string, end: string | null, allDay = false): Slot {
  return { start: new Date(start), end: end === null ? null : new Date(end), allDay };
}

test('a day, long and short', () => {
  expect(formatDate(evening, french)).toBe('samedi 14 novembre 2026');
  expect(formatDate(evening, french, 'day')).toBe('14 novembre');
  expect(formatDate(new Date('2026-11-01T12:00:00Z'), french, 'day')).toBe('1er novembre');
  expect(formatDate(evening, french, 'short')).toBe('sam. 14 nov.');
  expect(formatDate(evening, french, 'numeric')).toBe('14/11/2026');
  expect(formatDate(evening, english)).toBe('Saturday 14 November 2026');
  expect(formatDate(evening, english, 'short')).toBe('Sat 14 Nov');
});

test('an hour keeps its spaces together', () => {
  expect(formatTime(evening, french)).toBe('18\u00a0h\u00a030');
  expect(formatTime(new Date('2026-11-14T17:04:00Z'), french)).toBe('18\u00a0h\u00a004');
  expect(formatTime(new Date('2026-11-14T19:00:00Z'), french)).toBe('20\u00a0h');
  expect(formatTime(evening, english)).toBe('6.30 pm');
  expect(formatTime(new Date('2026-11-14T11:00:00Z'), english)).toBe('noon');
  expect(formatTime(new Date('2026-11-14T23:00:00Z'), english)).toBe('12 am');
});

test('in the hour that comes twice it says which of the two is meant', () => {
  const [first, second] = [new Date('2026-10-25T00:30:00Z'), new Date('2026-10-25T01:30:00Z')];
  expect(plain(formatMoment(first, french))).toBe("dimanche 25 octobre 2026 à 2 h 30 (heure d'été)");
  expect(plain(formatMoment(second, french))).toBe("dimanche 25 octobre 2026 à 2 h 30 (heure d'hiver)");
  expect(formatMoment(second, english)).toBe('Sunday 25 October 2026, 2.30 am (winter time)');
  const both = slot(first.toISOString(), second.toISOString());
  expect(plain(formatSlot(both, french))).toBe(
    "dimanche 25 octobre 2026 de 2 h 30 (heure d'été) à 2 h 30 (heure d'hiver)",
  );
});

test('the clock is the region’s', () => {
  expect(plain(formatMoment(evening, { locale: 'fr', timeZone: 'Indian/Reunion' }))).toBe(
    'samedi 14 novembre 2026 à 21 h 30',
  );
});

describe('a slot', () => {
  test.each([
    [
      slot('2026-11-14T17:30Z', '2026-11-14T19:00Z'),
      'samedi 14 novembre 2026 de 18 h 30 à 20 h',
      'Saturday 14 November 2026, 6.30 pm to 8 pm',
    ],
    [slot('2026-11-14T17:30Z', null), 'samedi 14 novembre 2026 à 18 h 30', 'Saturday 14 November 2026, 6.30 pm'],
    [
      slot('2026-11-14T19:00Z', '2026-11-14T23:00Z'),
      'samedi 14 novembre 2026 de 20 h à minuit',
      'Saturday 14 November 2026, 8 pm to midnight',
    ],
    [
      slot('2026-11-13T23:00Z', '2026-11-14T23:00Z', true),
      'samedi 14 novembre 2026, toute la journée',
      'Saturday 14 November 2026, all day',
    ],
    [
      slot('2026-11-13T23:00Z', '2026-11-16T23:00Z', true),
      'du samedi 14 novembre 2026 au lundi 16 novembre 2026',
      'Saturday 14 November 2026 to Monday 16 November 2026',
    ],
    [
      slot('2026-11-14T17:00Z', '2026-11-15T09:00Z'),
      'du samedi 14 novembre 2026 à 18 h au dimanche 15 novembre 2026 à 10 h',
      'Saturday 14 November 2026, 6 pm to Sunday 15 November 2026, 10 am',
    ],
  ])('%# reads %s', (given, inFrench, inEnglish) => {
    expect(plain(formatSlot(given, french))).toBe(inFrench);
    expect(formatSlot(given, english)).toBe(inEnglish);
  });
});

test.each([
  ['2027-11-01', '2027-11-30', 'lundi 1er', 'mardi 30 novembre 2027'],
  ['2027-10-30', '2027-11-02', 'samedi 30 octobre', 'mardi 2 novembre 2027'],
  ['2027-12-31', '2028-01-01', 'vendredi 31 décembre 2027', 'samedi 1er janvier 2028'],
])('a period from %s to %s says its month and year once', (first, last, from, to) => {
  const noon = (day: string) => new Date(`${day}T12:00:00Z`);
  expect(formatPeriod(noon(first), noon(last), { locale: 'fr', timeZone: PARIS })).toEqual({ from, to });
});
