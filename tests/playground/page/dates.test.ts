import { expect, it } from 'vitest';

// The page's scripts have no types.
const script: unknown = await import(String(new URL('../../../src/playground/page/public/dates.js', import.meta.url)));
const { phaseOf } = script as { phaseOf(at: number, year: number): string };

it.each([
  ['2026-10-31T23:59:00+01:00', 'avant le Mois'],
  ['2026-11-01T00:00:00+01:00', 'pendant le Mois'],
  ['2026-11-30T23:59:00+01:00', 'pendant le Mois'],
  ['2026-12-01T00:00:00+01:00', 'après le Mois'],
  ['2027-02-01T00:00:00+01:00', 'après le Mois'],
])('the page says at %s that it is %s', (at, phase) => {
  expect(phaseOf(new Date(at).getTime(), 2026)).toBe(phase);
});
