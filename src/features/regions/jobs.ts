import { localDay } from '../../dates/index.ts';
import { BACKUP_FAILED } from '../../schedule/due.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { absenceJobs } from './absence-jobs.ts';
import { diskJobs } from './disk-jobs.ts';
import { backupFailedNotice } from './messages/backup.ts';
import { ofRegion, tellCoordinators } from './tell-coordinators.ts';

/** The coordinators are told of what fails or lasts: backups, a platform that is away, a full disk. */
export const regionJobs: DueHandlers = {
  /** Tells them, at most once a day, that the night's backup couldn't be made. */
  async [BACKUP_FAILED](scope) {
    const day = localDay(scope.now, scope.region.timeZone);
    await tellCoordinators(scope, ofRegion(scope, `backup-failed:${day}`), backupFailedNotice);
  },
  ...absenceJobs,
  ...diskJobs,
};
