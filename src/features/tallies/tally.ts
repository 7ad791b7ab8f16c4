import * as z from 'zod';
import type { PlatformName } from '../../chat/place.ts';
import { COUNTS } from './counts.ts';
import type { TallyFigures } from './rules.ts';

const counted = z.object({
  counts: z.record(z.enum(COUNTS), z.int()),
  /** The counts that are told. */
  told: z.record(z.enum(COUNTS), z.int()),
  /** Last day to answer, "2027-01-15"; null before the survey is launched. */
  closesOn: z.iso.date().nullable(),
  /** Local day on which it was closed; null while answers come in. */
  closedOn: z.iso.date().nullable(),
});

/** The state that a tally shows now, and the one it showed when it was posted, as stored. */
export const shownStates = z.object({ now: counted, posted: counted });

/** The counts behind a tally. */
export type CountedState = Readonly<z.output<typeof counted>>;
export type ShownStates = Readonly<z.output<typeof shownStates>>;

/** The facts that a tally's message tells. */
export interface TallyState extends Pick<CountedState, 'closesOn' | 'closedOn'> {
  readonly figures: TallyFigures;
}

/** A tally that stands in a channel and is kept up to date. */
export interface LiveTally {
  readonly id: string;
  readonly editionId: string;
  readonly platform: PlatformName;
  readonly channel: string;
  /** Key of the delivery that posted it. */
  readonly deliveryKey: string;
  /** True when it is posted again every evening on which it says something new. */
  readonly daily: boolean;
  readonly createdAt: Date;
  /** Null when the stored state can't be read any more; it is then counted anew. */
  readonly shown: ShownStates | null;
}
