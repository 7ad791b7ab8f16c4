import type { DeliveryFailure } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import type { Acted } from '../copies/act.ts';
import { type CopyOutcome, type DueCopy, releaseCopies } from '../copies/copy-store.ts';
import type { StoreOutcomes } from './outcomes.ts';

/** From so many milliseconds on what stands is stored: whoever answers a copy is below it on the other side only once that is known. */
const UNSTORED_MS = 500;

export interface ClaimedOptions {
  readonly database: Database;
  readonly storeOutcomes: StoreOutcomes;
  readonly mayGoOn: () => boolean;
  readonly act: (copy: DueCopy) => Promise<Acted>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How far the work on claimed copies came. */
export interface ClaimedResult {
  /** Those that stand as they are to stand, or never will. */
  readonly passed: readonly string[];
  /** The one that couldn't be done, and what kept it from that; null when all were, or nothing more may be done here. */
  readonly failed: { readonly copy: DueCopy; readonly failure: DeliveryFailure } | null;
  readonly isStopped: boolean;
  /** Whether the platform took anything of them. */
  readonly hasPosted: boolean;
}

/** Works on claimed copies one after the other, and stores how they stand: several together, as long as all goes well. */
export async function workThrough(claimed: readonly DueCopy[], options: ClaimedOptions): Promise<ClaimedResult> {
  const { database, storeOutcomes, mayGoOn, act, now } = options;
  let since = now();
  const outcomes: CopyOutcome[] = [];
  let hasPosted = false;
  const result = (count: number, failed: ClaimedResult['failed'], isStopped = false): ClaimedResult => ({
    ...{ failed, isStopped, hasPosted, passed: claimed.slice(0, count).map(({ id }) => id) },
  });
  for (const [index, copy] of claimed.entries()) {
    if (!mayGoOn()) {
      await storeOutcomes(outcomes);
      // What wasn't begun waits again.
      await releaseCopies(database, claimed.slice(index));
      return result(index, null, true);
    }
    const { outcome, failure } = await act(copy);
    outcomes.push(outcome);
    hasPosted ||= outcome.status === 'POSTED' && outcome.reason === null && failure === null;
    if (failure === null && outcome.status !== 'REFUSED' && now() - since < UNSTORED_MS) continue;
    // Whatever isn't a plain success is stored before anything else is posted: what stands is then found by its order.
    await storeOutcomes(outcomes.splice(0));
    since = now();
    if (failure === null) continue;
    await releaseCopies(database, claimed.slice(index + 1));
    return result(index, { copy, failure });
  }
  await storeOutcomes(outcomes);
  return result(claimed.length, null);
}
