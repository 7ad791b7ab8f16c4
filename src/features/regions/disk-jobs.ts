import { onlyByDay } from '../../schedule/by-day.ts';
import { DISK_LOW, DISK_WELL } from '../../schedule/due.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { diskLowNotice, diskWellNotice } from './messages/disk.ts';
import { ofRegion, tellCoordinators } from './tell-coordinators.ts';

/** Tells the coordinators, by day and once, that the disk is nearly full, and that there is room again. */
export const diskJobs: DueHandlers = onlyByDay({
  async [DISK_LOW](scope, subject) {
    await tellCoordinators(scope, ofRegion(scope, `disk-low:${subject}`), diskLowNotice);
  },
  async [DISK_WELL](scope, subject) {
    await tellCoordinators(scope, ofRegion(scope, `disk-well:${subject}`), diskWellNotice);
  },
});
