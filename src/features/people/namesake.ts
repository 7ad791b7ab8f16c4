import type { RegionScope } from '../../access/region/region-scope.ts';
import { isConfusable } from '../../reading/index.ts';
import { peopleStore } from './store.ts';

/**
 * Returns the team member, or the chamber, whose name somebody outside the team could be mistaken for; null when
 * there is none.
 */
export async function namesakeInTeam(
  scope: RegionScope,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<string | null> {
  const roles = await peopleStore(scope).roles();
  if (roles.some(({ personId }) => personId === id)) return null;
  const { chamber } = scope.region;
  const namesChamber = [name, ...name.split(/\s+/)].some((one) => isConfusable(one, chamber));
  return roles.find((role) => isConfusable(role.name, name))?.name ?? (namesChamber ? chamber : null);
}
