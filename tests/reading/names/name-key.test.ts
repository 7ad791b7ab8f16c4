import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, isSimilarName, nameKey, withinEdits } from '../../../src/reading/index.ts';

describe('the key of a name', () => {
  test.each([
    ["L'Association « Les Jardins de l'Oise »", 'jardins oise'],
    ["jardins de l'oise (asso. loi 1901)", 'jardins oise'],
    ['Les Jardins de l’Oise', 'jardins oise'],
    ['SCOP Tout Naturellement', 'tout naturellement'],
    ['Énergies & Territoires SCIC', 'energies territoires'],
    ['S.C.O.P. Œuvres', 'oeuvres'],
    ['Association', 'association'],
    ['!!!', ''],
  ])('of %s is « %s »', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  test('has itself for key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('probably the same organisation', () => {
  test.each([
    ['Emmaüs Beauvais', 'EMMAUS-BEAUVAIS'],
    ['Jardins de Cocagne', 'Jardin de Cocagne'],
    ['Ligue de l’enseignement de l’Oise', "Ligue de l'Enseignement Oise"],
    ['Biocoop Amiens', 'Amiens Biocoop'],
    ['Habitat et Humanisme', 'Habitat & Humanisme'],
    ['Les Petits Frères des Pauvres', 'Petits freres des pauvrs'],
    ['La Machinerie', 'La Machinnerie'],
    ['Le Relais 60', 'Relais60'],
  ])('%s and %s', (a, b) => {
    expect(isSimilarName(a, b)).toBe(true);
    expect(isSimilarName(b, a)).toBe(true);
  });
});

describe('another organisation', () => {
  test.each([
    ['Emmaüs Beauvais', 'Emmaüs Amiens'],
    ['Emmaüs', 'Emmaüs Beauvais'],
    ['APF 60', 'APF 80'],
    ['Ligue de l’enseignement de l’Oise', 'Ligue de l’enseignement de la Somme'],
    ['Biocoop Laon', 'Biocoop Lyon'],
    ['', ''],
    ['!!!', '???'],
  ])('%s and %s', (a, b) => {
    expect(isSimilarName(a, b)).toBe(false);
  });
});

test('folding undoes what phones and word processors put in', () => {
  expect(fold('  L’Œuvre\u00a0–  ÉTÉ ')).toBe("l'oeuvre - ete");
});

test('a slip is a letter more, less, other, or two swapped', () => {
  expect(withinEdits('samedi', 'samdi', 1)).toBe(true);
  expect(withinEdits('samedi', 'smaedi', 1)).toBe(true);
  expect(withinEdits('samedi', 'lundi', 1)).toBe(false);
  expect(withinEdits('', 'ab', 1)).toBe(false);
});
