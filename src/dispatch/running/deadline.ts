import { within } from '../../concurrency/within.ts';

/** A platform waits 3 s for the acknowledgement: this much may go into reading before it has to be given. */
export const READ_MS = 2_000;

/** Returns milliseconds of a clock that only goes forward. */
export const monotonicNow = (): number => performance.now();

/** Returns what the work gives, or null once the deadline has passed; the work goes on all the same. */
export function beforeDeadline<T>(work: Promise<T>, until: number): Promise<T | null> {
  return within(Math.max(0, until - monotonicNow()), work);
}
