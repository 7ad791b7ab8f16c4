import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Region } from '../../../src/access/region/region.ts';
import { type RegionScope, regionWords } from '../../../src/access/region/region-scope.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { editionById } from '../../../src/features/editions/queries.ts';
import { EVENTS_AT_ONCE } from '../../../src/features/events/facts-store.ts';
import { recapOf } from '../../../src/features/reports/documents/recap.ts';
import { reportContent } from '../../../src/features/reports/queries.ts';
import { readRecap } from '../../../src/features/reports/recap/recap-content.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';
import { facts2008 } from '../../support/demo-content.ts';
import { type Recording, recordStatements } from '../../support/statements.ts';
import { storeEdition } from './stored-edition.ts';

const AT = new Date('2009-01-13T10:00:00+01:00');

let recording: Recording;
let database: Database;
let region: Region;
let editionId: string;
let personId: string;
beforeAll(async () => {
  recording = recordStatements();
  database = await testDatabase();
});
beforeEach(async () => {
  await emptyDatabase(database);
  ({ region, editionId, personId } = await storeEdition(database, facts2008, null));
});
afterAll(async () => {
  await database?.close();
  recording?.stop();
});

function during<T>(work: (scope: RegionScope, edition: NonNullable<Awaited<ReturnType<typeof editionById>>>) => T) {
  return inTransaction(database, async (tx) => {
    const scope = { tx, region, now: AT };
    const edition = await editionById(scope, editionId);
    if (!edition) throw new Error('no edition');
    return work(scope, edition);
  });
}

/** Returns an organisation's recap as the job writes it, of what is read for it alone. */
const own = (organisationId: string) =>
  during(async (scope, edition) => {
    const source = await readRecap(scope, edition, organisationId);
    return source && recapOf(source.content, regionWords(region), source.subject);
  });

/** Returns the same written from the whole bilan. */
const fromBilan = (organisationId: string) =>
  during(async (scope, edition) => {
    const source = await readRecap(scope, edition, organisationId);
    if (!source) throw new Error('takes no part');
    return recapOf(await reportContent(scope, edition), regionWords(region), source.subject);
  });

const organisations = () => database.prisma.organisation.findMany({ orderBy: { name: 'asc' } });

/** Has another organisation hold so many more events, each with its answered questionnaire, and answer its own. */
async function holdFurther(count: number): Promise<void> {
  const { prisma } = database;
  const regionId = region.id;
  const organisationId = randomUUID();
  await prisma.organisation.create({
    data: { id: organisationId, regionId, name: 'Une autre', nameKey: 'une autre', createdAt: AT },
  });
  const { id: surveyId } = await prisma.survey.findFirstOrThrow();
  const events = Array.from({ length: count }, (_, at) => ({ id: randomUUID(), number: 1_000 + at }));
  const asked = [
    ...events.map(({ id }) => ({ id: randomUUID(), kind: 'EVENT' as const, eventId: id })),
    { id: randomUUID(), kind: 'ORGANISATION' as const, eventId: null },
  ];
  await prisma.event.createMany({
    data: events.map((event) => ({
      ...{ ...event, regionId, editionId, organisationId, title: 'Ailleurs', pitch: '', venue: '', contact: '' },
      ...{ status: 'ACCEPTED', proposedById: personId, proposedAt: AT, decidedAt: AT, updatedAt: AT },
    })),
  });
  await prisma.questionnaire.createMany({
    data: asked.map((one) => ({ ...one, regionId, surveyId, organisationId, askedAt: AT })),
  });
  await prisma.answer.createMany({
    data: asked.map(({ id: questionnaireId }) => ({
      ...{ regionId, questionnaireId, question: 'attendance', answeredById: personId, answeredAt: AT },
      value: { kind: 'quantity', value: 12, precision: 'exact', typed: '12' },
    })),
  });
}

describe('an organisation’s recap', () => {
  it('tells of what is read for it alone just what the whole bilan would have it tell', async () => {
    const { prisma } = database;
    const [logged, shared] = await organisations();
    await prisma.mediaMention.createMany({
      data: [logged, shared].map((one) => ({
        ...{ regionId: region.id, editionId, organisationId: one?.id ?? '', outlet: 'Le Courrier picard' },
        ...{ kind: 'PRESS' as const, publishedOn: '2008-11-20', enteredById: personId, enteredAt: AT },
      })),
    });
    let written = 0;
    for (const { id } of await organisations()) {
      const recap = await own(id);
      if (recap === null) continue;
      written += 1;
      expect(recap).toEqual(await fromBilan(id));
    }
    expect(written).toBeGreaterThan(5);
  });

  it('is none for one that takes no part', async () => {
    const { id } = await database.prisma.organisation.create({
      data: { regionId: region.id, name: 'Absente', nameKey: 'absente', createdAt: AT },
    });
    expect(await own(id)).toBeNull();
  });

  it('takes as many statements, and as many rows, however many events others held', async () => {
    const hosts = await database.prisma.event.findMany({ distinct: ['organisationId'] });
    const read = async () => {
      const counts: (readonly number[])[] = [];
      for (const { organisationId } of hosts) {
        recording.taken();
        await own(organisationId);
        counts.push(recording.taken().map(({ rows }) => rows));
      }
      return counts;
    };
    const before = await read();
    await holdFurther(EVENTS_AT_ONCE + 100);
    expect(await read()).toEqual(before);
    for (const counts of before) expect(counts.length).toBeLessThan(25);
  });
});
