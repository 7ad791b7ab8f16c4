import { setTimeout as delay } from 'node:timers/promises';
import type { DeliveryFailure } from '../../chat/platform.ts';

/** A platform that can't tell just now is asked so often while somebody waits. */
export const MAX_TRIES = 5;
export const RETRY_MS = 1_000;
/** The longest wait: what doesn't become possible is tried ever less often, for as long as it takes. */
export const LONGEST_BACKOFF_MS = 300_000;

/** Returns the milliseconds until it is worth trying again; null when it isn't. */
export function retryDelay(failure: DeliveryFailure): number | null {
  if (failure.kind === 'refused') return null;
  return failure.kind === 'rate-limited' ? failure.retryAfter : RETRY_MS;
}

/** Returns the milliseconds to wait after so many tries in a row: twice as many each time, beginning with `first`. */
export function backoff(first: number, tries: number): number {
  return Math.min(first * 2 ** (tries - 1), LONGEST_BACKOFF_MS);
}

/** Resolves after so many milliseconds, or as soon as it is aborted. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => {});
}
