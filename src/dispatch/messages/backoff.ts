import type { DeliveryFailure } from '../../chat/platform.ts';

/** How often a platform that can't tell just now is asked while somebody waits. */
export const MOST_TRIES = 5;
export const RETRY_MS = 1_000;
/** What doesn't become possible is tried ever less often, for as long as it takes. */
export const LONGEST_BACKOFF_MS = 300_000;

/** Milliseconds until it is worth trying again; null when it isn't. */
export function retryDelay(failure: DeliveryFailure): number | null {
  if (failure.kind === 'refused') return null;
  return failure.kind === 'rate-limited' ? failure.retryAfter : RETRY_MS;
}

/** Milliseconds after so many tries in a row, the first of which would have waited for so long. */
export function backoff(first: number, tries: number): number {
  return Math.min(first * 2 ** (tries - 1), LONGEST_BACKOFF_MS);
}
