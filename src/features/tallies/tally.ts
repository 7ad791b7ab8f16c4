import type { PlatformName } from '../../chat/place.ts';
import type { TallyFigures } from './rules.ts';

/** What a tally's message tells. */
export interface TallyState {
  readonly figures: TallyFigures;
  /** Last day to answer, "2027-01-15"; null before the survey is launched. */
  readonly closesOn: string | null;
  /** Local day on which it was closed; null while answers come in. */
  readonly closedOn: string | null;
}

/** A tally that stands in a channel and is kept up to date. */
export interface LiveTally {
  readonly id: string;
  readonly editionId: string;
  readonly platform: PlatformName;
  readonly channel: string;
  /** Key of the delivery that posted it. */
  readonly deliveryKey: string;
  /** Posted anew every evening on which it says something new. */
  readonly daily: boolean;
  readonly createdAt: Date;
  /** What it shows, and what it showed when it was posted. */
  readonly shown: { readonly now: TallyState; readonly posted: TallyState } | null;
}
