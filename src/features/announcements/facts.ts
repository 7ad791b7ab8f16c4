import type { EstimatedReach } from './announcement.ts';

/** The announcements of an edition as the bilan tells of them. */
export interface AnnouncementFacts {
  /** The number that left and weren't withdrawn. */
  readonly sent: number;
  /** One for each person who said that they passed one of them on. */
  readonly relays: readonly {
    readonly person: string;
    /** The number of people it was passed on to; null where that wasn't told. */
    readonly reach: EstimatedReach | null;
  }[];
}
