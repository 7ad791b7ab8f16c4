/** A meeting as the bilan tells of it. */
export interface MeetingFact {
  readonly title: string;
  /** The local day it begins on, "2026-10-06". */
  readonly day: string;
  /** The number of people who said that they would come; who came isn't known. */
  readonly coming: number;
}
