import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findMunicipalities } from '../../../src/reading/index.ts';
import { gazetteer } from '../../../src/reading/places/gazetteer.ts';

const PICARDIE = { departments: ['02', '60', '80'] };
const first = (typed: string, options = {}) => {
  const [found] = findMunicipalities(typed, options);
  return found ? `${found.name} (${found.department})` : 'none';
};

describe('a commune is found as people type it', () => {
  test.each([
    ['Beauvais', 'Beauvais (60)'],
    ['beauvais', 'Beauvais (60)'],
    ['BEAUV', 'Beauvais (60)'],
    ['chateau thierry', 'Château-Thierry (02)'],
    ['la ferte milon', 'La Ferté-Milon (02)'],
    ['crotoy', 'Le Crotoy (80)'],
    ['St Martin le noeud', 'Saint-Martin-le-Nœud (60)'],
    ['Ste-Geneviève', 'Sainte-Geneviève (60)'],
    ['St-Valery s/ Somme', 'Saint-Valery-sur-Somme (80)'],
    ['60000 Beauvais', 'Beauvais (60)'],
    ['Amiens cedex 1', 'Amiens (80)'],
    ['laon (02)', 'Laon (02)'],
    ['laon (2)', 'Laon (02)'],
    ['Albert (Somme)', 'Albert (80)'],
    ['60057', 'Beauvais (60)'],
    ['Bauvais', 'Beauvais (60)'],
    ['beauvais 99999', 'Beauvais (60)'],
  ])('« %s » is %s', (typed, found) => {
    expect(first(typed, PICARDIE)).toBe(found);
  });

  test.each([
    ['Saint-Martin (32)', 'Saint-Martin (32)'],
    ['Paris 11e', 'Paris (75)'],
    ['75011', 'Paris (75)'],
    ['Lyon 3', 'Lyon (69)'],
    ['Ajaccio (2A)', 'Ajaccio (2A)'],
    ['Saint-Denis (La Réunion)', 'Saint-Denis (974)'],
    ['Saint-Denis (93)', 'Saint-Denis (93)'],
  ])('in all of France « %s » is %s', (typed, found) => {
    expect(first(typed)).toBe(found);
  });

  test.each(['', '   ', '()', '🎉', 'zzzzzz'])('« %s » is none', (typed) => {
    expect(findMunicipalities(typed)).toEqual([]);
  });
});

test('the exact name comes first, then names beginning so, then names holding it, the larger before the smaller', () => {
  expect(findMunicipalities('Saint-Martin', { ...PICARDIE, limit: 6 }).map(({ name }) => name)).toEqual([
    'Saint-Martin-Longueau',
    'Saint-Martin-le-Nœud',
    'Saint-Martin-aux-Bois',
    'Saint-Martin-Rivière',
    'Béthisy-Saint-Martin',
    'Noyers-Saint-Martin',
  ]);
  const exact = findMunicipalities('Saint-Martin').filter(({ name }) => name === 'Saint-Martin');
  expect(exact.map(({ department }) => department)).toEqual(['65', '32', '67', '54']);
});

test('a commune comes with its department and inhabitants', () => {
  const [beauvais] = findMunicipalities('Beauvais');
  expect(beauvais).toMatchObject({ code: '60057', department: '60', departmentName: 'Oise' });
  expect(beauvais?.population).toBeGreaterThan(50_000);
});

test('a list is as long as asked', () => {
  expect(findMunicipalities('saint').length).toBeGreaterThan(4000);
  expect(findMunicipalities('saint', { limit: 3 })).toHaveLength(3);
});

test('every commune is found by its own name and department, in capitals without accents too', () => {
  const communes = gazetteer();
  expect(communes.length).toBeGreaterThan(34_000);
  const anyCommune = fc.integer({ min: 0, max: communes.length - 1 });
  fc.assert(
    fc.property(anyCommune, fc.boolean(), (index, shouted) => {
      const commune = communes[index];
      if (!commune) return;
      const name = shouted ? commune.name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase() : commune.name;
      const found = findMunicipalities(`${name} (${commune.department})`, { departments: [commune.department] });
      expect(found.map(({ code }) => code)).toContain(commune.code);
    }),
  );
});
