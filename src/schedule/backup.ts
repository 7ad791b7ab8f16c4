import type { RegionScope } from '../access/region/region-scope.ts';
import type { Database } from '../database/database.ts';
import { afterCommit, databaseOf, inTransaction } from '../database/transaction.ts';
import { dayAfterAt } from '../dates/index.ts';
import { byDay } from './by-day.ts';
import { BACKUP_FAILED, schedule } from './due.ts';
import type { DueHandlers } from './run-due.ts';

/** The kind of the due items by which the database is backed up every night. */
export const BACKUP = 'backup';

/** After what is no longer needed was deleted. Not between two and three, when the clock may be put forward or back. */
const AT_NIGHT = '04:00';

/** Backs the database up every night. What is backed up is all of it, whichever region asks. */
export const backupJobs: DueHandlers = {
  async [BACKUP](scope) {
    const next = dayAfterAt(scope.now, 1, AT_NIGHT, scope.region.timeZone);
    await schedule(scope, { kind: BACKUP, subject: '', at: next, expires: null });
    const database = databaseOf(scope.tx);
    // Nobody waits for it.
    afterCommit(scope.tx, () => void backUp(database, scope, next));
  },
};

/** Backs the database up now, unless that was done lately, and from then on every night. */
export async function planBackup(scope: RegionScope): Promise<void> {
  await schedule(scope, { kind: BACKUP, subject: '', at: scope.now, expires: null });
}

async function backUp(database: Database, { region, now }: RegionScope, next: Date): Promise<void> {
  try {
    await database.backups.daily(now);
  } catch {
    await inTransaction(database, async (tx) => {
      const at = byDay(now, region.timeZone);
      await schedule({ tx, region, now }, { kind: BACKUP_FAILED, subject: '', at, expires: next });
    }).catch((error: unknown) => database.log.error('backup.failure-not-told', error));
  }
}
