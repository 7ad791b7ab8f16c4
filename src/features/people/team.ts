import type { Departure } from '../../access/contacts/departure.ts';
import type { PlatformName } from '../../chat/place.ts';

/** A role that somebody has in the region. */
export interface TeamRole {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly role: 'COORDINATOR' | 'DELEGATE';
  /** '' for coordinators. */
  readonly department: string;
  /** The platforms on which they are in the workspace or server; none once they have left. */
  readonly platforms: readonly PlatformName[];
}

/** Returns whether somebody else coordinates who is in the workspace or server: without them, nobody leaves the team. */
export function isReplaced(roles: readonly TeamRole[], personId: string): boolean {
  return roles.some((one) => one.role === 'COORDINATOR' && one.platforms.length > 0 && one.personId !== personId);
}

/** Somebody who was just given a role in the team. */
export interface NamedTeamMember {
  readonly name: string;
  readonly role: TeamRole['role'];
  /** A delegate's departments; empty for a coordinator. */
  readonly departments: readonly string[];
  /** The way they are told. */
  readonly leaves: Departure;
}

/** A team member who is about to be removed. */
export interface TeamRemoval {
  readonly personId: string;
  /** Tells their roles from others that they may be given later. */
  readonly version: string;
  readonly name: string;
  /** True when it is the actor themselves. */
  readonly self: boolean;
  readonly role: TeamRole['role'];
  /** True while they can be told. */
  readonly here: boolean;
}

/** Somebody who was just removed from the team. */
export interface RemovedTeamMember extends Pick<TeamRemoval, 'name' | 'self'> {
  /** The way they are told. */
  readonly leaves: Departure;
}
