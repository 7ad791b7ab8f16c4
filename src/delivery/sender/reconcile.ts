import type { MessageRef } from '../../chat/place.ts';
import { DeliveryError, type PartialPost } from '../../chat/platform.ts';
import type { AttemptParts } from './attempt.ts';
import { consequencesOf } from './consequences.ts';
import type { ClaimedDelivery, DeliveryOutcome, UnfinishedDelivery } from './delivery.ts';
import { destinationOf } from './destination.ts';
import { afterLookUp, type RefusedToLook, TARGET_REFUSALS } from './outcome.ts';

/**
 * The most by which the clocks of the platform and the processes may differ. The search for a message begins that much
 * earlier.
 */
const CLOCKS_MS = 15 * 60_000;

export interface ReconciliationParts extends AttemptParts {
  /** The milliseconds that a platform may take to store a message. */
  readonly settleMs: number;
  /** The ids of the deliveries that this process is sending, which are left alone however long that takes. */
  readonly inHand: ReadonlySet<string>;
}

/**
 * Finds the outcome of deliveries that were claimed and never finished: their process died, or their answer was lost.
 */
export interface Reconciliation {
  /** Notes that the answer to this one was lost just now. */
  lost(one: ClaimedDelivery): void;
  /** Finishes those that have been known to be unfinished for the settle time. */
  reconcile(): Promise<void>;
  stop(): void;
}

/**
 * Creates the reconciliation. A timer of this process measures the settle time, and not the time since the claim:
 * clocks are corrected meanwhile, and those of two machines differ. `wake` is called when something is ready to be
 * looked for.
 */
export function createReconciliation(parts: ReconciliationParts, wake: () => void): Reconciliation {
  const { platform, store, settleMs, inHand, pace } = parts;
  /** The unfinished attempts; one is ripe once it has been known for the settle time. */
  const known = new Map<string, { ripe: boolean; readonly forget: () => void }>();

  function know(name: string): { readonly ripe: boolean } {
    const before = known.get(name);
    if (before) return before;
    const one = {
      ripe: false,
      forget: pace.after(settleMs, () => {
        one.ripe = true;
        wake();
      }),
    };
    known.set(name, one);
    return one;
  }

  function forgetAllBut(names: ReadonlySet<string>): void {
    for (const [name, { forget }] of known) {
      if (names.has(name)) continue;
      forget();
      known.delete(name);
    }
  }

  return {
    lost(one) {
      know(nameOf(one));
    },
    async reconcile() {
      const unfinished = (await store.unfinished(platform.name)).filter(({ id }) => !inHand.has(id));
      forgetAllBut(new Set(unfinished.map(nameOf)));
      for (const one of unfinished) {
        // Letting people in twice, or pinning a message twice, does no harm, and later deliveries to that place wait
        // for it.
        if (!saysNothing(one) && !know(nameOf(one)).ripe) continue;
        const outcome = await outcomeOf(one, parts);
        if (outcome) await store.finish(one, outcome, consequencesOf(one, outcome));
      }
    },
    stop: () => forgetAllBut(new Set()),
  };
}

const nameOf = ({ id, attempts }: ClaimedDelivery) => `${id} ${attempts}`;

const saysNothing = ({ target }: ClaimedDelivery) => target.kind === 'members' || target.kind === 'pin';

/** Returns the outcome; null when nobody can tell yet. */
async function outcomeOf(one: UnfinishedDelivery, parts: AttemptParts): Promise<DeliveryOutcome | null> {
  // An edit may be made twice, and people let in twice: the second time changes nothing.
  if (one.editOf !== null || saysNothing(one)) return { status: 'PENDING' };
  const outcome = afterLookUp(one, await lookUp(one, parts), new Date(parts.pace.now()));
  return outcome?.status === 'SENT' ? { ...outcome, sentAt: parts.now() } : outcome;
}

async function lookUp(
  one: UnfinishedDelivery,
  { platform, store, threads, log }: AttemptParts,
): Promise<readonly MessageRef[] | PartialPost | RefusedToLook | 'no-way' | 'failed'> {
  const since = new Date(one.claimedAt.getTime() - CLOCKS_MS);
  try {
    const where = await destinationOf(one, store);
    if (typeof where !== 'object' || where.kind !== 'post') return 'no-way';
    const { target } = where;
    const targets = target.kind === 'organisation' ? await threads.candidates(target) : [target];
    for (const candidate of targets) {
      const found = await platform.find(candidate, one.key, since);
      if (found === null) return 'no-way';
      if ('begun' in found || found.length > 0) return found;
    }
    return [];
  } catch (error) {
    const failure = error instanceof DeliveryError ? error.failure : null;
    if (failure?.kind === 'refused' && TARGET_REFUSALS.has(failure.reason)) return { refused: failure.reason };
    log.error('delivery.lookup-failed', error, { delivery: one.id });
    return 'failed';
  }
}
