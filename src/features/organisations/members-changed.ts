import type { RegionScope } from '../../access/scope.ts';
import { followMembers } from '../../delivery/outbox.ts';

/** Somebody has become a member of this organisation, or isn't one any more: its threads follow at the next tick. */
export async function noteMembersChanged(scope: RegionScope, organisationId: string): Promise<void> {
  await followMembers(scope, organisationId);
}
