import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { comparison } from '../../src/demo/compare-published.ts';
import type { EditionFile } from '../../src/demo/edition-file.ts';
import { effortLines } from '../../src/demo/efforts.ts';
import { factsOfEdition } from '../../src/demo/facts-of-edition.ts';
import picardie from '../../src/demo/picardie-2008.json' with { type: 'json' };
import { type Played, playEdition } from '../../src/demo/play-edition.ts';
import { readEditionFile } from '../../src/demo/read-edition-file.ts';
import { aggregate } from '../../src/features/reports/aggregates/aggregate.ts';
import { regionalFigures } from '../../src/features/reports/aggregates/regional.ts';
import { disclose } from '../../src/features/reports/disclosure/disclose.ts';
import { testDatabase } from '../support/database.ts';
import { expectValidRequests } from '../support/validated-requests.ts';

const file = smallEdition();
let database: Database;
let played: Played;

beforeAll(async () => {
  database = await testDatabase();
  played = await playEdition(file, database, () => {});
}, 200_000);

afterAll(() => database?.close());

test('another file plays too, and its figures are those of its own answers', () => {
  const { regional, details, texts } = bilan();
  expect(regional).toEqual(
    JSON.parse(JSON.stringify(regionalFigures(disclose(aggregate(factsOfEdition(file)), { surveyOpen: false })))),
  );
  expect(regional).toMatchObject({
    events: { value: 2, previous: null },
    questionnairesSent: { value: 2 },
    questionnairesAnswered: { value: 1 },
    participants: { value: null, precision: 'unknown', withheld: 'few' },
    respondingOrganisations: { value: 1 },
  });
  expect(details.figures.budget).toMatchObject({ value: 4000, unit: 'euros' });
  expect(texts['chapter:method']).toBe(file.note.join('\n\n'));
  expect(texts['chapter:essential']).not.toContain('contre');
  expectValidRequests(played.platforms);
});

test('what it asked of people is counted: their gestures, and the messages of the bot that they had before their eyes', () => {
  const { organiser, coordinator, organisationSheets } = played.efforts;
  expect(organisationSheets).toHaveLength(1);
  for (const sheet of organisationSheets) {
    expect(sheet.gestures).toBeLessThanOrEqual(18);
    expect(sheet.messages).toBeLessThanOrEqual(3);
  }
  expect(organiser.gestures).toBeGreaterThan(0);
  expect(organiser.gestures).toBeLessThanOrEqual(60);
  expect(coordinator.gestures).toBeLessThanOrEqual(120);
  expect(effortLines(played.efforts).split('\n')).toHaveLength(3);
});

test('beside the published figures it says which moved', () => {
  const compared = comparison(file, played.documents);
  expect(compared?.same).toBe(false);
  expect(compared?.text).toContain('events.value : publié 22, joué 2');
});

interface Bilan {
  readonly regional: unknown;
  readonly details: { readonly figures: Readonly<Record<string, unknown>> };
  readonly texts: Readonly<Record<string, string>>;
}

function bilan(): Bilan {
  const json = played.documents.find(({ name }) => name === 'bilan.json');
  if (!json) throw new Error('no bilan.json');
  return JSON.parse(new TextDecoder().decode(json.bytes));
}

/** Returns Picardie 2008 cut down to two events of two organisations, without an edition before, with a budget. */
function smallEdition(): EditionFile {
  const whole = structuredClone(picardie);
  const organisations = ['cres', 'institut-godin'];
  const events = ['conference-de-presse', 'habiter-en-commun'];
  const people = whole.people.filter(({ organisation }) => organisations.includes(organisation));
  const reading = readEditionFile({
    ...whole,
    note: ['Édition inventée, pour essayer.', "Chapitre : rien ici n'a eu lieu ; texte : rien non plus."],
    organisations: whole.organisations.filter(({ id }) => organisations.includes(id)),
    people,
    previousEdition: null,
    edition: { ...whole.edition, expectedResults: whole.edition.expectedResults.slice(0, 1) },
    events: whole.events.filter(({ id }) => events.includes(id)),
    meeting: {
      ...whole.meeting,
      replies: whole.meeting.replies.filter(({ person }) => people.some(({ id }) => id === person)),
    },
    eventSheets: whole.eventSheets
      .filter(({ event }) => event === 'habiter-en-commun')
      .map((one) => ({ ...one, answers: { ...one.answers, attendance: { type: '75' } } })),
    organisationSheets: whole.organisationSheets.filter(({ organisation }) => organisation === 'institut-godin'),
    entered: {
      ...whole.entered,
      figures: [{ figure: 'budget', typed: '4000' }],
      answersCountedOn: undefined,
      claims: [],
      budgetLines: [
        { funder: 'Fonds inventé', amount: 3000 },
        { funder: 'Mécène inventé', amount: 1000 },
      ],
    },
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 2));
  return reading.file;
}
