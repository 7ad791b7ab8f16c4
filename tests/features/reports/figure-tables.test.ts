import { expect, it } from 'vitest';
import type { EditionFacts } from '../../../src/features/reports/aggregates/facts.ts';
import { csvDocument } from '../../../src/features/reports/documents/csv.ts';
import { writeOutline } from '../../../src/features/reports/documents/write-outline.ts';
import type { Answers } from '../../../src/features/surveys/questions/answers.ts';
import { content, fr } from '../../support/demo-content.ts';
import { flat } from '../../support/printed.ts';
import { choice, event, facts, people, withOrganisations, withQuestionnaires } from '../../support/report-facts.ts';
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

it.each([
  ['exact', 450, 'exact', 500, '−50 (−10 %)'],
  ['at_least', 550, 'exact', 500, 'au moins +50'],
  // Last year there were 500, now there are 450 or more: the loss is 50 at most.
  ['at_least', 450, 'exact', 500, 'non établi'],
  ['at_least', 500, 'exact', 500, 'non établi'],
  ['at_least', 30, 'estimated', 100, 'non établi'],
  ['at_least', 130, 'estimated', 100, 'non établi'],
  ['estimated', 30, 'exact', 100, 'environ −70'],
  ['exact', 130, 'estimated', 100, 'environ +30'],
  ['exact', 501, 'exact', 500, '+1 (moins de 1 %)'],
  ['exact', 1, 'exact', 500, '−499 (−99 %)'],
  ['exact', 1_500, 'exact', 500, '+1 000 (+200 %)'],
] as const)('%s %i beside %s %i: %s', (precision, value, before, previous, said) => {
  const known = {
    entered: { posters: { value, precision } },
    previous: { year: 2007, figures: { posters: { value: previous, precision: before } } },
  };
  expect(tablesOf('communication', known)[0]?.[1]?.[3]).toBe(said);
});

it.each([
  [200, 200, '200 sur 200 structures (100 %)'],
  [199, 200, '199 sur 200 structures (99 %)'],
  [398, 400, '398 sur 400 structures (99 %)'],
  [1, 300, '1 sur 300 structures (moins de 1 %)'],
  [0, 300, '0 sur 300 structures (0 %)'],
])('%i of %i is %s', (yes, asked, said) => {
  const [table] = tablesOf('communication', logoOf(yes, asked - yes, asked));
  expect(table?.find(([name]) => name === 'Structures qui ont utilisé le logo')?.[1]).toBe(said);
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

/** So many organisations say yes, so many no; the others haven't answered. */
const logoOf = (yes: number, no: number, asked: number) =>
  withOrganisations(
    Array.from({ length: asked }, (_, at) => (at < yes + no ? { logo: choice(at < yes ? 'yes' : 'no') } : {})),
  );

it('from a share of those who answered no change follows, whoever answered then', () => {
  const previous = { year: 2007, figures: { organisationsUsingLogo: exact(8) } };
  const [table] = tablesOf('communication', { ...logoOf(4, 1, 20), previous });
  expect(table?.map((row) => [row[0], row[3]])).toContainEqual(['Structures qui ont utilisé le logo', 'non établi']);
  const bilan = content({}, { ...facts({ previous }), ...logoOf(4, 1, 20) });
  expect(bilan.report.figures.organisationsUsingLogo.change).toBeNull();
});

it('a target isn’t missed as long as some haven’t answered', () => {
  const held = withQuestionnaires([
    ...Array.from({ length: 4 }, () => ({ ...people(10), officials: choice('yes') })),
    ...Array.from({ length: 8 }, () => ({})),
  ]);
  const reached = (target: number, known: Partial<EditionFacts>) => {
    const { edition } = content();
    const expectedResults = [{ figure: 'eventsWithOfficials' as const, target }];
    const bilan = content({ edition: { ...edition, expectedResults } }, { ...facts({ previous: null }), ...known });
    const parts = writeOutline(bilan, fr).chapters.find(({ id }) => id === 'objectives')?.parts ?? [];
    return parts.flatMap((part) => (part.kind === 'table' ? part.rows.map((row) => row.at(-1)) : []));
  };
  expect(reached(5, held)).toEqual(['non établi']);
  expect(reached(4, held)).toEqual(['oui']);
  const all = { events: held.events.slice(0, 4), eventQuestionnaires: held.eventQuestionnaires.slice(0, 4) };
  expect(reached(5, all)).toEqual(['non']);
});

it('people whom the news reached are a lower bound as long as an organisation may have passed it on', () => {
  const reach = (value: number) => ({ kind: 'quantity', value, precision: 'exact', typed: String(value) }) as const;
  const passed = [10, 20, 30].map((people) => ({ relayed: choice('yes'), relayedReach: reach(people) }));
  const told = (...others: readonly Answers[]) =>
    content({}, withOrganisations([...passed, ...others])).report.figures.peopleReachedByRelay;
  expect(told({ logo: choice('yes') })).toMatchObject({ value: 60, precision: 'at_least', parts: { told: 3 } });
  expect(told({})).toMatchObject({ value: 60, precision: 'at_least' });
  expect(told({ relayed: choice('no') })).toMatchObject({ value: 60, precision: 'exact' });
});

it('the annex tells how each event is counted, also by its questionnaire alone', () => {
  const events = [event('held'), event('cancelled', { status: 'cancelled' }), event('said'), event('later')];
  const said = (id: string, held: 'cancelled' | 'postponed') => ({
    ...{ event: id, answeredOn: null, countedOn: null },
    answers: { held: { kind: 'choice', option: held } } as const,
  });
  const eventQuestionnaires = [said('said', 'cancelled'), said('later', 'postponed')];
  const [table] = tablesOf('annexes', { events, eventQuestionnaires });
  expect(table?.slice(1).map((row) => [row[0], row.at(-1)])).toEqual([
    ['held', 'maintenu'],
    ['cancelled', 'annulé'],
    ['said', 'annulé'],
    ['later', 'reporté'],
  ]);
});
