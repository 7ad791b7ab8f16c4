import { describe, expect, it, test } from 'vitest';
import { UserError } from '../../../src/chat/user-error.ts';
import {
  editionDays,
  firstOpenableYear,
  isAnnounced,
  lastOpenableYear,
  readYear,
} from '../../../src/features/editions/rules.ts';

const PARIS = 'Europe/Paris';

test('the month is November', () => {
  expect(editionDays(2026)).toEqual({ startsOn: '2026-11-01', endsOn: '2026-11-30' });
});

it.each([
  ['the first one', null, '2026-09-15', 2026],
  ['the first one, on the last day of the month', null, '2026-11-30', 2026],
  ['the first one, once the month is over', null, '2026-12-01', 2027],
  ['after an earlier one', { year: 2025 }, '2026-09-15', 2026],
  ["after this year's", { year: 2026 }, '2026-12-15', 2027],
  ["while next year's is open", { year: 2027 }, '2026-11-25', 2028],
  ['after a year without one', { year: 2023 }, '2026-09-15', 2026],
] as const)('proposes the year of %s', (_, latest, day, year) => {
  expect(firstOpenableYear(latest, new Date(`${day}T09:00:00Z`), PARIS)).toBe(year);
});

test.each([
  ['before it', '2026-10-01T09:00:00+02:00', true],
  ['on its last evening', '2026-11-30T23:59:00+01:00', true],
  ['not once it is over', '2026-12-01T00:00:00+01:00', false],
])('an edition is announced %s', (_when, now, expected) => {
  expect(isAnnounced({ endsOn: '2026-11-30' }, new Date(now), PARIS)).toBe(expected);
});

test.each([
  ['2026-09-15T09:00:00Z', 2027],
  ['2026-12-31T22:59:00Z', 2027],
  ['2026-12-31T23:00:00Z', 2028],
])('at %s the last year that can be opened is %i', (now, expected) => {
  expect(lastOpenableYear(new Date(now), PARIS)).toBe(expected);
});

describe('a year', () => {
  test.each([
    ['2026', 2026],
    ['  2026 ', 2026],
    ['2000', 2000],
    ['2100', 2100],
  ])('« %s » is %i', (typed, year) => {
    expect(readYear(typed)).toBe(year);
  });

  test.each(['1999', '2101', '26', '20266', 'novembre 2026', '2026-2027', '', '-2026'])('« %s » is none', (typed) => {
    expect(() => readYear(typed)).toThrow(expect.objectContaining({ id: 'editions.errors.year', field: 'year' }));
    expect(() => readYear(typed)).toThrow(UserError);
  });
});
