import type { MessageRef } from '../chat/place.ts';
import type { Platform } from '../chat/platform.ts';
import { type AttemptParts, destinationOf } from './attempt.ts';
import type { Claimed, DeliveryStore, Outcome } from './store.ts';

/** How long a message whose answer was lost is looked for, when the platform doesn't even answer that. */
const LOOKUP_MS = 60 * 60_000;

/** Finishes what a process that died had begun, and what was answered by silence, claimed this long ago or longer. */
export async function settle(settleMs: number, parts: AttemptParts): Promise<void> {
  const { platform, store } = parts;
  for (const one of await store.unfinished(platform.name, new Date(Date.now() - settleMs))) {
    const outcome = await outcomeOf(one, settleMs, parts);
    if (outcome) await store.finish(one, outcome);
  }
}

/** Null when it can't be told yet. */
async function outcomeOf(
  one: Claimed,
  settleMs: number,
  { platform, store, log, now }: AttemptParts,
): Promise<Outcome | null> {
  // An edit may be made twice: the second changes nothing.
  if (one.editOf !== null) return { status: 'PENDING' };
  let found: readonly MessageRef[] | null = null;
  try {
    found = await lookUp(one, new Date(one.claimedAt.getTime() - settleMs), platform, store);
  } catch (error) {
    // That it can't be looked up now says nothing about it: it is looked up again, for a while.
    log.error('delivery.lookup-failed', error, { delivery: one.id });
    if (Date.now() - one.claimedAt.getTime() < LOOKUP_MS) return null;
  }
  if (found === null) return { status: 'UNKNOWN', reason: 'unknown' };
  return found.length === 0 ? { status: 'PENDING' } : { status: 'SENT', refs: found, sentAt: now() };
}

async function lookUp(
  one: Claimed,
  since: Date,
  platform: Platform,
  store: DeliveryStore,
): Promise<readonly MessageRef[] | null> {
  const where = await destinationOf(one, store);
  return typeof where === 'object' && where.kind === 'post' ? platform.find(where.target, one.key, since) : null;
}
