import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../../../src/database/database.ts';
import { declineReminded, takeRefusalBack } from '../../../../../src/features/surveys/answering/operations/decline.ts';
import { testDatabase } from '../../../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../../../support/region-at-work.ts';

const NOW = '2026-11-17T10:00:00+01:00';
const ASKED = new Date('2026-11-14T10:00:00+01:00');

let database: Database;
let region: RegionAtWork;
let questionnaireId: string;

/** Ana's organisation was asked; Ben is of another one, Claire coordinates. */
beforeAll(async () => {
  database = await testDatabase();
  region = await regionAtWork(database);
  const launchedById = await region.person('Claire', 'coordinator');
  const editionId = await region.edition(2026);
  const organisationId = await region.organisation('Le Moulin', [await region.person('Ana')]);
  await region.organisation('La Ruche', [await region.person('Ben')]);
  const shared = { regionId: region.region.id };
  const survey = await database.prisma.survey.create({
    data: { ...shared, editionId, launchedAt: ASKED, launchedById, closesOn: new Date('2027-01-15') },
  });
  const asked = await database.prisma.questionnaire.create({
    data: { ...shared, surveyId: survey.id, kind: 'ORGANISATION', organisationId, askedAt: ASKED },
  });
  questionnaireId = asked.id;
});
afterAll(() => database?.close());

const isDeclined = async () =>
  (await database.prisma.questionnaire.findUniqueOrThrow({ where: { id: questionnaireId } })).declinedAt !== null;

it('an organisation declines for itself alone, and takes that back alone', async () => {
  for (const other of ['Ben', 'Claire']) {
    await expect(region.as(other, NOW, declineReminded, { questionnaireId })).rejects.toThrow();
    expect([other, await isDeclined()]).toEqual([other, false]);
  }
  await region.as('Ana', NOW, declineReminded, { questionnaireId });
  expect(await isDeclined()).toBe(true);
  for (const other of ['Ben', 'Claire']) {
    await expect(region.as(other, NOW, takeRefusalBack, { questionnaireId })).rejects.toThrow();
    expect([other, await isDeclined()]).toEqual([other, true]);
  }
  await region.as('Ana', NOW, takeRefusalBack, { questionnaireId });
  expect(await isDeclined()).toBe(false);
});
