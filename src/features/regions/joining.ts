import type { Departure } from '../../access/contacts/departure.ts';
import type { PlatformName } from '../../chat/place.ts';

/** A new code, for the person who asked for it. */
export interface GivenInstallCode {
  readonly code: string;
  readonly expiresAt: Date;
  /** The platforms on one of which it is to be typed; null for another region, which may begin on any. */
  readonly on: readonly PlatformName[] | null;
  /** The way the other coordinators are told that it was asked for. */
  readonly leaves: Departure;
}

/** The outcome of a workspace's or server's request to join. */
export interface DecidedJoin {
  readonly confirmed: boolean;
  readonly name: string;
  readonly platform: PlatformName;
}

/** An outcome, and how the person who typed the code is told; null when they can't be told any more. */
export interface JustDecidedJoin extends DecidedJoin {
  readonly leaves: Departure | null;
}

/** The outcome of deciding. */
export type JoinDecision =
  | ({ readonly outcome: 'decided' } & JustDecidedJoin)
  /** The person who asked for the code can't confirm while others coordinate. These are asked, and may until then. */
  | { readonly outcome: 'forOthers'; readonly name: string; readonly others: readonly string[]; readonly until: Date };
