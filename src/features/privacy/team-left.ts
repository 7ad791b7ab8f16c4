import type { Scope } from '../../access/operation/scope.ts';
import { viewTeam } from '../people/operations/team.ts';
import type { TeamRole } from '../people/team.ts';
import { tellCoordinators } from '../regions/tell-coordinators.ts';
import type { TeamLeft } from './erasure.ts';
import { teamLeftNotice } from './messages/team.ts';

/** Returns the part in the team that somebody would leave; null where they have none. */
export async function teamWithout(scope: Scope, personId: string): Promise<TeamLeft | null> {
  const roles = await viewTeam.run(scope, {});
  const theirs = roles.filter((role) => role.personId === personId);
  if (theirs.length === 0) return null;
  // Somebody away from the workspace or server can't take over.
  const others = roles.filter(({ platforms, personId: id }) => platforms.length > 0 && id !== personId);
  const namesIn = ({ role, department }: Pick<TeamRole, 'role' | 'department'>) => [
    ...new Set(others.filter((one) => one.role === role && one.department === department).map(({ name }) => name)),
  ];
  const coordinating = theirs.find(({ role }) => role === 'COORDINATOR');
  const delegated = theirs.filter(({ role }) => role === 'DELEGATE');
  return {
    coordinators: coordinating ? namesIn(coordinating) : null,
    delegates: delegated.map((role) => ({ department: role.department, names: namesIn(role) })),
  };
}

/**
 * Tells the coordinators once for the erasure of this id that somebody has left the team, and what they have to do
 * about it.
 */
export async function tellTeamLeft(scope: Scope, id: string, left: TeamLeft): Promise<void> {
  const { chamber } = scope.region;
  await tellCoordinators(scope, `privacy-team:${id}`, (t) => teamLeftNotice(t, chamber, left));
}
