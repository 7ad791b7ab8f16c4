import type { Departure } from '../../access/contacts/departure.ts';

/** What somebody is in the region. */
export interface TeamRole {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly role: 'COORDINATOR' | 'DELEGATE';
  /** '' for coordinators. */
  readonly department: string;
  /** They are still in the workspace or server. */
  readonly here: boolean;
}

/** Somebody who was just given a role in the team. */
export interface Named {
  readonly name: string;
  readonly role: TeamRole['role'];
  /** What a delegate looks after; empty for a coordinator. */
  readonly departments: readonly string[];
  /** How they are told of it. */
  readonly leaves: Departure;
}

/** Somebody of the team who is about to leave it. */
export interface TeamRemoval {
  readonly personId: string;
  readonly name: string;
  /** It is the actor themselves. */
  readonly self: boolean;
  readonly role: TeamRole['role'];
}

/** Somebody who has just left the team. */
export interface Removed extends Pick<TeamRemoval, 'name' | 'self'> {
  /** How they are told of it. */
  readonly leaves: Departure;
}
