import { describe, expect, test } from 'vitest';
import type { UserError } from '../../../src/chat/user-error.ts';
import {
  changedDepartments,
  departmentsOf,
  isChannelId,
  isMistypedCode,
  newPairingCode,
  readNamedRegion,
  readPairingCode,
  readTypedRegion,
  regionLine,
} from '../../../src/features/regions/rules.ts';

test('a code is read however it is spaced and written', () => {
  const code = newPairingCode();
  expect(code).toMatch(/^FIL-[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
  expect(readPairingCode(code)).toBe(code);
  expect(readPairingCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code);
  expect(readPairingCode(`« ${code} »`)).toBe(code);
});

test.each([
  'Picardie',
  'Hauts-de-France',
  'Filature du Nord',
  'Fil-et-Aiguille',
  '02, 60, 80',
  'FIL-7KQ2-M9X',
  'FIL-7KQ2-M9XDE',
  'x FIL-7KQ2-M9XD',
  'FIL-7KQ2-M9X0',
])('%s is no code', (name) => {
  expect(readPairingCode(name)).toBeNull();
});

test.each([
  ['FIL-7KQ2-M9XD', false],
  ['FIL-7KQ0-M9XD', true],
  ['« fil-7kq2-m9x »', true],
  ['FIL 7KQ2 M9XDE', true],
  ['FІL-7КQ2-М9Х1', true],
  ['FIL-ABCD-EFGI', true],
  ['FIL-234-567', true],
  ['Picardie', false],
  ['Filature du Nord', false],
  ['Filière-bois', false],
  ['Fil-et-Aiguille', false],
  ['Fil bleu 60', false],
  ['02, 60, 80', false],
])('%s is meant as a code that it isn’t: %s', (typed, mistyped) => {
  expect(isMistypedCode(typed)).toBe(mistyped);
});

test('codes are not guessed from one another', () => {
  expect(new Set(Array.from({ length: 500 }, newPairingCode)).size).toBe(500);
});

describe('a region in one line', () => {
  test.each([
    ['Picardie', 'Picardie', undefined],
    ['  Picardie ', 'Picardie', undefined],
    ['Picardie 02,60,80', 'Picardie', '02,60,80'],
    ['Picardie (02, 60 et 80)', 'Picardie', '02, 60 et 80'],
    ['Mois en Corse : 2A 2B', 'Mois en Corse', '2A 2B'],
    ['Val de Nulle Part 60', 'Val de Nulle Part', '60'],
    ['Mois 2026', 'Mois 2026', undefined],
    ['FIL-2222-2222', 'FIL-2222-2222', undefined],
    ['02, 60', '02, 60', undefined],
  ])('« %s »: %s, %s', (typed, name, departments) => {
    expect(readNamedRegion(typed)).toEqual({ name, departments });
  });

  test.each([
    ['Picardie Aisne Oise', null],
    ['Hauts-de-France', { region: 'Hauts-de-France' }],
    ['Val de Nulle Part', { region: 'Val de Nulle Part' }],
    ['Picardie 02 60', { region: 'Picardie', departments: '02 60' }],
    ['FIL-2222-2222', { region: 'FIL-2222-2222' }],
  ])('« %s » typed after the command', (typed, expected) => {
    expect(readTypedRegion(typed)).toEqual(expected);
  });

  test.each([
    ['Picardie', ['80', '02', '60'], 'Picardie'],
    ['Picardie', ['02', '60'], 'Picardie 02, 60'],
    ['Val de Nulle Part', ['60'], 'Val de Nulle Part 60'],
  ])('%s of %j reads', (name, departments, line) => {
    expect(regionLine({ name, departments })).toBe(line);
  });
});

describe('departments', () => {
  const refused = (typed: string | undefined, name: string): UserError | null => {
    try {
      departmentsOf(typed, name);
      return null;
    } catch (error) {
      return error as UserError;
    }
  };

  test.each([
    [undefined, 'Picardie', ['02', '60', '80']],
    ['Oise', 'Picardie', ['60']],
    ['02, 60', 'Val de Nulle Part', ['02', '60']],
  ])('« %s » of %s', (typed, name, expected) => {
    expect(departmentsOf(typed, name)).toEqual(expected);
  });

  test.each([
    [undefined, 'Val de Nulle Part', 'regions.errors.unknownRegion', { name: 'Val de Nulle Part' }],
    ['02, 99', 'Picardie', 'regions.errors.departments', { typed: '99' }],
    ['', 'Picardie', 'regions.errors.departments', { typed: '' }],
  ])('« %s » of %s can’t be read', (typed, name, id, values) => {
    expect(refused(typed, name)).toMatchObject({ id, values, field: 'departments' });
  });

  const before = { name: 'Picardie', departments: ['02', '60'] };
  test.each([
    ['the same name leaves them', 'Picardie', undefined, ['02', '60']],
    ['a name of no known area leaves them', 'Val de Nulle Part', undefined, ['02', '60']],
    ['the name of another area brings its own', 'Hauts-de-France', undefined, ['02', '59', '60', '62', '80']],
    ['what is typed counts', 'Picardie', '80', ['80']],
  ])('of a region set up before: %s', (_what, name, typed, expected) => {
    expect(changedDepartments(before, name, typed)).toEqual(expected);
  });
});

test.each([
  ['slack', 'C0123ABC', true],
  ['slack', 'G0123ABC', true],
  ['slack', 'D0123ABC', false],
  ['slack', 'C', false],
  ['slack', '#annonces C0123', false],
  ['slack', 'C0123 annonces', false],
  ['discord', '123456789', true],
  ['discord', 'salon 123', false],
  ['discord', '123 salon', false],
] as const)('on %s, « %s » can be a channel: %s', (platform, value, expected) => {
  expect(isChannelId(platform, value)).toBe(expected);
});
