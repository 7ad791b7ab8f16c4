import { expect, it } from 'vitest';
import { nextYear } from '../../../src/features/editions/rules.ts';

it.each([
  ['the first one', null, '2026-09-15', 2026],
  ['the first one, once the month is over', null, '2026-12-01', 2027],
  ['after an earlier one', { year: 2025 }, '2026-09-15', 2026],
  ["after this year's", { year: 2026 }, '2026-12-15', 2027],
  ["while next year's is open", { year: 2027 }, '2026-11-25', 2028],
  ['after a year without one', { year: 2023 }, '2026-09-15', 2026],
] as const)('proposes the year of %s', (_, latest, day, year) => {
  expect(nextYear(latest, new Date(`${day}T09:00:00Z`), 'Europe/Paris')).toBe(year);
});
