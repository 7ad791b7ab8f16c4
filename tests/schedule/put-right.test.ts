import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Region } from '../../src/access/region/region.ts';
import type { RegionScope } from '../../src/access/region/region-scope.ts';
import { dueHandlers, planRoutines } from '../../src/composition.ts';
import type { Database } from '../../src/database/database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { BOARD } from '../../src/features/menu/board.ts';
import { silentLog } from '../../src/log.ts';
import { BACKUP } from '../../src/schedule/backup.ts';
import { DUE_NOW, schedule } from '../../src/schedule/due.ts';
import { PURGE } from '../../src/schedule/purge.ts';
import { createSchedule } from '../../src/schedule/run-due.ts';
import { createSetbacks } from '../../src/schedule/setbacks.ts';
import { startTicks, TICK_MS } from '../../src/schedule/ticks.ts';
import { onRecordedDatabase } from '../support/recorded-database.ts';
import { startWorld, type World } from '../support/world.ts';

const NOW = new Date('2026-10-01T08:00:00Z');
const HOUR_MS = 3_600_000;
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);

describe('a machine’s clock that is put right', () => {
  let database: Database;
  onRecordedDatabase((given) => {
    ({ database } = given);
  });

  /** Starts ticks by this machine's clock, which stands still but for what the tests make of it. Returns what was done. */
  async function started(
    planAnew: () => Promise<void> = async () => {},
  ): Promise<{ plan(subject: string, at: Date): Promise<void>; done: string[] }> {
    const row = await database.prisma.region.create({
      data: { name: 'Picardie', departments: ['80'], createdAt: NOW },
    });
    const region: Region = { ...row, locale: 'fr' };
    const done: string[] = [];
    const handlers = { note: async (_: unknown, subject: string) => void done.push(subject) };
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'], now: NOW });
    const stop = startTicks({
      ...{ schedule: createSchedule(database, handlers, silentLog), database, log: silentLog },
      ...{ now: () => new Date(), planAnew },
    });
    onTestFinished(async () => {
      await stop();
      vi.useRealTimers();
    });
    const plan = (subject: string, at: Date) =>
      inTransaction(database, (tx) => schedule({ tx, region, now: NOW }, { kind: 'note', subject, at, expires: null }));
    return { plan, done };
  }

  /** Lets one tick after the other come, for some minutes, until this was done. */
  const ticksUntil = (done: readonly string[], subject: string) =>
    vi.waitUntil(
      () => {
        vi.advanceTimersByTime(TICK_MS);
        return done.includes(subject);
      },
      { timeout: 20_000 },
    );

  it.each([
    ['two hours back', -2],
    ['a week forward', 7 * 24],
  ])('%s: what is due is done within seconds, and the database is looked after each minute', async (_, hours) => {
    const { plan, done } = await started();
    await plan('before', NOW);
    await ticksUntil(done, 'before');
    vi.setSystemTime(later(hours));
    await plan('after', later(hours - 1));
    await ticksUntil(done, 'after');
    const refreshed = vi.spyOn(database.upkeep, 'refresh');
    onTestFinished(() => refreshed.mockRestore());
    await vi.waitUntil(
      () => {
        vi.advanceTimersByTime(TICK_MS);
        return refreshed.mock.calls.length > 1;
      },
      { timeout: 20_000 },
    );
  });

  it('two hours back: what is due is done also where planning anew fails, which is tried until it is done', async () => {
    let isPlanned = false;
    let fails = true;
    const { plan, done } = await started(async () => {
      if (fails) throw new Error('one region can’t be planned');
      isPlanned = true;
    });
    await plan('before', NOW);
    await ticksUntil(done, 'before');
    vi.setSystemTime(later(-2));
    await plan('meanwhile', later(-3));
    await ticksUntil(done, 'meanwhile');
    fails = false;
    for (const subject of ['first', 'second']) {
      await plan(subject, later(-3));
      await ticksUntil(done, subject);
    }
    expect(isPlanned).toBe(true);
  });
});

it('what failed by a clock that was ahead is tried at once when it is put right', () => {
  const setbacks = createSetbacks();
  for (let times = 1; times <= 3; times += 1) setbacks.failed('one', later(3));
  expect(setbacks.resting(later(3))).toEqual(['one']);
  expect(setbacks.resting(NOW)).toEqual([]);
});

describe('a bot whose clock was days ahead', () => {
  let world: World | undefined;
  afterEach(() => world?.close());

  it('purges and backs up in the nights that come once it is put right, not from that day on', async () => {
    world = await startWorld({ ticks: true, at: NOW.toISOString() });
    const { clock, database } = world;
    const planned = async () => {
      const rows = await database.prisma.dueItem.findMany({
        where: { kind: { in: [BACKUP, PURGE] }, doneAt: null },
      });
      return Object.fromEntries(rows.map(({ kind, dueAt }) => [kind, dueAt.toISOString()]));
    };
    const looks = async (at: Date, nights: string) => {
      clock.set(at);
      database.wake.emit(DUE_NOW);
      await expect
        .poll(planned, { timeout: 30_000 })
        .toEqual({ [PURGE]: `${nights}T01:30:00.000Z`, [BACKUP]: `${nights}T02:00:00.000Z` });
    };
    await looks(NOW, '2026-10-02');
    await looks(later(72), '2026-10-05');
    await looks(later(1), '2026-10-02');
  });

  const dueOf = async (kind: string) =>
    (await world?.database.prisma.dueItem.findFirstOrThrow({ where: { kind, doneAt: null } }))?.dueAt;
  const becomesDue = (kind: string, at: Date) => expect.poll(() => dueOf(kind), { timeout: 30_000 }).toEqual(at);
  const afterMinutes = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

  it('looks again as often as ever once it is put right, be it while the bot was off', async () => {
    world = await startWorld({ ticks: true, at: NOW.toISOString() });
    const { clock, database } = world;
    const ahead = async () => {
      clock.set(later(72));
      database.wake.emit(DUE_NOW);
      await becomesDue(BOARD, afterMinutes(later(72), 10));
    };
    await ahead();
    clock.set(later(1));
    database.wake.emit(DUE_NOW);
    await becomesDue(BOARD, afterMinutes(later(1), 10));
    await ahead();
    await world.restartBot(async () => clock.set(later(2)));
    await becomesDue(BOARD, afterMinutes(later(2), 10));
  });

  it('does again what was done while it was ahead, where it is planned again', async () => {
    world = await startWorld({ at: NOW.toISOString() });
    const { database } = world;
    const row = await database.prisma.region.findFirstOrThrow();
    const region: Region = { ...row, locale: 'fr' };
    const done: Date[] = [];
    const handlers = { ...dueHandlers, note: async ({ now }: RegionScope) => void done.push(now) };
    const { runDue } = createSchedule(database, handlers, silentLog);
    const plan = (now: Date) =>
      inTransaction(database, (tx) =>
        schedule({ tx, region, now }, { kind: 'note', subject: 'one', at: now, expires: null }),
      );
    await plan(later(72));
    await runDue(later(72));
    await inTransaction(database, (tx) => planRoutines({ tx, region, now: later(1) }));
    await runDue(later(1));
    expect(done).toEqual([later(72)]);
    await plan(later(2));
    await runDue(later(2));
    expect(done).toEqual([later(72), later(2)]);
  });
});
