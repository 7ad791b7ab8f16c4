import type { Departure } from '../../access/contacts/departure.ts';

/** Who organises: an association, a cooperative, a mutual… */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  /** Department code; null when not told. */
  readonly department: string | null;
  readonly municipality: string | null;
  readonly website: string | null;
}

/** Somebody's belonging to an organisation, or their asking for it. */
export interface Membership {
  readonly id: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly person: { readonly id: string; readonly name: string };
  readonly status: 'PENDING' | 'ACTIVE' | 'DECLINED' | 'LEFT';
  readonly requestedAt: Date;
  /** They are still in the workspace or server. */
  readonly here: boolean;
  /** They were excluded, and no member has had them back since. */
  readonly excluded: boolean;
}

/** A membership as it is now, and how those who have to know are written to; null where nobody has to. */
export interface MembershipChange {
  readonly membership: Membership;
  readonly leaves: Departure | null;
}

/** What comes of creating an organisation: it is made, or one stands in its way. */
export type Creation =
  | { readonly outcome: 'created'; readonly organisation: Organisation }
  /** One of this name is there; the actor may be a member of it already. */
  | { readonly outcome: 'known'; readonly organisation: Organisation; readonly member: boolean }
  /** Some are there that may be the same. */
  | { readonly outcome: 'similar'; readonly name: string; readonly organisations: readonly Organisation[] };

/** What leaving would mean. */
export interface LeavePreview {
  readonly organisation: Organisation;
  /** Nobody would be left. */
  readonly last: boolean;
}

/** An organisation that somebody has left, and how the coordinators are told that nobody is in it any more. */
export interface LeftOrganisation {
  readonly organisation: Organisation;
  readonly leaves: Departure;
}

/** Who belongs to an organisation, and who asks to. */
export interface Members {
  readonly organisation: Organisation;
  /** Those who have left the workspace or server among them: they may be excluded before they come back. */
  readonly active: readonly Membership[];
  readonly pending: readonly Membership[];
}

/** An organisation, and how many belong to it. */
export interface ListedOrganisation extends Organisation {
  /** Active ones. */
  readonly members: number;
}

/** How somebody ceased to be a member. */
export interface MembershipEnd {
  readonly why: 'left' | 'excluded' | 'gone';
  readonly name: string;
}
