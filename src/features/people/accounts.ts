import type { Departure } from '../../access/contacts/departure.ts';
import type { PlatformName } from '../../chat/place.ts';

/** A code that was just made, to be typed on the other platform. */
export interface GivenCode {
  readonly code: string;
  readonly expiresAt: Date;
  /** Where it is to be typed. */
  readonly on: PlatformName;
}

/** One of the two accounts that become one. */
export interface AccountToLink {
  readonly name: string;
  readonly platform: PlatformName;
}

/** A wrong code is an outcome, not an error: that it was typed must be stored. */
export type Linking =
  /** The owner of the other account is asked, there. Nothing is changed yet. `leaves`: how the question does. */
  | { readonly outcome: 'asked'; readonly other: AccountToLink; readonly until: Date; readonly leaves: Departure }
  | { readonly outcome: 'wrong'; readonly triesLeft: number }
  /** The code is good: both are shown before anything is done. */
  | { readonly outcome: 'found'; readonly code: string; readonly own: AccountToLink; readonly other: AccountToLink };

/** What the owner of an account is asked: whether the one from which their code was typed is theirs too. */
export interface LinkQuestion {
  readonly id: string;
  readonly account: AccountToLink;
  readonly until: Date;
}

/** What the owner of an account answered. */
export interface LinkAnswered {
  readonly joined: boolean;
  /** The account that asked. */
  readonly account: AccountToLink;
}

/** The link of somebody's two accounts, while it can be undone. */
export interface Separable {
  readonly link: string;
  readonly until: Date;
}

/** What somebody is shown of their accounts. */
export interface Profile {
  readonly platforms: readonly PlatformName[];
  /** Until when their two accounts can be separated again; null when they can't. */
  readonly separableUntil: Date | null;
}
