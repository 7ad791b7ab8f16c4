import { createBatcher } from '../../concurrency/batcher.ts';
import type { Database } from '../../database/database.ts';
import { type CopyOutcome, storeOutcomes } from '../copies/copy-store.ts';

/** The most lanes whose outcomes are stored in one statement. */
const MOST_LANES = 100;

/** Stores the states of copies of one channel. Resolves once they are stored. */
export type StoreOutcomes = (outcomes: readonly CopyOutcome[]) => Promise<void>;

/**
 * Returns a function that stores outcomes of many lanes together: those that come during one storing go into the next.
 */
export function createOutcomes(database: Database): StoreOutcomes {
  const batched = createBatcher(storeAll, MOST_LANES);

  async function storeAll(lanes: readonly (readonly CopyOutcome[])[]): Promise<readonly PromiseSettledResult<void>[]> {
    try {
      await storeOutcomes(database, lanes.flat());
      return lanes.map(() => ({ status: 'fulfilled', value: undefined }));
    } catch (reason) {
      if (lanes.length === 1) return [{ status: 'rejected', reason }];
      // One lane whose outcomes can't be stored holds up no other.
      return Promise.allSettled(lanes.map((one) => storeOutcomes(database, one)));
    }
  }

  return async (outcomes) => {
    if (outcomes.length > 0) await batched(outcomes);
  };
}
