import type { Departure } from '../../access/contacts/departure.ts';

/** An association, cooperative, mutual… that organises events. */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  /** Department code; null when it isn't known. */
  readonly department: string | null;
  readonly municipality: string | null;
  readonly website: string | null;
}

/** Somebody's membership in an organisation, or their request for it. */
export interface Membership {
  readonly id: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly person: { readonly id: string; readonly name: string };
  readonly status: 'PENDING' | 'ACTIVE' | 'DECLINED' | 'LEFT';
  readonly requestedAt: Date;
  /** True while they are in the workspace or server. */
  readonly here: boolean;
  /** True when they were excluded and no member has let them back in since. */
  readonly excluded: boolean;
}

/** A membership as it is now, and how those concerned are written to; null when nobody is. */
export interface MembershipChange {
  readonly membership: Membership;
  readonly leaves: Departure | null;
  /** Whether members are asked to decide, beside the coordinators; missing where nobody is asked. */
  readonly asksMembers?: boolean;
}

/**
 * The outcome of a request to join; `by` is the name of whoever decided. `linked`: its account was joined with another of the same
 * person, whose own membership or request counts.
 */
export type RequestDecision = { readonly accept: boolean; readonly by: string } | 'withdrawn' | 'linked';

/** The outcome of creating an organisation: it is created, or existing ones stand in the way. */
export type Creation =
  | { readonly outcome: 'created'; readonly organisation: Organisation }
  /** One with this name exists; the actor may already be a member of it. */
  | { readonly outcome: 'known'; readonly organisation: Organisation; readonly member: boolean }
  /** Others that may be the same exist. */
  | { readonly outcome: 'similar'; readonly name: string; readonly organisations: readonly Organisation[] };

/** The consequences that leaving would have. */
export interface LeavePreview {
  readonly organisation: Organisation;
  /** Tells the membership from a later one. */
  readonly version: string;
  /** True when nobody would be left. */
  readonly last: boolean;
}

/** An organisation that somebody has left, and how the coordinators are told if nobody remains. */
export interface LeftOrganisation {
  readonly organisation: Organisation;
  readonly leaves: Departure;
}

/** The members of an organisation, and the people who ask to join. */
export interface Members {
  readonly organisation: Organisation;
  /** Includes members who have left the workspace or server, so that they can be excluded before they come back. */
  readonly active: readonly Membership[];
  readonly pending: readonly Membership[];
}

/** An organisation, with the number of its members. */
export interface ListedOrganisation extends Organisation {
  /** Active members. */
  readonly members: number;
}

/** The end of a membership. */
export interface MembershipEnd {
  readonly why: 'left' | 'excluded' | 'gone';
  readonly name: string;
}
