import { setTimeout as delay } from 'node:timers/promises';
import type { DeliveryFailure } from '../../chat/platform.ts';

/** The times that a platform which can't tell just now is asked while somebody waits. */
export const MAX_TRIES = 5;
export const RETRY_MS = 1_000;
/** The longest wait between attempts at something that is retried for as long as it takes. */
export const LONGEST_BACKOFF_MS = 300_000;

/** Returns the milliseconds until a retry is worthwhile; null when it never is. */
export function retryDelay(failure: DeliveryFailure): number | null {
  if (failure.kind === 'refused') return null;
  return failure.kind === 'rate-limited' ? failure.retryAfter : RETRY_MS;
}

/** Resolves after so many milliseconds, or as soon as the signal aborts. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal }).catch(() => {});
}
