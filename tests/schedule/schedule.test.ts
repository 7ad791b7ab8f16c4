import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Region } from '../../src/access/region/region.ts';
import type { RegionScope } from '../../src/access/region/region-scope.ts';
import { message, text } from '../../src/chat/message.ts';
import { routines } from '../../src/composition.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { atLocalTime, dayAfterAt } from '../../src/dates/index.ts';
import { send } from '../../src/delivery/outbox/index.ts';
import { purgeReceived } from '../../src/dispatch/running/conversation-store.ts';
import { purgeLinks } from '../../src/features/people/link-store.ts';
import { silentLog } from '../../src/log.ts';
import { onlyByDay } from '../../src/schedule/by-day.ts';
import { schedule, scheduleAgain, scheduleAll, scheduleNow, unschedule } from '../../src/schedule/due.ts';
import { inSets } from '../../src/schedule/handlers.ts';
import { planPurge, purgeDone, purgeJobs } from '../../src/schedule/purge.ts';
import { createSchedule, type DueHandlers, type DueShare } from '../../src/schedule/run-due.ts';
import { startTicks } from '../../src/schedule/ticks.ts';
import { onRecordedDatabase } from '../support/recorded-database.ts';
import type { Recording } from '../support/statements.ts';

const NOW = new Date('2026-10-01T08:00:00Z');
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

let database: Database;
let region: Region;
let done: string[];

/** Notes what was done, and sends something, so that doing it twice would show. */
const handlers: DueHandlers = {
  note: async (scope, subject) => {
    done.push(subject);
    const target = { kind: 'channel', platform: 'slack', channel: 'C1' } as const;
    await send(scope, { key: `${subject}:${crypto.randomUUID()}`, target, message: message(text(subject)) });
  },
  fail: async (scope, subject) => {
    await handlers.note?.(scope, subject);
    throw new Error('not today');
  },
};

let recording: Recording;
onRecordedDatabase((given) => {
  ({ database, recording } = given);
});

const inRegion = <T>(work: (scope: RegionScope) => Promise<T>): Promise<T> =>
  inTransaction(database, (tx) => work({ tx, region, now: NOW }));

const planner = (own: DueHandlers = handlers) => createSchedule(database, own, silentLog);
const plan = (subject: string, at: Date, more: { kind?: string; expires?: Date } = {}) =>
  inRegion((scope) => schedule(scope, { kind: more.kind ?? 'note', subject, at, expires: more.expires ?? null }));
const outcomes = async () => {
  const rows = await database.prisma.dueItem.findMany({ orderBy: { subject: 'asc' } });
  return Object.fromEntries(rows.map((row) => [row.subject, row.outcome]));
};

async function begin(): Promise<void> {
  done = [];
  const row = await database.prisma.region.create({ data: { name: 'Picardie', departments: ['80'], createdAt: NOW } });
  region = { ...row, locale: 'fr' };
}

