import { expect, it } from 'vitest';
import { alphabetical } from '../../../src/reading/index.ts';

const sorted = (language: 'fr' | 'en', ...names: readonly string[]) => alphabetical(language, names, (name) => name);

it('sorts as a dictionary does, accents and capitals beside their letters', () => {
  expect(sorted('fr', 'Zèbre', 'étoile', 'Écureuil', 'Abeille', 'Œuvre', 'oie', 'été')).toEqual([
    'Abeille',
    'Écureuil',
    'été',
    'étoile',
    'Œuvre',
    'oie',
    'Zèbre',
  ]);
});

it('sorts numbers by what they are worth', () => {
  expect(sorted('en', 'Salle 10', 'Salle 9', 'Salle 2')).toEqual(['Salle 2', 'Salle 9', 'Salle 10']);
});

it('leaves those of one name in their order', () => {
  const all = [
    { name: 'Fanfare', id: 2 },
    { name: 'Fanfare', id: 1 },
  ];
  expect(alphabetical('fr', all, ({ name }) => name)).toEqual(all);
});
