/**
 * Returns the milliseconds to wait after so many failed tries in a row: `first` after one, twice as long after each
 * further one, and never more than `longest`.
 */
export function backoff(first: number, tries: number, longest: number): number {
  return Math.min(longest, first * 2 ** (tries - 1));
}