describe('what is due', () => {
  it('is done once, in order, however often and from however many processes it is looked for', async () => {
    await begin();
    for (const [subject, at] of Object.entries({ b: 2, a: 1, c: 3, later: 60 })) await plan(subject, minutes(at));
    const processes = [planner(), planner(), planner()];
    const counts = await Promise.all(processes.map((one) => one.runDue(minutes(10))));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(await planner().runDue(minutes(10))).toBe(0);
    expect([...done].sort()).toEqual(['a', 'b', 'c']);
    expect(await database.prisma.delivery.count()).toBe(3);
    expect(await planner().nextDue()).toEqual(minutes(60));
  });

  it('at once is done without waiting for the next tick', async () => {
    await begin();
    // No tick ever comes.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const planAnew = async () => {};
    const stop = startTicks({ schedule: planner(), database, now: () => NOW, planAnew, log: silentLog });
    // A server is looked at once more when its connection stands: that may find the first one, but not all of them.
    for (const subject of ['a', 'b', 'c']) {
      await inRegion((scope) => scheduleNow(scope, 'note', subject));
      await vi.waitUntil(() => done.includes(subject), { timeout: 10_000 });
    }
    await stop();
    expect(await outcomes()).toEqual({ a: 'DONE', b: 'DONE', c: 'DONE' });
  });

  it('one process does things in the order they were due', async () => {
    await begin();
    for (const [subject, at] of Object.entries({ b: 2, a: 1, c: 3 })) await plan(subject, minutes(at));
    await planner().runDue(minutes(10));
    expect(done).toEqual(['a', 'b', 'c']);
  });

  it('is done late when nobody looked in time, and not at all once it is pointless', async () => {
    await begin();
    await plan('late', minutes(1));
    await plan('pointless', minutes(1), { expires: minutes(30) });
    await plan('just in time', minutes(1), { expires: minutes(31) });
    expect(await planner().runDue(minutes(30))).toBe(2);
    expect(await planner().runDue(minutes(300))).toBe(0);
    expect(done.sort()).toEqual(['just in time', 'late']);
    expect(await outcomes()).toEqual({ 'just in time': 'DONE', late: 'DONE', pointless: 'POINTLESS' });
    expect(await database.prisma.delivery.count()).toBe(2);
    expect(await planner().nextDue()).toBeNull();
  });

  it('that fails is undone, holds nobody up and is tried again', async () => {
    await begin();
    await plan('first', minutes(1), { kind: 'fail' });
    await plan('unheard of', minutes(2), { kind: 'of a version to come' });
    await plan('second', minutes(3));
    expect(await planner().runDue(minutes(10))).toBe(1);
    expect(await outcomes()).toEqual({ first: null, second: 'DONE', 'unheard of': null });
    expect(await database.prisma.delivery.count()).toBe(1);
    const mended = { ...handlers, fail: handlers.note ?? (async () => {}) };
    expect(await planner(mended).runDue(minutes(11))).toBe(1);
    expect(await database.prisma.delivery.count()).toBe(2);
  });
});

describe('what has nothing to do with each other', () => {
  const planMany = (kind: string, count: number) =>
    inRegion((scope) =>
      scheduleAll(
        scope,
        Array.from({ length: count }, (_, index) => ({ kind, subject: `${index}`, at: minutes(1), expires: null })),
      ),
    );
  const sets: (readonly string[])[] = [];
  const together = (handled: (subjects: readonly string[]) => Promise<void> = async () => {}) => ({
    ...handlers,
    many: inSets(200, async (scope, subjects) => {
      sets.push(subjects);
      for (const subject of subjects) await handlers.note?.(scope, subject);
      await handled(subjects);
    }),
  });
  afterEach(() => sets.splice(0));

  it('is done together, each once, in the order it was planned, from however many processes', async () => {
    await begin();
    await planMany('many', 450);
    await planner(together()).runDue(minutes(10));
    expect(sets.map((set) => set.length)).toEqual([200, 200, 50]);
    expect(sets.flat()).toEqual(Array.from({ length: 450 }, (_, index) => `${index}`));
    await inRegion((scope) => scheduleAgain(scope, 'many', sets.flat()));
    const processes = [1, 2, 3].map(() => planner(together()));
    const counts = await Promise.all(processes.map((one) => one.runDue(minutes(11))));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(450);
    expect(await database.prisma.delivery.count()).toBe(900);
  });

  it('takes as many statements for two hundred as for two', async () => {
    await begin();
    const silent = { quiet: inSets(200, async () => {}) };
    const one = planner(silent);
    const asked = () => recording.taken().map(({ text }) => text);
    const statements = async (count: number) => {
      asked();
      await planMany('quiet', count);
      const planned = asked();
      await one.runDue(minutes(10));
      const done = asked();
      await database.prisma.dueItem.deleteMany();
      return { planned, done };
    };
    const few = await statements(2);
    expect(few.done.length).toBeGreaterThan(3);
    // The night's upkeep, which goes on behind it, isn't counted.
    const upkeep = database.upkeep.run();
    expect(await statements(200)).toEqual(few);
    await upkeep;
  });

  it('leaves out what fails, and what is cancelled or pointless by then', async () => {
    await begin();
    await planMany('many', 5);
    await plan('pointless', minutes(1), { kind: 'many', expires: minutes(2) });
    await inRegion((scope) => unschedule(scope, 'many', '3'));
    const failing = together(async (subjects) => {
      if (subjects.includes('2')) throw new Error('not this one');
    });
    expect(await planner(failing).runDue(minutes(10))).toBe(3);
    expect(sets[0]).toEqual(['0', '1', '2', '4']);
    expect(await outcomes()).toEqual({ 0: 'DONE', 1: 'DONE', 2: null, 4: 'DONE', pointless: 'POINTLESS' });
    // Rows that the set had stored before it failed are undone.
    expect(await database.prisma.delivery.count()).toBe(3);
  });

  it('holds up nothing that came after it', async () => {
    await begin();
    await planMany('many', 700);
    await plan('later', minutes(2));
    await planner(together()).runDue(minutes(10));
    expect(done[0]).toBe('later');
    expect(done).toHaveLength(501);
    await planner(together()).runDue(minutes(10));
    expect(new Set(done)).toHaveProperty('size', 701);
  });

  it('waits for the morning together, where it writes to people', async () => {
    await begin();
    await planMany('many', 3);
    const byDay = planner(onlyByDay(together()));
    await byDay.runDue(new Date('2026-10-01T22:00:00+02:00'));
    expect(sets).toEqual([]);
    expect(await byDay.nextDue()).toEqual(new Date('2026-10-02T08:00:00+02:00'));
    await byDay.runDue(new Date('2026-10-02T08:00:00+02:00'));
    expect(sets).toEqual([['0', '1', '2']]);
  });
});

