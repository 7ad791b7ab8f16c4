import { directory } from '../../access/contacts/directory-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { followMembers } from '../../delivery/outbox/index.ts';
import { tellCoordinators } from '../regions/tell-coordinators.ts';
import { orphanedNotice } from './messages/leaving.ts';
import type { MembershipEnd } from './organisation.ts';

/** Of what the coordinators are told of an organisation that nobody is left in, at this moment. */
export function orphanedKey({ now }: RegionScope, { id }: { readonly id: string }): string {
  return `organisation-orphaned:${id}:${now.getTime()}`;
}

/** What follows when somebody isn't a member any more; the coordinators look after what nobody is left for. */
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
