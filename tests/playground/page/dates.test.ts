import { expect, it } from 'vitest';
import type { Locale } from '../../../src/texts/index.ts';

// The page's scripts have no types.
const script: unknown = await import(String(new URL('../../../src/playground/page/public/dates.js', import.meta.url)));
const { datesIn, phaseOf } = script as {
  phaseOf(at: number, year: number): string;
  datesIn: Readonly<
    Record<Locale, Readonly<Record<'dayOf' | 'shortDayOf' | 'hourOf' | 'clockOf', (at: number) => string>>>
  >;
};

it.each([
  ['2026-10-31T23:59:00+01:00', 'before'],
  ['2026-11-01T00:00:00+01:00', 'during'],
  ['2026-11-30T23:59:00+01:00', 'during'],
  ['2026-12-01T00:00:00+01:00', 'after'],
  ['2027-02-01T00:00:00+01:00', 'after'],
])('the page says at %s that it is %s', (at, phase) => {
  expect(phaseOf(new Date(at).getTime(), 2026)).toBe(phase);
});

it.each([
  ['fr', 'dimanche 1er novembre 2026', 'dimanche 1er novembre', '9 h 05'],
  ['en', 'Sunday 1 November 2026', 'Sunday 1 November', '9:05'],
] as const)('the page writes a date in its language: %s', (locale, day, shortDay, hour) => {
  const { dayOf, shortDayOf, hourOf, clockOf } = datesIn[locale];
  const at = new Date('2026-11-01T09:05:00+01:00').getTime();
  expect([dayOf(at), shortDayOf(at), hourOf(at), clockOf(at)]).toEqual([day, shortDay, hour, '09:05']);
});