describe('what always fails', () => {
  it('is tried less and less often, and leaves its place to the others', async () => {
    await begin();
    for (let number = 0; number < 3; number += 1) await plan(`broken ${number}`, minutes(1), { kind: 'fail' });
    const one = planner();
    const tries = async (at: number) => {
      done = [];
      await one.runDue(minutes(at));
      return done.length;
    };
    const counted: number[] = [];
    for (const at of [10, 11, 12, 13, 14, 15, 16, 17]) counted.push(await tries(at));
    expect(counted).toEqual([3, 3, 0, 3, 0, 0, 0, 3]);
    await plan('sound', minutes(2));
    expect(await one.runDue(minutes(18))).toBe(1);
  });
});

describe('what is done in somebody’s name', () => {
  const ANA = 'Ana';
  /** Everything of kind `note` is done in Ana's name; `find` looks whether she is still there. */
  const lookingFor = (find: () => Promise<boolean>, share: DueShare = 'all') =>
    createSchedule(database, handlers, silentLog, {
      names: { note: async (_, subject) => (subject === 'nobody’s' ? null : ANA) },
      presence: { lookFor: find },
      share,
    });

  it('waits while no platform can tell whether they are there, and is looked at again at each tick', async () => {
    await begin();
    await plan('hers', minutes(1));
    await plan('nobody’s', minutes(1));
    const tells = [false, false, false, false, true];
    const one = lookingFor(async () => tells.shift() ?? false);
    const counted: number[] = [];
    for (const second of [1, 2, 3, 4, 5]) counted.push(await one.runDue(minutes(10 + second / 12)));
    expect(counted).toEqual([1, 0, 0, 0, 1]);
    expect(done).toEqual(['nobody’s', 'hers']);
  });

  it('is not done while a platform won’t tell, and is tried less and less often', async () => {
    await begin();
    await plan('hers', minutes(1));
    const find = vi.fn(async (): Promise<boolean> => {
      throw new Error('refused');
    });
    const one = lookingFor(find);
    for (const at of [10, 11, 12, 13, 14, 15, 16, 17]) expect(await one.runDue(minutes(at))).toBe(0);
    expect(find).toHaveBeenCalledTimes(4);
    expect(done).toEqual([]);
  });

  it('is left to those who can ask, by a process that has no platform', async () => {
    await begin();
    await plan('hers', minutes(1));
    await plan('other', minutes(1), { kind: 'fail' });
    expect(await lookingFor(async () => true, 'in no name').runDue(minutes(10))).toBe(0);
    expect(done).toEqual(['other']);
    expect(await lookingFor(async () => true, 'in a name').runDue(minutes(10))).toBe(1);
    expect(done).toEqual(['other', 'hers']);
  });
});

