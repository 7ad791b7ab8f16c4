import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { answerInvitation, scheduleMeeting } from '../../src/features/meetings/operations.ts';
import { meetingMarks } from '../../src/features/meetings/posting.ts';
import { silentLog } from '../../src/log.ts';
import { MARKED, markChange, markStale } from '../../src/marks/mark.ts';
import type { Marked, MarkRenderers } from '../../src/marks/renderers.ts';
import { createMarkWriter, type MarkWriter } from '../../src/marks/writer.ts';
import { type ManualClock, manualClock } from '../../src/playground/clock.ts';
import { emptyDatabase, testDatabase, testDatabaseLocation } from '../support/database.ts';
import { renderMarks } from '../support/marks.ts';
import { type RegionAtWork, regionAtWork } from '../support/region-at-work.ts';
import { runScript } from '../support/script-run.ts';

const NOW = '2026-10-01T10:00:00+02:00';
const MEETING = {
  title: 'Préparation',
  startsAt: new Date('2026-10-20T14:00:00+02:00'),
  endsAt: null,
  venue: 'Amiens',
  agenda: null,
};
const PEOPLE = Array.from({ length: 10 }, (_, index) => `Ana ${index}`);

/** Announces a meeting, as if it stood in its channel, and returns what answers it. */
async function announced(database: Database, work: RegionAtWork): Promise<(name: string) => Promise<unknown>> {
  await work.person('Cléo', 'coordinator');
  for (const name of PEOPLE) await work.person(name);
  const { meeting } = await work.as('Cléo', NOW, scheduleMeeting, MEETING);
  const refs = [{ channel: 'C1', id: '1' }];
  await database.prisma.delivery.updateMany({ data: { status: 'SENT', sentAt: new Date(NOW), channel: 'C1', refs } });
  return (name) => work.as(name, NOW, answerInvitation, { meetingId: meeting.id, answer: 'YES' });
}

const editsIn = ({ prisma }: Database) =>
  prisma.delivery.findMany({ where: { editOf: { not: null } }, orderBy: { sequence: 'asc' } });

