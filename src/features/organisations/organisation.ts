import type { Departure } from '../../access/departure.ts';

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
