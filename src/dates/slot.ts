export type Locale = 'fr' | 'en';

/** One date of an event, as instants. */
export interface Slot {
  readonly start: Date;
  /**
   * When it ends, or null when only the start is known. For `allDay` slots: local midnight after the last day, so
   * that comparing slots needs no special case (14 to 16 November ends on the 17th at 0:00).
   */
  readonly end: Date | null;
  readonly allDay: boolean;
}
