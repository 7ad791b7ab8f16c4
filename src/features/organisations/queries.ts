import type { RegionScope } from '../../access/region/region-scope.ts';
import { UserError } from '../../chat/user-error.ts';
import type { Organisation } from './organisation.ts';
import { organisationStore } from './store.ts';

/** Null when there is none of this id in the region. */
export function organisation(scope: RegionScope, id: string): Promise<Organisation | null> {
  return organisationStore(scope).byId(id);
}

/** Throws UserError when there is none of this id in the region. */
export async function theOrganisation(scope: RegionScope, id: string): Promise<Organisation> {
  const found = await organisation(scope, id);
  if (!found) throw new UserError('common.errors.notFound');
  return found;
}

/** All of the region, by name. */
export function allOrganisations(scope: RegionScope): Promise<readonly Organisation[]> {
  return organisationStore(scope).all();
}
