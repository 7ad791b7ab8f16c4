import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kilometresBetween } from '../../../src/reading/index.ts';
import { gazetteer } from '../../../src/reading/places/gazetteer.ts';

const codeOf = (name: string, department: string) =>
  gazetteer().find((one) => one.name === name && one.department === department)?.code ?? null;

it.each([
  ['Amiens', '80', 'Abbeville', '80', 40, 41],
  ['Paris', '75', 'Marseille', '13', 655, 665],
  ['Beauvais', '60', 'Compiègne', '60', 50, 57],
  // A neighbouring town is a kilometre away at least.
  ['Lille', '59', 'La Madeleine', '59', 1, 4],
] as const)('from %s (%s) to %s (%s) it is %i to %i km', (from, own, to, other, least, most) => {
  const found = kilometresBetween(codeOf(from, own), codeOf(to, other));
  expect(found).toBeGreaterThanOrEqual(least);
  expect(found).toBeLessThanOrEqual(most);
  expect(kilometresBetween(codeOf(to, other), codeOf(from, own))).toBe(found);
});

it('says nothing of a commune of which it isn’t known where it lies, of the same one, or of none', () => {
  const amiens = codeOf('Amiens', '80');
  expect(kilometresBetween(amiens, codeOf('Agenvillers', '80'))).toBeNull();
  expect(kilometresBetween(amiens, 'nowhere')).toBeNull();
  expect(kilometresBetween(amiens, amiens)).toBeNull();
  expect(kilometresBetween(amiens, null)).toBeNull();
});

it('knows each commune once, within France, most of them where people live', () => {
  const lines = readFileSync(new URL('../../../src/reading/places/coordinates.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split(','));
  const known = new Map(gazetteer().map((one) => [one.code, one]));
  expect(new Set(lines.map(([code]) => code)).size).toBe(lines.length);
  for (const [code = '', lat, lng] of lines) {
    const department = known.get(code)?.department ?? 'none';
    if (department.length > 2) continue;
    expect(Number(lat), code).toBeGreaterThan(41);
    expect(Number(lat), code).toBeLessThan(51.2);
    expect(Number(lng), code).toBeGreaterThan(-5.3);
    expect(Number(lng), code).toBeLessThan(9.7);
  }
  const inhabitants = (codes: readonly string[]) =>
    codes.reduce((sum, code) => sum + (known.get(code)?.population ?? 0), 0);
  expect(inhabitants(lines.map(([code = '']) => code)) / inhabitants([...known.keys()])).toBeGreaterThan(0.75);
});
