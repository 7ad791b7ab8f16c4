import type { MessageRef } from '../chat/place.ts';
import type { AttemptParts } from './attempt.ts';
import { destinationOf } from './destination.ts';
import { afterLookUp } from './outcome.ts';
import type { Claimed, Outcome } from './store.ts';

/** Finishes what a process that died had begun, and what was answered by silence, claimed this long ago or longer. */
export async function settle(settleMs: number, parts: AttemptParts): Promise<void> {
  const { platform, store } = parts;
  for (const one of await store.unfinished(platform.name, new Date(Date.now() - settleMs))) {
    const outcome = await outcomeOf(one, settleMs, parts);
    if (outcome) await store.finish(one, outcome);
  }
}

/** Null when it can't be told yet. */
async function outcomeOf(one: Claimed, settleMs: number, parts: AttemptParts): Promise<Outcome | null> {
  // An edit may be made twice: the second changes nothing.
  if (one.editOf !== null) return { status: 'PENDING' };
  const outcome = afterLookUp(one, await lookUp(one, settleMs, parts), new Date());
  return outcome?.status === 'SENT' ? { ...outcome, sentAt: parts.now() } : outcome;
}

async function lookUp(
  one: Claimed,
  settleMs: number,
  { platform, store, log }: AttemptParts,
): Promise<readonly MessageRef[] | 'no-way' | 'failed'> {
  const since = new Date(one.claimedAt.getTime() - settleMs);
  try {
    const where = await destinationOf(one, store);
    const found =
      typeof where === 'object' && where.kind === 'post' ? await platform.find(where.target, one.key, since) : null;
    return found ?? 'no-way';
  } catch (error) {
    log.error('delivery.lookup-failed', error, { delivery: one.id });
    return 'failed';
  }
}
