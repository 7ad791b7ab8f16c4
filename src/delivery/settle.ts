import type { MessageRef } from '../chat/place.ts';
import { type Begun, DeliveryError } from '../chat/platform.ts';
import type { AttemptParts } from './attempt.ts';
import { destinationOf } from './destination.ts';
import { afterLookUp, OF_THE_TARGET, type RefusedToLook } from './outcome.ts';
import type { Claimed, Outcome } from './store.ts';

/**
 * Finishes what a process that died had begun, and what was answered by silence, claimed this long ago or longer. What this
 * process is still about (`inHand`, by id) is left alone, however long it takes.
 */
export async function settle(settleMs: number, parts: AttemptParts, inHand: ReadonlySet<string>): Promise<void> {
  const { platform, store, pace } = parts;
  for (const one of await store.unfinished(platform.name, new Date(pace.now() - settleMs))) {
    if (inHand.has(one.id)) continue;
    const outcome = await outcomeOf(one, settleMs, parts);
    if (outcome) await store.finish(one, outcome);
  }
}

/** Null when it can't be told yet. */
async function outcomeOf(one: Claimed, settleMs: number, parts: AttemptParts): Promise<Outcome | null> {
  // An edit may be made twice: the second changes nothing.
  if (one.editOf !== null) return { status: 'PENDING' };
  const outcome = afterLookUp(one, await lookUp(one, settleMs, parts), new Date(parts.pace.now()));
  return outcome?.status === 'SENT' ? { ...outcome, sentAt: parts.now() } : outcome;
}

async function lookUp(
  one: Claimed,
  settleMs: number,
  { platform, store, log }: AttemptParts,
): Promise<readonly MessageRef[] | Begun | RefusedToLook | 'no-way' | 'failed'> {
  const since = new Date(one.claimedAt.getTime() - settleMs);
  try {
    const where = await destinationOf(one, store);
    const found =
      typeof where === 'object' && where.kind === 'post' ? await platform.find(where.target, one.key, since) : null;
    return found ?? 'no-way';
  } catch (error) {
    const failure = error instanceof DeliveryError ? error.failure : null;
    if (failure?.kind === 'refused' && OF_THE_TARGET.has(failure.reason)) return { refused: failure.reason };
    log.error('delivery.lookup-failed', error, { delivery: one.id });
    return 'failed';
  }
}
