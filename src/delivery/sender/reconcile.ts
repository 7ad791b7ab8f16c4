import type { MessageRef } from '../../chat/place.ts';
import { DeliveryError, type PartialPost } from '../../chat/platform.ts';
import type { AttemptParts } from './attempt.ts';
import { consequencesOf } from './consequences.ts';
import type { ClaimedDelivery, DeliveryOutcome, UnfinishedDelivery } from './delivery.ts';
import { destinationOf } from './destination.ts';
import { afterLookUp, type RefusedToLook, TARGET_REFUSALS } from './outcome.ts';
import type { DeliveryStore } from './store.ts';

/**
 * The most by which the clocks of the platform and the processes may differ. The search for a message begins that much
 * earlier.
 */
const CLOCKS_MS = 15 * 60_000;
/**
 * The milliseconds for which a message with a lost answer is looked for while the platform doesn't even answer that,
 * from the first look of this process on: it may have been lost long before, while no process ran.
 */
const LOOKUP_MS = 60 * 60_000;

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

/** An unfinished attempt, as this process knows it. */
interface Unfinished {
  /** Whether it has been known for the settle time, so that it may be looked for. */
  isRipe: boolean;
  /** Whether it has been looked for in vain for long enough; null before the first look. */
  isOverdue: boolean | null;
  /** Cancels its timer. */
  cancel: () => void;
}

/**
 * Creates the reconciliation. A timer of this process measures the settle time, and not the time since the claim:
 * clocks are corrected meanwhile, and those of two machines differ. `wake` is called when something is ready to be
 * looked for.
 */
export function createReconciliation(parts: ReconciliationParts, wake: () => void): Reconciliation {
  const { platform, store, settleMs, inHand, pace } = parts;
  const known = new Map<string, Unfinished>();

  function know(name: string): Unfinished {
    const before = known.get(name);
    if (before) return before;
    const one: Unfinished = { isRipe: false, isOverdue: null, cancel: () => {} };
    one.cancel = pace.after(settleMs, () => {
      one.isRipe = true;
      wake();
    });
    known.set(name, one);
    return one;
  }

  /** Returns whether a look at this one is the last. */
  function isLastLook(one: Unfinished): boolean {
    if (one.isOverdue === null) {
      one.isOverdue = false;
      one.cancel = pace.after(LOOKUP_MS, () => {
        one.isOverdue = true;
      });
    }
    return one.isOverdue;
  }

  function forgetAllBut(names: ReadonlySet<string>): void {
    for (const [name, { cancel }] of known) {
      if (names.has(name)) continue;
      cancel();
      known.delete(name);
    }
  }

  /** Returns the outcome; null when nobody can tell yet. */
  async function outcomeOf(one: UnfinishedDelivery): Promise<DeliveryOutcome | null> {
    // An edit may be made twice, people let in twice, and a message pinned twice: the second time changes nothing. Later
    // deliveries to a place wait for the last two, so that they don't settle first.
    if (saysNothing(one)) return { status: 'PENDING' };
    const attempt = know(nameOf(one));
    if (!attempt.isRipe) return null;
    if (one.editOf !== null) return { status: 'PENDING' };
    const outcome = afterLookUp(await lookUp(one, parts), isLastLook(attempt));
    return outcome?.status === 'SENT' ? { ...outcome, sentAt: parts.now() } : outcome;
  }

  return {
    lost(one) {
      know(nameOf(one));
    },
    async reconcile() {
      const unfinished = (await store.unfinished(platform.name)).filter(({ id }) => !inHand.has(id));
      forgetAllBut(new Set(unfinished.map(nameOf)));
      for (const one of unfinished) {
        const outcome = await outcomeOf(one);
        if (outcome) await store.finish(one, outcome, consequencesOf(one, outcome));
      }
    },
    stop: () => forgetAllBut(new Set()),
  };
}

const nameOf = ({ id, attempts }: ClaimedDelivery) => `${id} ${attempts}`;

const saysNothing = ({ target }: ClaimedDelivery) => target.kind === 'members' || target.kind === 'pin';

async function lookUp(
  one: UnfinishedDelivery,
  { platform, store, threads, log }: AttemptParts,
): Promise<readonly MessageRef[] | PartialPost | RefusedToLook | 'no-way' | 'failed'> {
  try {
    const since = await earliestOf(one, store);
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

/** Returns the earliest moment at which a part of a delivery may have been posted. */
async function earliestOf(
  { key, attempts, claimedAt, createdAt }: UnfinishedDelivery,
  store: DeliveryStore,
): Promise<Date> {
  const isBegun = attempts > 1 && Boolean((await store.refsOf(key))?.refs);
  // Its first part was posted by an attempt before this one.
  const at = isBegun ? Math.min(claimedAt.getTime(), createdAt.getTime()) : claimedAt.getTime();
  return new Date(at - CLOCKS_MS);
}
