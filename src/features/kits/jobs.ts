import type { RegionScope } from '../../access/scope.ts';
import { onlyByDay } from '../../schedule/by-day.ts';
import type { DueHandlers } from '../../schedule/run-due.ts';
import { DELIVER, deliver } from './deliver.ts';
import { kitStore } from './store.ts';

export const kitJobs: DueHandlers = onlyByDay({ [DELIVER]: deliverWaiting });

/** A version that had to wait, unless a newer one has come out meanwhile or the organisation no longer takes part. */
async function deliverWaiting(scope: RegionScope, subject: string): Promise<void> {
  const [kitId = '', organisationId = ''] = subject.split(':');
  const store = kitStore(scope);
  const editionId = await store.editionOf(kitId);
  if (editionId === null) return;
  await store.lock(editionId);
  const kit = await store.latest(editionId);
  const recipient = (await store.recipients(editionId)).find(({ organisation }) => organisation.id === organisationId);
  if (kit?.id === kitId && recipient) await deliver(scope, kit, recipient, { unasked: true });
}
