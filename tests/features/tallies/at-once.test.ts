import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { editionById } from '../../../src/features/editions/queries.ts';
import { answerOperations } from '../../../src/features/surveys/answering/operations/answer.ts';
import { showTally } from '../../../src/features/tallies/operations.ts';
import { countTally, tallyAnswered, tallyMarks, tallyStale } from '../../../src/features/tallies/refresh.ts';
import { tallyStore } from '../../../src/features/tallies/store.ts';
import { silentLog } from '../../../src/log.ts';
import { createMarkWriter } from '../../../src/marks/writer.ts';
import { manualClock } from '../../../src/playground/clock.ts';
import { testDatabase } from '../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../support/region-at-work.ts';

const NOW = '2026-11-16T10:00:00+01:00';
const PEOPLE = 12;
const { answerQuestion } = answerOperations([tallyAnswered]);

let database: Database;
let region: RegionAtWork;
let editionId: string;
const conversations: string[] = [];

/** Everybody has organised an event of their own and is asked about it. */
beforeAll(async () => {
  database = await testDatabase();
  region = await regionAtWork(database);
  const claire = await region.person('Claire', 'coordinator');
  editionId = await region.edition(2026);
  const regionId = region.region.id;
  const asked = new Date(NOW);
  const survey = await database.prisma.survey.create({
    data: { regionId, editionId, launchedAt: asked, launchedById: claire, closesOn: new Date('2027-01-15') },
  });
  for (let index = 0; index < PEOPLE; index += 1) {
    const personId = await region.person(`Olive ${index}`);
    const organisationId = await region.organisation(`Les Jardins ${index}`, [personId]);
    const startsAt = '2026-11-14T14:00:00+01:00';
    const eventId = await region.event({ editionId, organisationId, by: personId, startsAt });
    const questionnaire = await database.prisma.questionnaire.create({
      data: { regionId, surveyId: survey.id, kind: 'EVENT', organisationId, eventId, askedAt: asked },
    });
    const conversation = await database.prisma.surveyConversation.create({
      data: {
        ...{ regionId, questionnaireId: questionnaire.id, personId, platform: 'slack' },
        ...{ deliveryKey: `survey:${questionnaire.id}`, question: 'held', openedAt: asked },
      },
    });
    conversations.push(conversation.id);
  }
});
afterAll(() => database?.close());

const press = (index: number, question: string, what: string) =>
  region.as(`Olive ${index}`, NOW, answerQuestion, {
    conversationId: conversations[index] ?? '',
    question,
    given: { by: 'press', what },
  });

test('a tally counts everybody who answers at the same moment, while it is shown and counted anew', async () => {
  const everybody = Array.from({ length: PEOPLE }, (_, index) => index);
  const place = { platform: 'slack' as const, thread: null };
  const shown = (channel: string) =>
    region.as('Claire', NOW, showTally, { place: { ...place, channel }, daily: false });
  await shown('C-before');
  const writer = createMarkWriter({
    database,
    ...{ renderers: tallyMarks, log: silentLog, now: () => new Date(NOW), pace: manualClock() },
  });
  writer.start();
  await Promise.all([
    writer.atRest(),
    ...everybody.map((index) => press(index, 'held', index === 0 ? 'cancelled' : 'yes')),
    shown('C-meanwhile'),
    region.within(NOW, (scope) => tallyStale(scope, editionId)),
  ]);
  await Promise.all([
    writer.atRest(),
    ...everybody.slice(1).map((index) => press(index, 'officials', index % 2 === 0 ? 'yes' : 'no')),
  ]);
  await writer.atRest();
  await writer.stop();

  await region.within(NOW, async (scope) => {
    const edition = await editionById(scope, editionId);
    if (!edition) throw new Error('no edition');
    const counted = await countTally(scope, edition);
    expect(counted.counts).toMatchObject({ eventsReceived: PEOPLE, eventsCounted: PEOPLE - 1, officialsYes: 5 });
    const tallies = await tallyStore(scope).live();
    expect(tallies.map(({ shown: states }) => states?.now)).toEqual([counted, counted]);
  });
});
