import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../../src/database/database.ts';
import { remindOfQuestionnaire } from '../../../../src/features/surveys/coordination/remind.ts';
import { loadQuestionnaire } from '../../../../src/features/surveys/questionnaires/load.ts';
import { testDatabase } from '../../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../../support/region-at-work.ts';
import { type Recording, recordStatements } from '../../../support/statements.ts';

const NOW = '2026-11-17T10:00:00+01:00';
const ASKED = new Date('2026-11-14T10:00:00+01:00');

let recording: Recording;
let database: Database;
let region: RegionAtWork;
let surveyId: string;
let organisations = 0;

beforeAll(async () => {
  recording = recordStatements();
  database = await testDatabase();
  region = await regionAtWork(database);
  const by = await region.person('Claire', 'coordinator');
  const editionId = await region.edition(2026);
  const data = { regionId: region.region.id, editionId, launchedAt: ASKED, launchedById: by };
  surveyId = (await database.prisma.survey.create({ data: { ...data, closesOn: new Date('2027-01-15') } })).id;
});
afterAll(async () => {
  await database?.close();
  recording?.stop();
});

/** Adds an organisation with one person and a questionnaire it was asked. Returns the questionnaire's id. */
async function asked(): Promise<string> {
  organisations += 1;
  const personId = await region.person(`Membre ${organisations}`);
  const organisationId = await region.organisation(`Structure ${organisations}`, [personId]);
  const data = { regionId: region.region.id, surveyId, kind: 'ORGANISATION' as const, organisationId, askedAt: ASKED };
  return (await database.prisma.questionnaire.create({ data })).id;
}

/** Returns how many queries it takes to remind of this questionnaire, which sends one reminder. */
async function reminding(questionnaireId: string): Promise<number> {
  const reminders = () => database.prisma.delivery.count({ where: { key: { startsWith: 'survey-reminder:' } } });
  const before = await reminders();
  recording.taken();
  await region.within(NOW, async (scope) =>
    remindOfQuestionnaire(scope, await loadQuestionnaire(scope, questionnaireId)),
  );
  const statements = recording.taken().length;
  expect(await reminders()).toBe(before + 1);
  return statements;
}

it('reminding of a questionnaire asks as much of the database among forty questionnaires as among two', async () => {
  // The first run includes what a connection asks only once.
  await reminding(await asked());
  const few = await reminding(await asked());
  expect(few).toBeGreaterThan(5);
  for (let more = 0; more < 37; more += 1) await asked();
  expect(await reminding(await asked())).toBe(few);
});
