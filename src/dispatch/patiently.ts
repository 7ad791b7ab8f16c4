import { setTimeout as delay } from 'node:timers/promises';
import { DeliveryError, type DeliveryFailure } from '../chat/platform.ts';

/** How often a platform is asked that can't tell just now. */
export const TRIES = 5;
export const AGAIN_MS = 1_000;

/** Asks a platform again while it can't tell just now. Throws what it refuses, and its last failure. Null once it is stopped. */
export async function patiently<T>(ask: () => Promise<T>, stopping: AbortSignal): Promise<T | null> {
  for (let tries = 1; !stopping.aborted; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      const wait = error instanceof DeliveryError && tries < TRIES ? waitAfter(error.failure) : null;
      if (wait === null) throw error;
      await delay(wait, undefined, { signal: stopping }).catch(() => {});
    }
  }
  return null;
}

/** Milliseconds until it is worth trying again; null when it isn't. */
export function waitAfter(failure: DeliveryFailure): number | null {
  if (failure.kind === 'refused') return null;
  return failure.kind === 'rate-limited' ? failure.retryAfter : AGAIN_MS;
}