describe('what writes to people', () => {
  it('waits for the morning when it comes to the night, unless it is pointless by then', async () => {
    await begin();
    const byDay = planner({ ...handlers, ...onlyByDay({ ask: async (_, subject) => void done.push(subject) }) });
    const night = new Date('2026-10-01T22:00:00+02:00');
    await plan('ask', minutes(1), { kind: 'ask' });
    await plan('short', minutes(1), { kind: 'ask', expires: new Date('2026-10-02T00:00:00+02:00') });
    await byDay.runDue(night);
    await byDay.runDue(new Date('2026-10-01T23:00:00+02:00'));
    expect(done).toEqual([]);
    expect(await byDay.nextDue()).toEqual(new Date('2026-10-02T08:00:00+02:00'));
    await byDay.runDue(new Date('2026-10-02T08:00:00+02:00'));
    expect(done).toEqual(['ask']);
    expect(await outcomes()).toEqual({ ask: 'DONE', short: 'POINTLESS' });
  });
});

describe('what has served', () => {
  it('is removed every night, and nothing else', async () => {
    await begin();
    const night = planner({ ...handlers, ...purgeJobs([purgeDone, purgeLinks, purgeReceived]) });
    const days = (count: number) => new Date(NOW.getTime() + count * 86_400_000);
    const { prisma } = database;
    const regionId = region.id;
    const { id: personId } = await prisma.person.create({
      data: { regionId, name: 'Ana', lastPlatform: 'slack', createdAt: NOW },
    });
    for (const [event, receivedAt] of Object.entries({ old: days(-8), young: days(-6) })) {
      await prisma.receivedEvent.create({ data: { regionId, platform: 'slack', event, receivedAt } });
    }
    for (const expiresAt of [days(-1), days(1)]) {
      const values = { about: 'command:mois', values: {}, status: 'OPEN', createdAt: NOW } as const;
      await prisma.conversation.create({ data: { ...values, regionId, personId, expiresAt } });
    }
    // A code that was used stays as long as the owner of the other account may be answering.
    for (const [code, expiresAt] of Object.entries({ OLD: days(-1.1), YOUNG: days(-0.9) })) {
      for (const usedAt of [expiresAt, null]) {
        await prisma.linkCode.create({ data: { regionId, personId, code, expiresAt, usedAt } });
      }
    }
    for (const at of [days(-1.1), days(-0.9)]) await prisma.linkAttempt.create({ data: { regionId, personId, at } });
    for (const [subject, doneAt] of Object.entries({ long: days(-91), lately: days(-80) })) {
      const item = { regionId, kind: 'note', subject, dueAt: doneAt, doneAt, outcome: 'DONE' } as const;
      await prisma.dueItem.create({ data: item });
    }
    await inRegion(planPurge);
    expect(await night.runDue(NOW)).toBe(1);
    expect((await prisma.receivedEvent.findMany()).map(({ event }) => event)).toEqual(['young']);
    expect(await prisma.conversation.count()).toBe(1);
    expect((await prisma.linkCode.findMany()).map(({ code }) => code)).toEqual(['YOUNG', 'YOUNG']);
    expect((await prisma.linkAttempt.findMany()).map(({ at }) => at)).toEqual([days(-0.9)]);
    expect(Object.keys(await outcomes()).sort()).toEqual(['', 'lately']);
    expect(await night.nextDue()).toEqual(new Date('2026-10-02T03:30:00+02:00'));
  });
});

describe('a routine', () => {
  it('is done when it is due, and nobody waits for it', async () => {
    await begin();
    await plan('routine', minutes(10));
    const withRoutines = createSchedule(database, handlers, silentLog, {
      names: {},
      presence: { lookFor: async () => true },
      share: 'all',
      routines: ['note'],
    });
    expect(await planner().nextDue()).toEqual(minutes(10));
    expect(await withRoutines.nextDue()).toBeNull();
    expect(await withRoutines.runDue(minutes(10))).toBe(1);
    expect(done).toEqual(['routine']);
  });
});

