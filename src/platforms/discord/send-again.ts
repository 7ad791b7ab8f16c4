import { setTimeout as wait } from 'node:timers/promises';
import { DeliveryError } from '../../chat/platform.ts';
import { isOurMistake, toDeliveryError } from './errors.ts';

/** Milliseconds before the second try and before the third; each takes as long as a request may. */
const PAUSES = [0, 1_000] as const;
/** Discord knows a nonce again for "the past few minutes": nothing is sent again by itself when it is older than this. */
const KNOWN_AGAIN = 60_000;
/** A limit that Discord sets meanwhile is waited for when it is no longer than this. */
const LONGEST_LIMIT = 10_000;

/**
 * Makes a request that carries a nonce Discord is to enforce. Where its answer got lost it is made again: Discord gives the
 * message that it made before, or makes it now. When no answer comes to any of them it stays open what became of it.
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
    // A refusal is of this request; the one before may have been carried out.
    if (longer === null) break;
    atLeast = longer;
  }
  throw new DeliveryError({ kind: 'ambiguous' }, { cause: first.error });
}

/** Milliseconds to wait at least before another try; null where none is worth it. */
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
