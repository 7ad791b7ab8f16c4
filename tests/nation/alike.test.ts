import { expect, it } from 'vitest';
import { addUpNation } from '../../src/features/nation/from-files/make-nation.ts';
import { readRegionTable } from '../../src/features/nation/from-files/tables.ts';

function nationOf(lines: readonly string[], expected: readonly string[] | null = null) {
  const { regions: rows } = readRegionTable('t.csv', ['region;year;events', ...lines].join('\n'));
  const regions = expected === null ? null : ['region', ...expected].join('\n');
  const { nation } = addUpNation({ opened: [], rows }, { regions, same: null, published: null, year: 2026 });
  return {
    counted: nation.regions.map(({ name }) => name),
    refused: nation.refusals.map(({ region, reason }) => [region, reason]),
  };
}

it.each([
  ['Picardie', 'La Picardie'],
  ['Deux Rives', 'Les Deux-Rives'],
  ['Bas-Pays', 'Baspays'],
  ["L'Arc nord", 'Arc Nord'],
])('“%s” and “%s” are not counted as two regions: each is asked about, in whatever order', (one, other) => {
  const lines = [`${one};2026;3`, `${other};2026;4`, 'Bourgogne;2026;5'];
  for (const given of [lines, lines.toReversed()]) {
    const { counted, refused } = nationOf(given);
    expect(counted).toEqual(['Bourgogne']);
    expect(refused.toSorted()).toEqual(
      [
        [one, 'alike'],
        [other, 'alike'],
      ].toSorted(),
    );
  }
  // Who is expected says that they are two.
  expect(nationOf(lines, [one, other, 'Bourgogne']).counted).toHaveLength(3);
});

it('a name that is written as today’s region stays, whatever is written almost so', () => {
  const { counted, refused } = nationOf(['La Réunion;2026;3', 'Réunion;2026;4']);
  expect(counted).toEqual(['La Réunion']);
  expect(refused).toEqual([['Réunion', 'alike']]);
});

it('names that share words are two regions', () => {
  const lines = ['Haut-Pays;2026;1', 'Bas-Pays;2026;1', 'Pays;2026;1', 'Lande;2026;1', 'Ande;2026;1'];
  expect(nationOf(lines).refused).toEqual([]);
});