describe('the purge', () => {
  it('is done at its own moment: whoever skips to one that is still to come leaves it', async () => {
    await begin();
    const ofPurge = createSchedule(database, purgeJobs([purgeDone]), silentLog, {
      ...{ names: {}, presence: { lookFor: async () => true }, share: 'all' },
      routines,
    });
    await inRegion(planPurge);
    expect(await ofPurge.runDue(minutes(600), { leavesRoutines: true })).toBe(0);
    expect(await ofPurge.runDue(NOW)).toBe(1);
  });
});

describe('planning', () => {
  it('again moves it; what was done comes back only for a later moment', async () => {
    await begin();
    await plan('one', minutes(10));
    await plan('one', minutes(20));
    expect(await planner().nextDue()).toEqual(minutes(20));
    await planner().runDue(minutes(20));
    await plan('one', minutes(15));
    expect(await planner().nextDue()).toBeNull();
    await plan('one', minutes(40));
    await planner().runDue(minutes(40));
    expect(done).toEqual(['one', 'one']);
  });

  it('the same by two at once is one item', async () => {
    await begin();
    await Promise.all([plan('one', minutes(10)), plan('one', minutes(10)), plan('one', minutes(10))]);
    expect(await database.prisma.dueItem.count()).toBe(1);
  });

  it('is stored with what it belongs to, or not at all', async () => {
    await begin();
    const failing = inRegion(async (scope) => {
      await schedule(scope, { kind: 'note', subject: 'one', at: minutes(1), expires: null });
      throw new Error('thought better of it');
    });
    await expect(failing).rejects.toThrow();
    expect(await planner().runDue(minutes(10))).toBe(0);
  });

  it('is taken back, one by one or all of a beginning, in this region alone', async () => {
    await begin();
    for (const subject of ['m1:7d', 'm1:1d', 'm10:1d', 'other']) await plan(subject, minutes(1));
    const own = region;
    const row = await database.prisma.region.create({
      data: { name: 'Bretagne', departments: ['29'], createdAt: NOW },
    });
    region = { ...row, locale: 'fr' };
    await plan('m1:7d', minutes(1));
    region = own;
    await inRegion((scope) => unschedule(scope, 'note', 'm1:'));
    await inRegion((scope) => unschedule(scope, 'note', 'other'));
    expect(await planner().runDue(minutes(1))).toBe(2);
    expect(done.sort()).toEqual(['m10:1d', 'm1:7d'].sort());
  });
});

describe('the clocks change', () => {
  const zone = 'Europe/Paris';
  /** Every look of a whole day, a quarter of an hour apart: at which one it was done. */
  async function doneAt(at: Date): Promise<Date | undefined> {
    await begin();
    await plan('reminder', at);
    for (let look = at.getTime() - 12 * 3_600_000; look < at.getTime() + 12 * 3_600_000; look += 900_000) {
      if ((await planner().runDue(new Date(look))) > 0) return new Date(look);
    }
    return undefined;
  }

  it.each([
    ['back, in autumn', '2026-10-26', '2026-10-25T10:00:00+01:00'],
    ['back: the day before is still summer', '2026-10-25', '2026-10-24T10:00:00+02:00'],
    ['forward, in spring', '2027-03-29', '2027-03-28T10:00:00+02:00'],
    ['forward: the day before is still winter', '2027-03-28', '2027-03-27T10:00:00+01:00'],
  ])('%s: the day before at 10:00 is 10:00 on the wall', async (_, day, expected) => {
    const reminder = dayAfterAt(atLocalTime(day, '14:00', zone), -1, '10:00', zone);
    expect(reminder).toEqual(new Date(expected));
    expect(await doneAt(reminder)).toEqual(new Date(expected));
    expect(done).toEqual(['reminder']);
  });

  it.each([
    ['an hour that comes twice', '2026-10-25', '02:30', '2026-10-25T02:30:00+02:00'],
    ['an hour that is skipped', '2027-03-28', '02:30', '2027-03-28T03:30:00+02:00'],
  ])('%s is one moment, and done once', async (_, day, time, expected) => {
    const at = atLocalTime(day, time, zone);
    expect(at).toEqual(new Date(expected));
    expect(await doneAt(at)).toEqual(new Date(expected));
    expect(await planner().runDue(new Date(at.getTime() + 86_400_000))).toBe(0);
    expect(done).toEqual(['reminder']);
  });
});
