import { setTimeout as wait } from 'node:timers/promises';
import { DeliveryError } from '../../chat/platform.ts';
import { isOurMistake, toDeliveryError } from './errors.ts';

/** Milliseconds before the second try and before the third; each takes as long as a request may. */
const PAUSES = [0, 1_000] as const;
/** Discord recognises a nonce for "the past few minutes": an older request isn't repeated. */
const KNOWN_AGAIN = 60_000;
/** A rate limit met meanwhile is waited out when it is no longer than this, in milliseconds. */
const LONGEST_LIMIT = 10_000;

/**
 * Makes a request with an enforced nonce, and repeats it when its answer is lost: Discord returns the message it
 * created before, or creates it now. Throws the last error when no try is answered, and the outcome stays open.
 */
export async function sendAgain<T>(send: () => Promise<T>): Promise<T> {
  const since = Date.now();
  const first = await tried(send);
  if ('done' in first) return first.done;
  if (!isAmbiguous(first.error)) throw first.error;
  let atLeast = 0;
  for (const pause of PAUSES) {
    await wait(Math.max(pause, atLeast));
    if (Math.abs(Date.now() - since) > KNOWN_AGAIN) break;
    const again = await tried(send);
    if ('done' in again) return again.done;
    const longer = patienceFor(again.error);
    // This refusal is about this request; the one before may have been carried out.
    if (longer === null) break;
    atLeast = longer;
  }
  throw new DeliveryError({ kind: 'ambiguous' }, { cause: first.error });
}

/** Returns how many milliseconds to wait at least before another try; null where none is worth it. */
function patienceFor(error: unknown): number | null {
  if (isAmbiguous(error)) return 0;
  const { failure } = toDeliveryError(error);
  return failure.kind === 'rate-limited' && failure.retryAfter <= LONGEST_LIMIT ? failure.retryAfter : null;
}

async function tried<T>(send: () => Promise<T>): Promise<{ readonly done: T } | { readonly error: unknown }> {
  try {
    return { done: await send() };
  } catch (error) {
    return { error };
  }
}

function isAmbiguous(error: unknown): boolean {
  return !isOurMistake(error) && toDeliveryError(error).failure.kind === 'ambiguous';
}
