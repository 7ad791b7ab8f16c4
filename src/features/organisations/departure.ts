import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { followMembers } from '../../delivery/outbox/index.ts';
import { tellCoordinators } from '../regions/tell-coordinators.ts';
import { orphanedNotice } from './messages/leaving.ts';
import type { MembershipEnd } from './organisation.ts';

/** Returns the key of the notice that an organisation has just lost its last member. */
export function orphanedKey({ now }: RegionScope, { id }: { readonly id: string }): string {
  return `organisation-orphaned:${id}:${now.getTime()}`;
}

/** Updates the organisation's conversation after a member leaves. When nobody is left, the coordinators are told. */
export async function afterDeparture(
  scope: RegionScope,
  organisation: { readonly id: string; readonly name: string },
  departed: MembershipEnd,
): Promise<void> {
  const { id } = organisation;
  await followMembers(scope, id);
  if ((await directory(scope).members(id)).length > 0) return;
  await tellCoordinators(scope, orphanedKey(scope, organisation), (t) => orphanedNotice(t, organisation, departed));
}
