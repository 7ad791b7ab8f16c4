import { describe, expect, test } from 'vitest';
import { ChoiceNeeded, UserError } from '../../../src/chat/user-error.ts';
import {
  matches,
  mayDecide,
  organisationOption,
  readMunicipality,
  readWebsite,
  tellsOrganisation,
} from '../../../src/features/organisations/rules.ts';

const picardie = ['02', '60', '80'];

function refusal(read: () => unknown): Pick<UserError, 'id' | 'values' | 'field'> {
  try {
    read();
  } catch (error) {
    if (error instanceof UserError) return { id: error.id, values: error.values, field: error.field };
    throw error;
  }
  throw new Error('it reads');
}

function offeredFor(typed: string): readonly string[] {
  try {
    readMunicipality(typed, picardie);
  } catch (error) {
    if (error instanceof ChoiceNeeded) return error.options.map(({ value }) => value);
    throw error;
  }
  throw new Error('it reads');
}

describe('the commune of an organisation', () => {
  test.each([
    [undefined, null, null],
    ['Amiens', 'Amiens', '80'],
    ['amiens', 'Amiens', '80'],
    ['Saint-Martin-Rivière', 'Saint-Martin-Rivière', '02'],
    ['Saint-Denis (93)', 'Saint-Denis', '93'],
    ['Lille (59)', 'Lille', '59'],
  ])('« %s » is %s (%s)', (typed, municipality, department) => {
    expect(readMunicipality(typed, picardie)).toEqual({ municipality, department });
  });

  test('is asked back when it could be several, all of them offered', () => {
    const { id, values, field } = refusal(() => readMunicipality('Saint-Martin', picardie));
    expect([id, field]).toEqual(['organisations.errors.municipalities', 'municipality']);
    const offered = offeredFor('Saint-Martin');
    expect(values).toEqual({ typed: 'Saint-Martin', count: offered.length });
    expect(offered.length).toBeGreaterThan(5);
    expect(offered).toContain('Saint-Martin-Rivière (02)');
    for (const one of offered) expect(() => readMunicipality(one, picardie)).not.toThrow();
  });

  test('is asked back when it is elsewhere, or misspelt', () => {
    expect(offeredFor('Lille')).toEqual(['Lille (59)']);
    expect(offeredFor('Beavais')).toEqual(['Beauvais (60)']);
  });

  test('is refused when it is none', () => {
    expect(refusal(() => readMunicipality('Nulle part', picardie))).toEqual({
      id: 'organisations.errors.municipality',
      values: { typed: 'Nulle part' },
      field: 'municipality',
    });
  });
});

test('a web address is completed, or refused', () => {
  expect(readWebsite(undefined)).toBeNull();
  expect(readWebsite('www.jardins.fr')).toBe('https://www.jardins.fr/');
  expect(refusal(() => readWebsite('pas de site'))).toEqual({
    id: 'organisations.errors.website',
    values: { typed: 'pas de site' },
    field: 'website',
  });
});

test.each([
  ['a coordinator', { coordinator: true, organisations: [] }, true],
  [
    'a member',
    {
      coordinator: false,
      organisations: [
        { id: 'ferme', name: 'La Ferme' },
        { id: 'jardins', name: 'Les Jardins' },
      ],
    },
    true,
  ],
  ['a member of another', { coordinator: false, organisations: [{ id: 'ferme', name: 'La Ferme' }] }, false],
  ['somebody of none', { coordinator: false, organisations: [] }, false],
])('who is a member is decided by %s: %#', (_who, actor, expected) => {
  expect(mayDecide(actor, 'jardins')).toBe(expected);
});

test.each([
  ['', true],
  ['  ', true],
  ['jard', true],
  ['ÉTÉ', true],
  ['jardins de', true],
  ['ferme', false],
])('« %s » may mean « Les Jardins de l’Été »: %s', (typed, expected) => {
  expect(matches('Les Jardins de l’Été', typed)).toBe(expected);
});

test('one of several stands with its commune, if it is known', () => {
  const jardins = { id: 'o1', name: 'Les Jardins', department: '60', municipality: 'Beauvais', website: null };
  expect(organisationOption(jardins)).toEqual({ value: 'o1', label: 'Les Jardins', description: 'Beauvais' });
  expect(organisationOption({ ...jardins, municipality: null })).toEqual({ value: 'o1', label: 'Les Jardins' });
});

describe('somebody’s name', () => {
  test.each([
    ['Inès (La Ruche)', 'La Ruche', true],
    ['La Ruche', 'La Ruche', true],
    ['Inès', 'La Ruche', false],
    ['Inès Laruche (Le Moulin)', 'La Ruche', false],
  ])('%s tells %s: %s', (name, organisation, tells) => {
    expect(tellsOrganisation(name, organisation)).toBe(tells);
  });
});
