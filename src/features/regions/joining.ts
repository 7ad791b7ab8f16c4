import type { Departure } from '../../access/contacts/departure.ts';
import type { PlatformName } from '../../chat/place.ts';

/** A code that was just made, for the one who asked for it. */
export interface GivenInstallCode {
  readonly code: string;
  readonly expiresAt: Date;
  /** Where it is to be typed; null for another region, which may begin on either platform. */
  readonly on: PlatformName | null;
  /** How the other coordinators are told that it was asked for. */
  readonly leaves: Departure;
}

/** What became of a workspace or server that asked to be tied. */
export interface Decided {
  readonly confirmed: boolean;
  readonly name: string;
  readonly platform: PlatformName;
}

/** The same, and how who typed the code is told of it; null where they can't be any more. */
export interface JustDecided extends Decided {
  readonly leaves: Departure | null;
}

/** What came of deciding. */
export type Deciding =
  | ({ readonly outcome: 'decided' } & JustDecided)
  /** Whoever asked for the code isn't who confirms, while others coordinate: these are asked, and may until then. */
  | { readonly outcome: 'forOthers'; readonly name: string; readonly others: readonly string[]; readonly until: Date };
