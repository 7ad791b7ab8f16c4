import { afterAll, beforeAll, expect, it } from 'vitest';
import { dueHandlers } from '../../../../src/composition.ts';
import type { Database } from '../../../../src/database/database.ts';
import { cancelEvent, postponeEvent } from '../../../../src/features/events/operations/move.ts';
import { planEvents } from '../../../../src/features/surveys/asking/plan.ts';
import { surveyOfEdition } from '../../../../src/features/surveys/queries.ts';
import { silentLog } from '../../../../src/log.ts';
import { createSchedule } from '../../../../src/schedule/run-due.ts';
import { testDatabase } from '../../../support/database.ts';
import { type RegionAtWork, regionAtWork } from '../../../support/region-at-work.ts';

const NOW = '2026-11-05T10:00:00+01:00';

let database: Database;
let work: RegionAtWork;
beforeAll(async () => {
  database = await testDatabase();
  work = await regionAtWork(database);
});
afterAll(() => database?.close());

/** Returns when the event's questionnaire will be asked; null when it won't. */
async function askedAt(eventId: string): Promise<Date | null> {
  await createSchedule(database, dueHandlers, silentLog).runDue(new Date(NOW));
  const { id } = await database.prisma.questionnaire.findFirstOrThrow({ where: { eventId } });
  const due = await database.prisma.dueItem.findFirst({ where: { kind: 'survey-ask', subject: id, doneAt: null } });
  return due?.dueAt ?? null;
}

it('an event that is moved is asked about the day after its new date, earlier or later; a cancelled one is not', async () => {
  const ana = await work.person('Ana');
  const organisationId = await work.organisation('Les Jardins', [ana]);
  const editionId = await work.edition(2026);
  const id = await work.event({ editionId, organisationId, by: ana, startsAt: '2026-11-20T18:00:00+01:00' });
  const { id: regionId } = work.region;
  const launched = { launchedAt: new Date(NOW), launchedById: ana, closesOn: new Date('2027-01-15') };
  await database.prisma.survey.create({ data: { regionId, editionId, ...launched } });
  await work.within(NOW, async (scope) => {
    const survey = await surveyOfEdition(scope, editionId);
    if (survey) await planEvents(scope, survey);
  });
  expect(await askedAt(id)).toEqual(new Date('2026-11-21T10:00:00+01:00'));

  const { version } = await database.prisma.event.findUniqueOrThrow({ where: { id } });
  await work.as('Ana', NOW, postponeEvent, { id, when: '12 novembre 18h', version });
  expect(await askedAt(id)).toEqual(new Date('2026-11-13T10:00:00+01:00'));
  await work.as('Ana', NOW, postponeEvent, { id, when: '26 novembre 18h', version: version + 1 });
  expect(await askedAt(id)).toEqual(new Date('2026-11-27T10:00:00+01:00'));
  await work.as('Ana', NOW, cancelEvent, { id, reason: null });
  expect(await askedAt(id)).toBeNull();
});
