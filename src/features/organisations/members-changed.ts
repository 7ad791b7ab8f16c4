import type { RegionScope } from '../../access/scope.ts';
import { followMembers } from '../../delivery/outbox.ts';
import { organisationStore } from './store.ts';

/** Somebody has become a member of this organisation, or isn't one any more: its threads follow at the next tick. */
export async function noteMembersChanged(scope: RegionScope, organisationId: string): Promise<void> {
  await followMembers(scope, organisationId);
}

/** Somebody has other accounts than before: the threads of all their organisations follow. */
export async function noteAccountsChanged(scope: RegionScope, personId: string): Promise<void> {
  for (const { id } of await organisationStore(scope).ofPerson(personId)) await noteMembersChanged(scope, id);
}
