import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
    .map((name) => name.slice(15, 34))
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
  for (const day of old) writeFileSync(join(folder, 'backups', `fil-conducteur-${day}.dump`), '');
  // Four in the morning comes two hours earlier in Réunion.
  await nights('2026-09-02T02:00', '2026-09-02T04:00', '2026-09-02T12:00');
  expect(days()).toEqual(['2026-08-31T02-00-00', '2026-09-01T07-00-00', '2026-09-02T00-00-00']);
  expect(failed).toEqual([]);
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
