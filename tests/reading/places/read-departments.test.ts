import { describe, expect, test } from 'vitest';
import { department, departments, readDepartments, regions } from '../../../src/reading/index.ts';
import { FORMER_REGIONS } from '../../../src/reading/places/former-regions.ts';

test('France has 101 departments in 18 regions, each in one', () => {
  expect(departments()).toHaveLength(101);
  expect(regions()).toHaveLength(18);
  expect(regions().flatMap((region) => region.departments)).toHaveLength(101);
  expect(department('2A')?.name).toBe('Corse-du-Sud');
  expect(department('971')?.name).toBe('Guadeloupe');
  expect(department('20')).toBeNull();
});

test('the 22 former regions held the 96 metropolitan departments, each in one', () => {
  const codes = [...FORMER_REGIONS.values()].flat().sort();
  expect(FORMER_REGIONS.size).toBe(22);
  expect(codes).toEqual(
    departments()
      .map(({ code }) => code)
      .filter((code) => code.length === 2),
  );
});

describe('departments as people name them', () => {
  test.each([
    ['02, 60, 80', ['02', '60', '80']],
    ['2 60 80', ['02', '60', '80']],
    ['Aisne Oise Somme', ['02', '60', '80']],
    ["l'Aisne, l'Oise et la Somme", ['02', '60', '80']],
    ['Picardie', ['02', '60', '80']],
    ['Hauts-de-France', ['02', '59', '60', '62', '80']],
    ['Nord-Pas-de-Calais', ['59', '62']],
    ['Nord, Pas-de-Calais', ['59', '62']],
    ['Picardie et Nord', ['02', '59', '60', '80']],
    ['2a 2B', ['2A', '2B']],
    ['20', ['2A', '2B']],
    ['PACA', ['04', '05', '06', '13', '83', '84']],
    ['Pays de la Loire', ['44', '49', '53', '72', '85']],
    ['Loire', ['42']],
    ["cote d'or", ['21']],
    ['Réunion', ['974']],
    ['Centre', ['18', '28', '36', '37', '41', '45']],
  ])('« %s » is %j', (text, codes) => {
    expect(readDepartments(text)).toEqual({ ok: true, value: codes });
  });

  test('what is no department is named', () => {
    expect(readDepartments('Oise et Zut')).toEqual({ ok: false, problem: 'unreadable', unknown: ['zut'] });
    expect(readDepartments('  ')).toEqual({ ok: false, problem: 'empty', unknown: [] });
  });

  test('every department and region is read by its own name', () => {
    for (const { code, name } of departments()) {
      // Each of these islands is a region as well as a department.
      expect(readDepartments(name), name).toMatchObject({ ok: true, value: [code] });
    }
    for (const { name, departments: codes } of regions()) {
      expect(readDepartments(name), name).toMatchObject({ ok: true, value: codes });
    }
  });
});
