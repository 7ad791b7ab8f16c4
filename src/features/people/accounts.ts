import type { Departure } from '../../access/contacts/departure.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { PlatformName } from '../../chat/place.ts';

/** A new code, to be typed on another platform. */
export interface LinkCode {
  readonly code: string;
  readonly expiresAt: Date;
  /** The platforms on one of which it is to be typed. */
  readonly on: readonly PlatformName[];
}

/** One of the two accounts that are to be joined. */
export interface AccountToLink {
  readonly name: string;
  readonly platform: PlatformName;
}

/** The outcome of typing a code. A wrong code isn't an error, because the attempt has to be stored. */
export type Linking =
  /**
   * The owner of the other account is asked there; nothing is changed yet. `leaves` tells how the question is sent; it
   * is null when they were asked before.
   */
  | {
      readonly outcome: 'asked';
      readonly other: AccountToLink;
      readonly until: Date;
      readonly leaves: Departure | null;
    }
  | { readonly outcome: 'wrong'; readonly triesLeft: number }
  /** The code is right: both accounts are shown before anything is done. */
  | { readonly outcome: 'found'; readonly code: string; readonly own: AccountToLink; readonly other: AccountToLink };

/** Asks the owner of a code whether the account from which it was typed is theirs too. */
export interface AccountLinkQuestion {
  readonly id: string;
  readonly account: AccountToLink;
  readonly until: Date;
  /** Whether accounts of the owner that were joined before can't be separated any more once this one is. */
  readonly endsLink: boolean;
}

/** The answer of an account's owner. */
export interface LinkAnswered {
  readonly joined: boolean;
  readonly own: AccountToLink;
  /** The account that asked. */
  readonly account: AccountToLink;
}

/** The link of somebody's two accounts, while it can be undone. */
export interface Separable {
  readonly link: string;
  readonly until: Date;
  /** The platforms of the two. */
  readonly platforms: readonly PlatformName[];
}

/** Two accounts that were just separated, and how both are told. */
export interface Separated {
  readonly platforms: readonly PlatformName[];
  readonly leaves: Departure;
}

/** The facts that somebody is shown about their accounts. */
export interface Profile {
  readonly platforms: readonly PlatformName[];
  /** Null when no two accounts of theirs can be separated. */
  readonly separable: Separable | null;
  /** Since when what they write in relayed channels isn't copied, as they asked; null when it is. */
  readonly silentSince: Date | null;
}

/** A request to join an organisation that waits for a decision. */
export interface RequestToJoin {
  readonly id: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly requestedAt: Date;
}

/** Two persons who have become one, or one who has become two again, and what no longer shows what is so because of it. */
export interface AccountsChange {
  readonly is: 'joined' | 'separated';
  /** The meetings that both have answered, as two persons. */
  readonly meetings: readonly string[];
  /** The announcements that both were sent or have read, as two persons. */
  readonly announcements: readonly string[];
  /** Joined: the requests that are no longer, as the other account's standing counts. Separated: those that wait again. */
  readonly requests: readonly RequestToJoin[];
}

/** Runs, in the same transaction, when two accounts are joined or separated: what shows both of them is to follow. */
export type AccountsChangedHook = (scope: RegionScope, change: AccountsChange) => Promise<void> | void;
