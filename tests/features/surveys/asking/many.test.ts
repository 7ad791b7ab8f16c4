import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../../src/database/database.ts';
import { openDatabase } from '../../../../src/database/open-database.ts';
import {
  previewClosing,
  remindMissing,
  runOperations,
} from '../../../../src/features/surveys/coordination/operations/run-survey.ts';
import { surveyJobs } from '../../../../src/features/surveys/jobs.ts';
import { silentLog } from '../../../../src/log.ts';
import { createSchedule } from '../../../../src/schedule/run-due.ts';
import { emptyDatabase, testDatabase, testDatabaseLocation } from '../../../support/database.ts';
import { storeOrganisations } from '../../../support/many-organisations.ts';
import { regionAtWork } from '../../../support/region-at-work.ts';
import { runScript } from '../../../support/script-run.ts';
import { longestTransaction, type Recording, recordStatements } from '../../../support/statements.ts';

/** After the month: all organisations are asked at once. */
const NOW = '2026-12-02T10:00:00+01:00';
const TICK = '2026-12-02T10:00:05+01:00';
const REMINDED = '2026-12-20T10:00:00+01:00';
const REMINDED_TICK = '2026-12-20T10:00:05+01:00';

const { launchSurvey, extendSurvey, closeSurvey } = runOperations([]);

async function regionOf(organisations: number, database: Database) {
  const work = await regionAtWork(database);
  await work.person('Claire', 'coordinator');
  await storeOrganisations(database, await work.edition(2026), { to: organisations });
  return work;
}

describe('a survey of many organisations', () => {
  let recording: Recording;
  let database: Database;
  beforeAll(async () => {
    recording = recordStatements();
    database = await testDatabase();
  });
  afterEach(() => emptyDatabase(database));
  afterAll(async () => {
    await database?.close();
    recording?.stop();
  });

  const runDue = (now: string) => createSchedule(database, surveyJobs, silentLog).runDue(new Date(now));
  const stored = (begins: string) =>
    database.prisma.delivery.findMany({ where: { key: { startsWith: begins }, editOf: null } });
  const said = async (begins: string) => JSON.stringify((await stored(begins)).map(({ body }) => body));
  /** Looks what is due until nothing is. */
  const all = async (now: string) => {
    while ((await runDue(now)) > 0);
  };

  it('is launched, reminded of, prolonged and closed in as many statements for a hundred as for fifty', async () => {
    const statements = async (organisations: number) => {
      const work = await regionOf(organisations, database);
      const count = async (does: () => Promise<unknown>) => {
        recording.taken();
        await does();
        return recording.taken().length;
      };
      const launching = await count(() => work.as('Claire', NOW, launchSurvey, { closesOn: null }));
      expect(await database.prisma.questionnaire.count({ where: { askedAt: { not: null } } })).toBe(20);
      await all(TICK);
      expect(await stored('survey:')).toHaveLength(organisations);
      const reminding = await count(() => work.as('Claire', REMINDED, remindMissing, {}));
      expect(await stored('survey-reminder:')).toHaveLength(20);
      await all(REMINDED_TICK);
      expect(await stored('survey-reminder:')).toHaveLength(organisations);
      const prolonging = await count(() => work.as('Claire', REMINDED, extendSurvey, { closesOn: '2027-01-20' }));
      await all(REMINDED_TICK);
      const closing = await count(() => work.as('Claire', REMINDED, closeSurvey, {}));
      await emptyDatabase(database);
      return { launching, reminding, prolonging, closing };
    };
    await statements(25);
    const some = await statements(50);
    expect(some.reminding).toBeGreaterThan(10);
    expect(await statements(100)).toEqual(some);
  }, 120_000);

  it('takes as many statements for a step, however many follow', async () => {
    const steps = async (organisations: number) => {
      const work = await regionOf(organisations, database);
      await work.as('Claire', NOW, launchSurvey, { closesOn: null });
      recording.taken();
      await runDue(TICK);
      const longest = longestTransaction(recording.taken());
      await emptyDatabase(database);
      return longest;
    };
    await steps(45);
    const few = await steps(60);
    expect(few).toBeGreaterThan(50);
    expect(await steps(160)).toBeLessThanOrEqual(few);
  }, 120_000);

  it('shows whoever launches and reminds how far it has come, and answers others meanwhile', async () => {
    const work = await regionOf(70, database);
    const launched = await work.as('Claire', NOW, launchSurvey, { closesOn: null });
    expect(launched).toMatchObject({ following: 50, leaves: { now: 20 } });
    expect(await said('survey-asking:')).toContain('20 sur 70');
    let isOver = false;
    const steps = runDue(TICK).then(() => {
      isOver = true;
    });
    await work.as('Claire', TICK, previewClosing, {});
    expect(isOver).toBe(false);
    await steps;
    await all(TICK);
    expect(await said('survey-asking:')).toContain('pour 70 questionnaires');
    expect(await work.as('Claire', REMINDED, remindMissing, {})).toMatchObject({ following: 50 });
    expect(await said('survey-reminding:')).toContain('20 sur 70');
    await all(REMINDED_TICK);
    expect(await said('survey-reminding:')).toContain('70 personnes');
    expect(new Set((await stored('survey-reminder:')).map(({ unsolicitedTo }) => unsolicitedTo)).size).toBe(70);
  }, 120_000);

  it("words everybody's reminder anew when its last day moves, and when it is closed", async () => {
    const work = await regionOf(45, database);
    await work.as('Claire', NOW, launchSurvey, { closesOn: null });
    await all(TICK);
    await work.as('Claire', REMINDED, remindMissing, {});
    await runDue(REMINDED_TICK);
    await work.as('Claire', REMINDED_TICK, extendSurvey, { closesOn: '2027-01-20' });
    await all(REMINDED_TICK);
    expect((await said('survey-reminder:')).match(/mercredi 20 janvier/g)).toHaveLength(45);
    await work.as('Claire', '2026-12-20T10:01:00+01:00', closeSurvey, {});
    await all('2026-12-20T10:01:05+01:00');
    expect((await said('survey-reminder:')).match(/Le questionnaire est clos/g)).toHaveLength(45);
  }, 120_000);

  it('leaves the rest once it is closed in the middle', async () => {
    const work = await regionOf(70, database);
    await work.as('Claire', NOW, launchSurvey, { closesOn: null });
    await work.as('Claire', TICK, closeSurvey, {});
    await all(TICK);
    expect(await stored('survey:')).toHaveLength(20);
    expect(await said('survey-asking:')).toContain('Je ne pose plus les questions');
  }, 120_000);
});

