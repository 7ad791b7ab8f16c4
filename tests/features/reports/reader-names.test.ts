import { describe, expect, it } from 'vitest';
import { readersNamed } from '../../../src/features/reports/reader-names.ts';

const person = (name: string, ...organisations: readonly string[]) => ({ id: name, name, team: false, organisations });
const people = [
  person('Bruno Martin', 'La Ruche'),
  person('Ana', 'Le Moulin'),
  person('Ana', 'La Ruche'),
  person('Ana-Maria Petit', 'Le Fournil'),
  person('Élise Bruneau'),
];

describe('whom a typed name may mean', () => {
  it.each([
    ['Bruno', ['Bruno Martin']],
    ['bruno martin', ['Bruno Martin']],
    ['martin bruno', ['Bruno Martin']],
    ['elise', ['Élise Bruneau']],
    // The whole name comes before longer ones.
    ['ana', ['Ana', 'Ana']],
    ['Ana (La Ruche)', ['Ana']],
    ['Ana, Le Moulin', ['Ana']],
    ['Ana-Maria', ['Ana-Maria Petit']],
    ['Brun', ['Bruno Martin', 'Élise Bruneau']],
    // An organisation's name alone is nobody's.
    ['La Ruche', []],
    ['Zoé', []],
    ['…', []],
  ])('« %s » : %j', (typed, expected) => {
    expect(readersNamed(people, typed).map(({ name }) => name)).toEqual(expected);
  });
});
