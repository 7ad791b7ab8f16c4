import { dayAfterAt } from '../dates/index.ts';

/** Messages a person may be sent unasked within seven days, all kinds together. */
const WEEKLY = 2;
/** Today and the six days before. */
const DAYS = 7;

/** From when on what was sent unasked counts. */
export function countedFrom(now: Date, timeZone: string): Date {
  return dayAfterAt(now, 1 - DAYS, '00:00', timeZone);
}

/**
 * The day, at this time, from which somebody may be written to unasked again; null when they may now.
 * @param sent when they were, of what counts, latest first.
 */
export function freeAgainAt(sent: readonly Date[], time: string, timeZone: string): Date | null {
  // Once this one is a week old there are fewer.
  const last = sent[WEEKLY - 1];
  return last ? dayAfterAt(last, DAYS, time, timeZone) : null;
}
