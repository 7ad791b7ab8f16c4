import { localDay } from '../../dates/index.ts';
import { BACKUP_FAILED } from '../../schedule/due.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { backupFailedNotice } from './messages/backup.ts';
import { tellCoordinators } from './tell-coordinators.ts';

/** Tells the coordinators, at most once a day, that the night's backup couldn't be made. */
export const backupFailedJobs: DueHandlers = {
  async [BACKUP_FAILED](scope) {
    const day = localDay(scope.now, scope.region.timeZone);
    await tellCoordinators(scope, `backup-failed:${day}`, backupFailedNotice);
  },
};
