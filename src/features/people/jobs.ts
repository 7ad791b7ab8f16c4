import type { RegionScope } from '../../access/scope.ts';
import { directory } from '../../access/store.ts';
import { localDay } from '../../dates/index.ts';
import { meantFor, NOT_REACHED } from '../../delivery/outbox.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { tellCoordinators } from '../regions/tell-coordinators.ts';
import { notReachedMessage } from './messages.ts';

export { purgeLinks } from './link-store.ts';

export const peopleJobs: DueHandlers = { [NOT_REACHED]: tellNotReached };

/** The coordinators learn, once a month of each person, that the bot can't write to them: they may call. */
async function tellNotReached(scope: RegionScope, deliveryId: string): Promise<void> {
  const meant = await meantFor(scope, deliveryId);
  const contact = meant && (await directory(scope).identity(meant.platform, meant.user));
  if (!meant || !contact) return;
  const month = localDay(scope.now, scope.region.timeZone).slice(0, 'yyyy-mm'.length);
  await tellCoordinators(
    scope,
    `not-reached:${contact.personId}:${month}`,
    (t) => t.text('people.notReached.thread'),
    (t) => notReachedMessage(t, contact.name, meant.platform),
  );
}
