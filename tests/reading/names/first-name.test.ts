import { expect, test } from 'vitest';
import { firstName } from '../../../src/reading/index.ts';

test.each([
  ['Ana', 'Ana'],
  ['Ana Lopes', 'Ana'],
  ['LOPES Ana', 'Ana'],
  ['DE SOUSA LOPES Ana', 'Ana'],
  ['ANA', 'ANA'],
  ['LE GALL', 'LE GALL'],
  ['van der Berg', 'van der Berg'],
  ['ana lopes', 'ana'],
  ['Jean-Pierre Dupont', 'Jean-Pierre'],
  ['Zélie (Le Moulin)', 'Zélie'],
  ['Ana B.', 'Ana'],
  ['ana80', 'ana80'],
  ['李雷', '李雷'],
  // A name that doesn't begin with a first name stays as it is shown, marks of look-alikes included.
  ['J. Lopes', 'J. Lopes'],
  ['[Moulin] Ana', '[Moulin] Ana'],
  ['⚠ Cаpucine Roux', '⚠ Cаpucine Roux'],
  // An address isn't what anybody is called by.
  ['ada@exemple.fr', null],
  ['ada@exemple.fr Lovelace', null],
  ['Ada ada@exemple.fr', 'Ada'],
  ['  ', null],
])('« %s » is called %s', (shown, called) => {
  expect(firstName(shown)).toBe(called);
});
