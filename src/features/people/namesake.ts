import type { RegionScope } from '../../access/region/region-scope.ts';
import { seenAlike } from '../../reading/index.ts';
import { peopleStore } from './store.ts';

/**
 * Whom somebody's name makes one think of though they aren't of the team: one of the team, or the chamber. Null where it
 * makes one think of nobody.
 */
export async function namesakeInTeam(
  scope: RegionScope,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<string | null> {
  const roles = await peopleStore(scope).roles();
  if (roles.some(({ personId }) => personId === id)) return null;
  const { chamber } = scope.region;
  const namesChamber = [name, ...name.split(/\s+/)].some((one) => seenAlike(one, chamber));
  return roles.find((role) => seenAlike(role.name, name))?.name ?? (namesChamber ? chamber : null);
}
