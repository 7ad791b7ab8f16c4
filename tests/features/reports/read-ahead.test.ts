import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Region } from '../../../src/access/region/region.ts';
import type { Database } from '../../../src/database/database.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { editionById } from '../../../src/features/editions/queries.ts';
import type { ReportContent } from '../../../src/features/reports/content/content.ts';
import { FACT_TABLES } from '../../../src/features/reports/content/facts-state-store.ts';
import { reportContent } from '../../../src/features/reports/queries.ts';
import { emptyDatabase, testDatabase } from '../../support/database.ts';
import { facts2008 } from '../../support/demo-content.ts';
import { storeEdition } from './stored-edition.ts';

const database = await testDatabase();
afterAll(() => database.close());
let region: Region;
let editionId: string;
beforeEach(async () => {
  await emptyDatabase(database);
  ({ region, editionId } = await storeEdition(database, facts2008, null));
});

type Step = 'events' | 'questionnaires' | 'organisations';

/** Returns the same database, on which something else happens before or after each time that one of the parts is read. */
function disturbed(happens: (when: 'before' | 'after', step: Step, time: number) => Promise<void>): Database {
  const times = new Map<Step, number>();
  const stepOf = (model: string | undefined, args: unknown): Step | null => {
    const sql = (args as { readonly sql?: string }).sql ?? '';
    if (sql.includes('FROM "Event" event')) return 'events';
    if (sql.includes('FROM "Questionnaire" one')) return 'questionnaires';
    return model === 'Organisation' ? 'organisations' : null;
  };
  const prisma = database.prisma.$extends({
    query: {
      async $allOperations({ model, args, query }) {
        const step = stepOf(model, args);
        if (step === null) return query(args);
        const time = (times.get(step) ?? 0) + 1;
        times.set(step, time);
        await happens('before', step, time);
        const answer = await query(args);
        await happens('after', step, time);
        return answer;
      },
    },
  });
  return Object.create(database, { prisma: { get: () => prisma } }) as Database;
}

function contentOn(on: Database): Promise<ReportContent> {
  return inTransaction(on, async (tx) => {
    const scope = { tx, region, now: new Date('2009-01-13T10:00:00+01:00') };
    const edition = await editionById(scope, editionId);
    if (!edition) throw new Error('no edition');
    return reportContent(scope, edition);
  });
}

const cancelOne = async () => {
  const { id } = await database.prisma.event.findFirstOrThrow({ where: { status: 'ACCEPTED' } });
  await database.prisma.event.update({ where: { id }, data: { status: 'CANCELLED' } });
};

describe('a bilan that is read part after part', () => {
  test('is read once while nothing moves, outside its transaction', async () => {
    let parts = 0;
    const content = await contentOn(
      disturbed(async (when, step) => {
        if (step !== 'organisations') return;
        parts += 1;
        // On the embedded database's one connection this would wait for ever if the transaction were open.
        if (when === 'before') await database.prisma.region.count();
      }),
    );
    expect(parts).toBe(2);
    expect(content.facts.events).toHaveLength(facts2008.events.length);
  });

  test('holds what was changed between two of its parts in all of them, or in none', async () => {
    const before = (await contentOn(database)).report.figures;
    const content = await contentOn(
      disturbed(async (when, step, time) => {
        if (when === 'before' && step === 'questionnaires' && time === 1) await cancelOne();
      }),
    );
    const { events, cancelledEvents, questionnairesSent } = content.report.figures;
    expect(events.value).toBe((before.events.value ?? 0) - 1);
    expect(cancelledEvents.value).toBe((before.cancelledEvents.value ?? 0) + 1);
    expect(questionnairesSent.value).toBe((before.questionnairesSent.value ?? 0) - 1);
    expect(content.report).toEqual((await contentOn(database)).report);
  });

  test('holds nothing that came and went while it was read', async () => {
    const quiet = await contentOn(database);
    const { id: eventId } = await database.prisma.event.findFirstOrThrow({ where: { status: 'ACCEPTED' } });
    const startsAt = new Date('2008-11-30T09:00:00Z');
    const content = await contentOn(
      disturbed(async (when, step, time) => {
        if (step !== 'events' || time !== 1) return;
        if (when === 'before')
          await database.prisma.occurrence.create({ data: { eventId, startsAt, regionId: region.id } });
        else await database.prisma.occurrence.deleteMany({ where: { eventId, startsAt } });
      }),
    );
    expect(content.facts.events).toEqual(quiet.facts.events);
  });

  test('is gone by in the next transaction too, until something moves', async () => {
    let parts = 0;
    const on = disturbed(async (when) => {
      if (when === 'before') parts += 1;
    });
    const first = await contentOn(on);
    const once = parts;
    expect(once).toBeGreaterThan(2);
    expect(await contentOn(on)).toEqual(first);
    expect(parts).toBe(once);
    await cancelOne();
    const { report } = await contentOn(on);
    expect(parts).toBe(2 * once);
    expect(report).not.toEqual(first.report);
    expect(report).toEqual((await contentOn(database)).report);
  });

  test('is read within the transaction at last, when something moves each time', async () => {
    let changes = 0;
    const content = await contentOn(
      disturbed(async (when, step, time) => {
        if (when === 'after' && step === 'organisations' && time <= 3) {
          changes += 1;
          await cancelOne();
        }
      }),
    );
    expect(changes).toBe(3);
    expect(content.report).toEqual((await contentOn(database)).report);
  });
});

test('every table of the mark counts what is deleted from it, and no other', async () => {
  const found = await database.prisma.$queryRaw<readonly { readonly table: string }[]>`
    SELECT DISTINCT relname AS "table" FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE right(tgname, 8) = '_counted'`;
  expect(found.map(({ table }) => table).sort()).toEqual([...FACT_TABLES].sort());
});
