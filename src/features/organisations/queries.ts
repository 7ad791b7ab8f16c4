import type { RegionScope } from '../../access/region/region-scope.ts';
import { UserError } from '../../chat/user-error.ts';
import type { Organisation } from './organisation.ts';
import { organisationStore } from './store.ts';

/** Returns null when the region has no organisation with this id. */
export function organisation(scope: RegionScope, id: string): Promise<Organisation | null> {
  return organisationStore(scope).byId(id);
}

/** Returns the organisations with these ids, in no particular order. */
export async function organisationsByIds(scope: RegionScope, ids: readonly string[]): Promise<readonly Organisation[]> {
  return ids.length === 0 ? [] : organisationStore(scope).byIds(ids);
}

/** Throws UserError when the region has no organisation with this id. */
export async function theOrganisation(scope: RegionScope, id: string): Promise<Organisation> {
  const found = await organisation(scope, id);
  if (!found) throw new UserError('common.errors.notFound');
  return found;
}

/** Returns the organisations that somebody is a member of. */
export function organisationsOf(scope: RegionScope, personId: string): Promise<readonly Organisation[]> {
  return organisationStore(scope).ofPerson(personId);
}

/** Returns all of the region's organisations, by name. */
export function allOrganisations(scope: RegionScope): Promise<readonly Organisation[]> {
  return organisationStore(scope).all();
}
