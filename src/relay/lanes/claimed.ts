import type { DeliveryFailure } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import type { Acted } from '../copies/act.ts';
import { type CopyOutcome, type DueCopy, releaseCopies } from '../copies/copy-store.ts';
import type { StoreOutcomes } from './outcomes.ts';

/**
 * The milliseconds after which outcomes are stored: an answer to a copy goes below the original on the other side only
 * once the copy is known to stand.
 */
const UNSTORED_MS = 500;

export interface ClaimedOptions {
  readonly database: Database;
  readonly storeOutcomes: StoreOutcomes;
  readonly mayGoOn: () => boolean;
  readonly act: (copy: DueCopy) => Promise<Acted>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The progress of the work on claimed copies. */
export interface ClaimedResult {
  /** The copies that are as they should be, or never can be. */
  readonly passed: readonly string[];
  /** The copy on which the work failed, and why; null when all succeeded, or nothing more may be done here. */
  readonly failed: { readonly copy: DueCopy; readonly failure: DeliveryFailure } | null;
  readonly isStopped: boolean;
  /** Whether the platform accepted any of them. */
  readonly hasPosted: boolean;
}

/** Works on claimed copies one after the other and stores their states: several together, as long as all goes well. */
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
      // Copies that weren't begun wait again.
      await releaseCopies(database, claimed.slice(index));
      return result(index, null, true);
    }
    const { outcome, failure } = await act(copy);
    outcomes.push(outcome);
    hasPosted ||= outcome.status === 'POSTED' && outcome.reason === null && failure === null;
    if (failure === null && outcome.status !== 'REFUSED' && now() - since < UNSTORED_MS) continue;
    // Anything but a plain success is stored before the next post, because standing copies are found by their order.
    await storeOutcomes(outcomes.splice(0));
    since = now();
    if (failure === null) continue;
    await releaseCopies(database, claimed.slice(index + 1));
    return result(index, { copy, failure });
  }
  await storeOutcomes(outcomes);
  return result(claimed.length, null);
}
