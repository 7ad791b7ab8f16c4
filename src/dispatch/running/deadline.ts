import { within } from '../../concurrency/within.ts';

/** The part of the 3,000 milliseconds before an acknowledgement that may go into reading. */
export const READ_MS = 2_000;

/** Returns the milliseconds of a clock that only goes forward. */
export const monotonicNow = (): number => performance.now();

/** Returns the work's result, or null once the deadline has passed; the work goes on all the same. */
export function beforeDeadline<T>(work: Promise<T>, until: number): Promise<T | null> {
  return within(Math.max(0, until - monotonicNow()), work);
}
