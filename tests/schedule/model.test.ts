import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Region } from '../../src/access/region/region.ts';
import type { RegionScope } from '../../src/access/region/region-scope.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { silentLog } from '../../src/log.ts';
import { schedule, unschedule } from '../../src/schedule/due.ts';
import { createSchedule, type Schedule } from '../../src/schedule/run-due.ts';
import { testDatabase } from '../support/database.ts';

const BEGIN = new Date('2026-10-01T08:00:00Z').getTime();
const MINUTE_MS = 60_000;
const SUBJECTS = ['a', 'b', 'c'] as const;
type Subject = (typeof SUBJECTS)[number];

let database: Database;
let region: Region;
beforeAll(async () => {
  database = await testDatabase();
  const row = await database.prisma.region.create({
    data: { name: 'Picardie', departments: ['80'], createdAt: new Date(BEGIN) },
  });
  region = { ...row, locale: 'fr' };
});
afterAll(() => database?.close());

/** Times are minutes from the beginning. */
interface Item {
  at: number;
  expires: number | null;
  doneAt: number | null;
}

interface Model {
  minute: number;
  readonly items: Map<Subject, Item>;
  readonly done: string[];
}

interface Real {
  readonly processes: readonly Schedule[];
  readonly done: string[];
  /** The subjects that fail the next time they are done. */
  readonly failing: Set<string>;
  store<T>(minute: number, work: (scope: RegionScope) => Promise<T>): Promise<T>;
}

type Command = fc.AsyncCommand<Model, Real>;

const momentAt = (minute: number) => new Date(BEGIN + minute * MINUTE_MS);

const planning = (subject: Subject, ahead: number, lasts: number | null): Command => ({
  check: () => true,
  async run(model, real) {
    const at = model.minute + ahead;
    const expires = lasts === null ? null : at + lasts;
    const known = model.items.get(subject);
    // An item that was done stays done, unless it is moved to a later moment.
    if (!known || known.doneAt === null || known.doneAt < at) model.items.set(subject, { at, expires, doneAt: null });
    await real.store(model.minute, (scope) =>
      schedule(scope, {
        ...{ kind: 'note', subject, at: momentAt(at) },
        expires: expires === null ? null : momentAt(expires),
      }),
    );
  },
  toString: () => `plan ${subject} in ${ahead} min, for ${lasts ?? 'ever'}`,
});

const takingBack = (subject: Subject): Command => ({
  check: () => true,
  async run(model, real) {
    if (model.items.get(subject)?.doneAt === null) model.items.delete(subject);
    await real.store(model.minute, (scope) => unschedule(scope, 'note', subject));
  },
  toString: () => `take back ${subject}`,
});

/** Time passes, perhaps with all processes down; then both look at once. One thing may fail, and is done at the next look. */
const looking = (minutes: number, failing: Subject | null): Command => ({
  check: () => true,
  async run(model, real) {
    model.minute += minutes;
    if (failing) real.failing.add(failing);
    for (let look = 0; look < 2; look += 1) {
      await Promise.all(real.processes.map((process) => process.runDue(momentAt(model.minute))));
    }
    real.failing.clear();
    for (const subject of SUBJECTS) {
      const item = model.items.get(subject);
      if (!item || item.doneAt !== null || item.at > model.minute) continue;
      item.doneAt = model.minute;
      if (item.expires === null || item.expires > model.minute) model.done.push(`${subject} at ${model.minute}`);
    }
    expect([...real.done].sort()).toEqual([...model.done].sort());
  },
  toString: () => `after ${minutes} min look${failing ? `, ${failing} fails once` : ''}`,
});

const subject = fc.constantFrom(...SUBJECTS);
/** Minutes: in steps of so many, what is due and what expires often does so at the very moment of a look. */
const FIVE = 5;
const commands = fc.commands(
  [
    fc
      .tuple(subject, fc.integer({ min: -1, max: 6 }), fc.option(fc.integer({ min: 1, max: 4 })))
      .map(([which, ahead, lasts]) => planning(which, FIVE * ahead, lasts === null ? null : FIVE * lasts)),
    subject.map(takingBack),
    fc.tuple(fc.integer({ min: 0, max: 6 }), fc.option(subject)).map(([steps, which]) => looking(FIVE * steps, which)),
  ],
  { maxCommands: 14 },
);

it('whatever is planned, moved or taken back: each is done once, late if need be, and not when it is pointless', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (some) => {
      await database.prisma.dueItem.deleteMany();
      const done: string[] = [];
      const failing = new Set<string>();
      const handlers = {
        async note(scope: RegionScope, what: string) {
          if (failing.delete(what)) throw new Error('not now');
          done.push(`${what} at ${(scope.now.getTime() - BEGIN) / MINUTE_MS}`);
        },
      };
      const processes = [1, 2].map(() => createSchedule(database, handlers, silentLog));
      const real: Real = {
        ...{ processes, done, failing },
        store: (minute, work) => inTransaction(database, (tx) => work({ tx, region, now: momentAt(minute) })),
      };
      await fc.asyncModelRun(() => ({ model: { minute: 0, items: new Map(), done: [] }, real }), some);
    }),
    { numRuns: 60 },
  );
});
