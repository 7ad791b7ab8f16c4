import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Backups } from '../../src/database/backup/backups.ts';
import type { Database } from '../../src/database/database.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { programFolders } from '../../src/env.ts';
import { silentLog } from '../../src/log.ts';
import { backupJobs, planBackup } from '../../src/schedule/backup.ts';
import { BACKUP_FAILED } from '../../src/schedule/due.ts';
import { createSchedule } from '../../src/schedule/run-due.ts';
import { testDatabaseLocation } from '../support/database.ts';

let folder: string;
let database: Database;
const failed: string[] = [];
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-daily-'));
  failed.length = 0;
  const log = { ...silentLog, error: (event: string) => failed.push(event) };
  const backups = { directory: join(folder, 'backups'), days: 14, folders: programFolders() };
  database = await openDatabase({ ...(await testDatabaseLocation()), log, backups });
});
afterEach(async () => {
  await database?.close();
  rmSync(folder, { recursive: true, force: true });
});

const paris = (at: string) => new Date(`${at}:00+02:00`);
const days = () =>
  readdirSync(join(folder, 'backups'))
    .map((name) => name.slice(24, 43))
    .sort();

/** Lets the night's backup be made at these moments of the domain's clock, in regions that have their own night each. */
async function nights(...moments: readonly string[]): Promise<void> {
  const schedule = createSchedule(database, { ...backupJobs, [BACKUP_FAILED]: async () => {} }, silentLog);
  for (const moment of moments) {
    await schedule.runDue(paris(moment));
    await settled(database.backups, paris(moment));
  }
}

/** Resolves when what is under way has ended: whoever asks meanwhile shares it. */
async function settled(backups: Backups, now: Date): Promise<void> {
  await backups.daily(now).catch(() => {});
}

async function region(name: string, timeZone: string): Promise<void> {
  const { id, ...row } = await database.prisma.region.create({
    data: { name, departments: ['80'], timeZone, locale: 'fr', createdAt: paris('2026-09-01T09:00') },
  });
  const scope = { region: { ...row, id, locale: 'fr' as const }, now: paris('2026-09-01T09:00') };
  await inTransaction(database, (tx) => planBackup({ ...scope, tx }));
}

it('is made once a night however many regions there are, and kept for so many days', async () => {
  await region('Picardie', 'Europe/Paris');
  await region('Réunion', 'Indian/Reunion');
  const old = ['2026-08-18T08-59-59Z', '2026-08-31T02-00-00Z'];
  await nights('2026-09-01T09:00', '2026-09-01T09:05');
  earlier(...old);
  // Four in the morning comes two hours earlier in Réunion.
  await nights('2026-09-02T02:00', '2026-09-02T04:00', '2026-09-02T12:00');
  expect(days()).toEqual(['2026-08-31T02-00-00', '2026-09-01T07-00-00', '2026-09-02T00-00-00']);
  expect(failed).toEqual([]);
});

/** Makes empty files that are named as backups of the database in the folder, made at these moments. */
function earlier(...moments: readonly string[]): void {
  const own = readdirSync(join(folder, 'backups'))[0]?.slice(0, 24);
  for (const moment of moments) writeFileSync(join(folder, 'backups', `${own}${moment}.dump`), '');
}

it('removes those that are over also where somebody makes the day’s by hand each evening', async () => {
  await region('Picardie', 'Europe/Paris');
  await nights('2026-09-01T22:00');
  earlier('2026-08-18T02-00-00Z', '2026-08-19T20-00-00Z');
  await nights('2026-09-02T04:00');
  expect(days()).toEqual(['2026-08-19T20-00-00', '2026-09-01T20-00-00']);
});

/** Has no backup be made from now on: a folder stands where one that was left half written would be removed. */
function standInTheWay(): void {
  const path = join(folder, 'backups', '.fil-conducteur-left.partial');
  mkdirSync(path);
  utimesSync(path, 0, 0);
}