it('asks each organisation once, when the process is killed in the middle of a step', async () => {
  const location = await testDatabaseLocation();
  const inDatabase = async <T>(look: (database: Database) => Promise<T>): Promise<T> => {
    const database = await openDatabase({ ...location, log: silentLog });
    return look(database).finally(() => database.close());
  };
  await inDatabase(async (database) => {
    const work = await regionOf(90, database);
    await work.as('Claire', NOW, launchSurvey, { closesOn: null });
  });
  const asking = (killedIn: number) =>
    runScript(join(import.meta.dirname, 'killed.ts'), JSON.stringify(location), String(killedIn)).exit;
  const asked = () => inDatabase(({ prisma }) => prisma.delivery.count({ where: { key: { startsWith: 'survey:' } } }));
  expect((await asking(2)).code).toBeNull();
  expect(await asked()).toBe(40);
  expect((await asking(1)).code).toBeNull();
  expect(await asked()).toBe(40);
  expect(await asking(0)).toEqual({ code: 0, output: '' });
  await inDatabase(async ({ prisma }) => {
    const openings = await prisma.delivery.findMany({ where: { key: { startsWith: 'survey:' } } });
    expect(new Set(openings.map(({ target }) => JSON.stringify(target))).size).toBe(90);
    expect(openings).toHaveLength(90);
    expect(await prisma.questionnaire.count({ where: { kind: { not: 'EVENT' }, askedAt: null } })).toBe(0);
    const told = await prisma.delivery.findFirstOrThrow({ where: { key: { startsWith: 'survey-asking:' } } });
    expect(JSON.stringify(told.body)).toContain('pour 90 questionnaires');
  });
}, 120_000);