describe('what is marked', () => {
  let database: Database;
  let work: RegionAtWork;
  let clock: ManualClock;
  let writer: MarkWriter | null = null;
  beforeAll(async () => {
    database = await testDatabase();
  });
  beforeEach(async () => {
    clock = manualClock();
    work = await regionAtWork(database);
  });
  afterEach(async () => {
    await writer?.stop();
    await emptyDatabase(database);
  });
  afterAll(() => database?.close());

  async function begin(renderers: MarkRenderers): Promise<MarkWriter> {
    const begun = createMarkWriter({ database, renderers, log: silentLog, now: () => new Date(NOW), pace: clock });
    writer = begun;
    begun.start();
    await begun.atRest();
    return begun;
  }
  const mark = (...subjects: readonly string[]) =>
    work.within(NOW, async (scope) => markStale(scope, 'counter', subjects));
  const marks = () => database.prisma.mark.count();

  /** Renderers that note what they are given, and do something meanwhile. */
  function noting(rendered: (readonly Marked[])[], meanwhile: (marked: readonly Marked[]) => unknown = () => {}) {
    return {
      counter: {
        most: 10,
        async render(_, marked) {
          rendered.push(marked);
          await meanwhile(marked);
        },
      },
    } satisfies MarkRenderers;
  }

  it('is rendered a second after it was first marked: ten answers make one edit, and none of them waits for it', async () => {
    const answer = await announced(database, work);
    const begun = await begin(meetingMarks);
    await Promise.all(PEOPLE.map(answer));
    clock.advance(999);
    expect(begun.idle()).toBe(false);
    expect(await editsIn(database)).toEqual([]);
    clock.advance(1);
    await begun.atRest();
    const edits = await editsIn(database);
    expect(edits).toHaveLength(1);
    expect(JSON.stringify(edits[0]?.body)).toContain('10 personnes viennent.');
    expect([await marks(), begun.idle()]).toEqual([0, true]);
  });

  it('while it is being rendered is rendered again', async () => {
    const rendered: (readonly Marked[])[] = [];
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const begun = await begin(noting(rendered, () => held));
    await mark('a');
    const first = begun.atRest();
    await vi.waitFor(() => expect(rendered).toHaveLength(1));
    const again = mark('a');
    letGo();
    await Promise.all([first, again]);
    await begun.atRest();
    expect(rendered.map((some) => some.map(({ subject }) => subject))).toEqual([['a'], ['a']]);
    expect(await marks()).toBe(0);
  });

  it('during a round in which the alarm rings is rendered after the rest, not half a minute later', async () => {
    const rendered: string[] = [];
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await begin({
      first: {
        most: 10,
        async render(scope) {
          rendered.push('first');
          if (rendered.length === 1) markStale(scope, 'first', ['a']);
        },
      },
      second: {
        most: 10,
        async render() {
          rendered.push('second');
          await held;
        },
      },
    });
    let woken = 0;
    const stopListening = database.wake.listen(MARKED, () => {
      woken += 1;
    });
    await work.within(NOW, async (scope) => {
      markStale(scope, 'first', ['a']);
      markStale(scope, 'second', ['a']);
    });
    await vi.waitFor(() => expect(woken).toBe(1));
    clock.advance(1_000);
    await vi.waitFor(() => expect([rendered, woken]).toEqual([['first', 'second'], 2]));
    clock.advance(1_000);
    letGo();
    // Ten seconds at most, which is less than the half minute after which it looks by itself.
    let passed = 0;
    const third = () => {
      if (passed < 20) clock.advance(500);
      passed += 1;
      expect(rendered).toEqual(['first', 'second', 'first']);
    };
    await vi.waitFor(third, { timeout: 5_000 });
    stopListening();
  });

  it('comes with all its changes, or as one that is to be read anew', async () => {
    const rendered: (readonly Marked[])[] = [];
    const begun = await begin(noting(rendered));
    const change = (subject: string, by: number) =>
      work.within(NOW, async (scope) => markChange(scope, 'counter', subject, { by }));
    await change('a', 1);
    await change('b', 5);
    await change('a', 2);
    await mark('b', 'b');
    await begun.atRest();
    const [some = []] = rendered;
    expect([...some].sort((one, other) => one.subject.localeCompare(other.subject))).toEqual([
      { subject: 'a', changes: expect.arrayContaining([{ by: 1 }, { by: 2 }]) },
      { subject: 'b', changes: null },
    ]);
  });

  it('and fails to be rendered keeps nothing else, and is tried again', async () => {
    const rendered: (readonly Marked[])[] = [];
    let broken = true;
    const begun = await begin(
      noting(rendered, (marked) => {
        if (broken && marked.some(({ subject }) => subject === 'b')) throw new Error('broken');
      }),
    );
    await mark('a', 'b', 'c');
    await begun.atRest();
    expect(await marks()).toBe(1);
    broken = false;
    clock.advance(30_000);
    await begun.atRest();
    expect(rendered.at(-1)).toEqual([{ subject: 'b', changes: null }]);
    expect(await marks()).toBe(0);
  });

  it('less often, the longer it takes', async () => {
    const rendered: (readonly Marked[])[] = [];
    const begun = await begin(noting(rendered, () => clock.advance(2_000)));
    await mark('a');
    clock.advance(1_000);
    await begun.atRest();
    await mark('a');
    clock.advance(7_999);
    expect(rendered).toHaveLength(1);
    clock.advance(1);
    await begun.atRest();
    expect(rendered).toHaveLength(2);
  });

  it('in a transaction that is rolled back is forgotten', async () => {
    await work
      .within(NOW, async (scope) => {
        markStale(scope, 'counter', ['a']);
        throw new Error('no');
      })
      .catch(() => {});
    expect(await marks()).toBe(0);
  });
});

it('what is marked is rendered, when the process that renders it is killed in the middle of it', async () => {
  const location = await testDatabaseLocation();
  const inDatabase = async <T>(look: (database: Database) => Promise<T>): Promise<T> => {
    const database = await openDatabase({ ...location, log: silentLog });
    return look(database).finally(() => database.close());
  };
  await inDatabase(async (database) => {
    const answer = await announced(database, await regionAtWork(database));
    for (const name of PEOPLE) await answer(name);
  });
  const killed = await runScript(join(import.meta.dirname, 'killed.ts'), JSON.stringify(location), NOW).exit;
  expect(killed).toEqual({ code: null, output: '' });
  await inDatabase(async (database) => {
    expect(await editsIn(database)).toEqual([]);
    await renderMarks(database, meetingMarks, NOW);
    const edits = await editsIn(database);
    expect(edits.map(({ body }) => JSON.stringify(body))).toEqual([expect.stringContaining('10 personnes viennent.')]);
    expect(await database.prisma.mark.count()).toBe(0);
  });
}, 60_000);