it('removes those that are over also where it can’t be made, and never the last one', async () => {
  await region('Picardie', 'Europe/Paris');
  await nights('2026-09-01T04:00');
  earlier('2026-08-18T01-00-00Z', '2026-08-19T02-00-00Z');
  standInTheWay();
  const left = () => days().filter((name) => name.startsWith('2026'));
  await nights('2026-09-02T04:00');
  expect(left()).toEqual(['2026-08-19T02-00-00', '2026-09-01T02-00-00']);
  await nights('2026-10-02T04:00');
  expect(left()).toEqual(['2026-09-01T02-00-00']);
  expect(new Set(failed)).toEqual(new Set(['backup.failed']));
  rmSync(join(folder, 'backups', '.fil-conducteur-left.partial'), { recursive: true });
  await nights('2026-10-03T04:00');
  expect(left()).toEqual(['2026-10-03T02-00-00']);
});

it('is made also where one that is over can’t be removed, and the others that are over go', async () => {
  await region('Picardie', 'Europe/Paris');
  await nights('2026-09-01T04:00');
  earlier('2026-08-17T02-00-00Z', '2026-08-18T01-00-00Z');
  const [kept = ''] = readdirSync(join(folder, 'backups')).sort();
  rmSync(join(folder, 'backups', kept));
  mkdirSync(join(folder, 'backups', kept));
  await nights('2026-09-02T04:00');
  expect(days()).toEqual(['2026-08-17T02-00-00', '2026-09-01T02-00-00', '2026-09-02T02-00-00']);
  expect(failed).toContain('backup.not-removed');
});

it('is of each bot where several have one folder, whatever the others leave there', async () => {
  await region('Picardie', 'Europe/Paris');
  mkdirSync(join(folder, 'backups'));
  const others = ['2026-09-02T01-59-00Z', '2025-01-01T00-00-00Z'].map((at) => `fil-conducteur-ffffffff-${at}.dump`);
  for (const name of others) writeFileSync(join(folder, 'backups', name), '');
  await nights('2026-09-02T04:00', '2026-09-02T12:00');
  expect(days()).toEqual(['2025-01-01T00-00-00', '2026-09-02T01-59-00', '2026-09-02T02-00-00']);
});

it('is made once a night also where one is dated in a time to come', async () => {
  await region('Picardie', 'Europe/Paris');
  await nights('2026-09-01T04:00');
  const [name = ''] = readdirSync(join(folder, 'backups'));
  for (const at of ['2026-09-02T02-30-00Z', '2036-01-01T00-00-00Z'])
    writeFileSync(join(folder, 'backups', `${name.slice(0, 24)}${at}.dump`), '');
  await nights('2026-09-02T04:00', '2026-09-02T04:00', '2026-09-02T04:01');
  expect(days()).toEqual(['2026-09-01T02-00-00', '2026-09-02T02-00-00', '2026-09-02T02-30-00', '2036-01-01T00-00-00']);
});

it('is made once, at four, in the nights when the clock is put back and forward', async () => {
  await region('Picardie', 'Europe/Paris');
  const schedule = createSchedule(database, backupJobs, silentLog);
  for (const [before, night, made] of [
    ['2026-10-24T04:00', '2026-10-25', ['2026-10-24T02-00-00', '2026-10-25T03-00-00']],
    ['2027-03-27T05:00', '2027-03-28', ['2027-03-27T03-00-00', '2027-03-28T02-00-00']],
  ] as const) {
    await nights(before);
    // By the clock of summer, which is an hour ahead of that of winter.
    for (const hour of [
      '00:00',
      '02:00',
      '02:30',
      '03:00',
      '03:30',
      '04:00',
      '04:30',
      '05:00',
      '05:30',
      '06:00',
      '09:00',
    ]) {
      await schedule.runDue(paris(`${night}T${hour}`));
      // Whoever asks for the one before gets no other.
      await settled(database.backups, paris(before));
    }
    expect(days()).toEqual(made);
  }
});

it('is told once to each region when it can’t be made, by day, and is tried again the next night', async () => {
  await region('Picardie', 'Europe/Paris');
  writeFileSync(join(folder, 'backups'), 'not a folder');
  await nights('2026-09-02T04:00');
  expect(new Set(failed)).toEqual(new Set(['backup.failed']));
  const told = () =>
    database.prisma.dueItem.findMany({ where: { kind: BACKUP_FAILED }, select: { dueAt: true, doneAt: true } });
  await expect.poll(told).toEqual([{ dueAt: paris('2026-09-02T08:00'), doneAt: null }]);
  rmSync(join(folder, 'backups'));
  await nights('2026-09-03T04:00');
  expect(days()).toEqual(['2026-09-03T02-00-00']);
});
