import { localDay } from '../../dates/index.ts';
import { byDay } from '../../schedule/by-day.ts';

/** As many milliseconds after its moment an announcement still leaves on time, whatever the hour. */
const ON_TIME_MS = 3_600_000;

/**
 * Returns when an announcement that was to leave at `dueAt` leaves: at once, or in the morning where it is late and by now
 * night. Null: never by itself, because that would be another day, on which its words may not be true any more.
 */
export function leavesAt(dueAt: Date, now: Date, timeZone: string): Date | null {
  if (now.getTime() - dueAt.getTime() <= ON_TIME_MS) return now;
  const at = byDay(now, timeZone);
  return localDay(at, timeZone) === localDay(dueAt, timeZone) ? at : null;
}
