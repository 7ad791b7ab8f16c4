import type { RegionScope } from '../access/region/region-scope.ts';
import { afterCommit, clientOf, databaseOf } from '../database/transaction.ts';
import { dayAfterAt } from '../dates/index.ts';
import { putOff, schedule } from './due.ts';
import type { DueHandlers } from './run-due.ts';

const PURGE = 'purge';
const AT_NIGHT = '03:30';
/** What was done stays this long, to be looked at when somebody wonders. */
const DONE_DAYS = 90;

/** Rows of a kind that are removed at once: more would hold others up. What is left comes at the next tick. */
const STEP = 500;

/** Removes what has served of one kind, in a region: at most so many rows of a table. Whether some may be left. */
export type Purge = (scope: RegionScope, most: number) => Promise<boolean>;

/** Every night, what has served is removed, step by step; then the database is tidied. */
export function purgeJobs(purges: readonly Purge[]): DueHandlers {
  return {
    async [PURGE](scope) {
      let left = false;
      for (const purge of purges) left = (await purge(scope, STEP)) || left;
      if (left) return putOff(scope, { kind: PURGE, subject: '', at: scope.now });
      const at = dayAfterAt(scope.now, 1, AT_NIGHT, scope.region.timeZone);
      await schedule(scope, { kind: PURGE, subject: '', at, expires: null });
      const { upkeep } = databaseOf(scope.tx);
      // Nobody waits for it.
      afterCommit(scope.tx, () => void upkeep.run());
    },
  };
}

/** Has a region purged now, and from then on every night. */
export async function planPurge(scope: RegionScope): Promise<void> {
  await schedule(scope, { kind: PURGE, subject: '', at: scope.now, expires: null });
}

/** Due items that were done or became pointless long ago. */
export async function purgeDone(scope: RegionScope, most: number): Promise<boolean> {
  const { count } = await clientOf(scope.tx).dueItem.deleteMany({
    where: {
      regionId: scope.region.id,
      doneAt: { lt: dayAfterAt(scope.now, -DONE_DAYS, '00:00', scope.region.timeZone) },
    },
    limit: most,
  });
  return count === most;
}
