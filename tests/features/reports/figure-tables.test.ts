import { expect, it } from 'vitest';
import type { EditionFacts } from '../../../src/features/reports/aggregates/facts.ts';
import { csvDocument } from '../../../src/features/reports/documents/csv.ts';
import { writeOutline } from '../../../src/features/reports/documents/write-outline.ts';
import { content, fr } from '../../support/demo-content.ts';
import { flat } from '../../support/printed.ts';
import { event, facts } from '../../support/report-facts.ts';
import { csvLines } from '../../support/tables.ts';

const exact = (value: number) => ({ value, precision: 'exact' }) as const;

/** Returns the tables of a chapter, each with its header first, as they are read. */
function tablesOf(chapter: string, known: Partial<EditionFacts>) {
  const bilan = content({}, { ...facts({ previous: null }), events: [event('held')], ...known });
  const parts = writeOutline(bilan, fr).chapters.find(({ id }) => id === chapter)?.parts ?? [];
  return parts.flatMap((part) =>
    part.kind === 'table' ? [[part.header, ...part.rows].map((row) => row.map(flat))] : [],
  );
}

it('a table of figures has columns of the edition before only where it is known of one of them', () => {
  const entered = { programmesPrinted: exact(3_000), posters: exact(800) };
  const rows = (...more: readonly (readonly string[])[]) => [
    ['Programmes imprimés', '3 000 exemplaires', ...(more[0] ?? [])],
    ['Affiches', '800 exemplaires', ...(more[1] ?? [])],
  ];
  // Nobody knows of the edition before, or there was one of which nothing of this is known.
  const without = [[['Chiffre', 'Valeur'], ...rows()]];
  expect(tablesOf('communication', { entered })).toEqual(without);
  expect(tablesOf('communication', { entered, previous: { year: 2007, figures: {} } })).toEqual(without);
  expect(tablesOf('communication', { entered, previous: { year: 2007, figures: { events: exact(11) } } })).toEqual(
    without,
  );
  // It is known of one: the other has a dash, and no figure is "non connu".
  const previous = { year: 2007, figures: { posters: exact(500) } };
  expect(tablesOf('communication', { entered, previous })).toEqual([
    [['Chiffre', 'Valeur', 'Édition 2007', 'Évolution'], ...rows(['–', '–'], ['500 exemplaires', '+300 (+60 %)'])],
  ]);
});

it('from a lower bound of the edition before no change follows', () => {
  const entered = { pageViews: exact(3_000), posters: exact(800) };
  const previous = {
    year: 2007,
    figures: { pageViews: { value: 2_000, precision: 'at_least' as const }, posters: exact(500) },
  };
  const [table] = tablesOf('communication', { entered, previous });
  expect(table?.map((row) => row[3])).toEqual(['Évolution', '+300 (+60 %)', 'non établi']);
});

it('a figure that nobody entered has no line', () => {
  expect(tablesOf('communication', { entered: { posters: exact(800) } })).toEqual([
    [
      ['Chiffre', 'Valeur'],
      ['Affiches', '800 exemplaires'],
    ],
  ]);
  expect(tablesOf('communication', {})).toEqual([]);
});

it('the launch tells its guests by category, in the document and in the CSV', () => {
  const launch = {
    entered: { launchAttendance: exact(62) },
    launchAttendanceLines: [
      { category: 'Élus', people: 12 },
      { category: 'Presse', people: 9 },
      { category: 'Structures', people: 41 },
    ],
  };
  const lines = launch.launchAttendanceLines.map(({ category, people }) => [category, String(people)]);
  expect(tablesOf('launch', launch)).toEqual([
    [
      ['Chiffre', 'Valeur'],
      ['Présents au lancement', '62 personnes'],
    ],
    [['Catégorie', 'Personnes'], ...lines],
  ]);
  const bilan = content({}, { ...facts(), ...launch });
  const told = csvLines(csvDocument(bilan, fr.forFiles()))
    .map((line) => Object.values(line))
    .filter(([, id]) => id === 'launchAttendanceLine');
  expect(told.map(([, , category, people]) => [category, people])).toEqual(lines);
});
