import { describe, expect, test } from 'vitest';
import { readPlace } from '../../../src/reading/index.ts';

const PICARDIE = ['02', '60', '80'];
const read = (text: string) => {
  const place = readPlace(text, PICARDIE);
  const candidates = place.ok ? [] : place.candidates.map(({ name }) => name);
  return { town: place.ok ? place.value.name : null, venue: place.venue, candidates, online: place.online };
};

describe('venue and town', () => {
  test.each([
    ['Salle des fêtes, Beauvais', 'Beauvais', 'Salle des fêtes'],
    ['Salle des fêtes - Beauvais', 'Beauvais', 'Salle des fêtes'],
    ['Salle des fêtes (Beauvais)', 'Beauvais', 'Salle des fêtes'],
    ['Beauvais, salle des fêtes', 'Beauvais', 'salle des fêtes'],
    ['Beauvais', 'Beauvais', ''],
    ['Creil (Oise)', 'Creil', ''],
    ['Espace Matisse, Creil (60)', 'Creil', 'Espace Matisse'],
    ["Maison de l'ESS à Amiens", 'Amiens', "Maison de l'ESS"],
    ["Maison de l'ESS à Amiens, salle 3", 'Amiens', "Maison de l'ESS, salle 3"],
    ['Maison à vivre à Amiens', 'Amiens', 'Maison à vivre'],
    ['Médiathèque au Crotoy', 'Le Crotoy', 'Médiathèque'],
    ['12 rue de la République, 60000 Beauvais', 'Beauvais', '12 rue de la République'],
    ['12 rue de la République 60000 Beauvais', 'Beauvais', '12 rue de la République'],
    ['Salle Saint-Martin, Beauvais', 'Beauvais', 'Salle Saint-Martin'],
  ])('« %s » is %s, « %s »', (text, town, venue) => {
    expect(read(text)).toEqual({ town, venue, candidates: [], online: false });
  });
});

describe('in doubt, the person chooses', () => {
  test.each([
    ['Salle des fêtes Beauvais', ['Beauvais']],
    ['mairie de Laon', ['Laon']],
    ['Salle Albert', ['Albert']],
    ['Amienss', ['Amiens']],
    ['Théâtre', []],
    ['', []],
  ])('« %s »: %j', (text, candidates) => {
    expect(read(text)).toEqual({ town: null, venue: text, candidates, online: false });
  });

  test('« Saint-Martin » may be many', () => {
    const { town, candidates } = read('Saint-Martin');
    expect(town).toBeNull();
    expect(candidates.slice(0, 2)).toEqual(['Saint-Martin-Longueau', 'Saint-Martin-le-Nœud']);
  });

  test('a town of another region is offered, never taken', () => {
    expect(readPlace('Salle X, Lille', PICARDIE)).toMatchObject({
      ok: false,
      problem: 'unsure',
      candidates: [{ name: 'Lille', department: '59' }],
    });
  });

  test('where no town is named, that is what is wrong', () => {
    for (const text of ['', 'Théâtre', 'en ligne']) {
      expect(readPlace(text, PICARDIE), text).toMatchObject({ ok: false, problem: 'missing', candidates: [] });
    }
  });
});

describe('the part after the last comma is the town', () => {
  test.each([
    ['Salle, Zzyzxville', [], 'Zzyzxville'],
    ['salle, zzyzxville', [], 'zzyzxville'],
    ['Salle Vivaldi, Atlantide-sur-Mer', [], 'Atlantide-sur-Mer'],
    ['Salle, Zzyzxville, Oise', [], 'Zzyzxville'],
    // A town elsewhere that is named before it is offered, not taken.
    ['Lille, Zzyzxville', ['Lille'], 'Zzyzxville'],
    // A slip in it comes before a name that stands earlier.
    ['Salle, Beauvaiis', ['Beauvais'], null],
  ])('« %s »: %j, and « %s » is none', (text, candidates, unknown) => {
    for (const departments of [PICARDIE, [...PICARDIE, '38', '71', '88', '48', '49']]) {
      const place = readPlace(text, departments);
      expect(place).toMatchObject({ ok: false, venue: text, unknown });
      expect(place.ok ? [] : place.candidates.map(({ name }) => name)).toEqual(candidates);
    }
  });

  test.each([
    ['Beauvais, Salle des fêtes', 'Beauvais', 'Salle des fêtes'],
    ['Crotoy, mairie', 'Le Crotoy', 'mairie'],
    ['Beauvais, La Ferme', 'Beauvais', 'La Ferme'],
    ['Beauvais, au fond', 'Beauvais', 'au fond'],
    ['Beauvais, Oise', 'Beauvais', 'Oise'],
    ['Salle des fêtes, Beauvais, Picardie, France', 'Beauvais', 'Salle des fêtes, Picardie, France'],
    ['Beauvais, 2e étage', 'Beauvais', '2e étage'],
    ['Creil (60), Matisse', 'Creil', 'Matisse'],
    ["Maison de l'ESS à Amiens, Matisse", 'Amiens', "Maison de l'ESS, Matisse"],
    ['60000 Beauvais, Matisse', 'Beauvais', 'Matisse'],
    ['Amiens, La Machinerie', 'Amiens', 'La Machinerie'],
    ['À Amiens, Matisse', 'Amiens', 'Matisse'],
    ['Tour Perret, Amiens, en ligne aussi', 'Amiens', 'Tour Perret, aussi'],
    ['Amiens, La Machinerie, en visio', 'Amiens', 'La Machinerie'],
    // La Marne is a commune elsewhere, but the department is meant.
    ['Salle X, Amiens, Marne', 'Amiens', 'Salle X, Marne'],
  ])('but « %s » says itself that it is %s', (text, town, venue) => {
    expect(read(text)).toMatchObject({ town, venue });
  });
});

describe('online', () => {
  test.each(['en ligne', 'En visio', 'visioconférence', 'à distance', 'sur Zoom', 'https://meet.exemple.fr/x'])(
    '« %s » needs no town',
    (text) => {
      expect(read(text)).toEqual({ town: null, venue: text, candidates: [], online: true });
    },
  );

  test('and in a room as well', () => {
    expect(read('Amiens et en ligne')).toEqual({ town: 'Amiens', venue: '', candidates: [], online: true });
    expect(read('Le Zoom, Amiens').online).toBe(false);
  });
});
