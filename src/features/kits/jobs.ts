import type { RegionScope } from '../../access/region/region-scope.ts';
import { onlyByDay } from '../../schedule/by-day.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { deliverKit, KIT_DELIVERY, recipientOf } from './deliver.ts';

export { kitStillMeant, passKitOn } from './deliver.ts';

export const kitJobs: DueHandlers = onlyByDay({ [KIT_DELIVERY]: deliverWaiting });

/** Sends a version that had to wait, unless a newer one has come out or the organisation no longer takes part. */
async function deliverWaiting(scope: RegionScope, subject: string): Promise<void> {
  const [kitId = '', organisationId = ''] = subject.split(':');
  const found = await recipientOf(scope, kitId, organisationId);
  if (found) await deliverKit(scope, found.kit, found.recipient, { unasked: true });
}
