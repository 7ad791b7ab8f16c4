import type { RegionScope } from '../access/scope.ts';
import { clientOf } from '../database/transaction.ts';
import { dayAfterAt } from '../dates/index.ts';
import { schedule } from './due.ts';
import type { DueHandlers } from './run-due.ts';

const PURGE = 'purge';
const AT_NIGHT = '03:30';
/** What was done stays this long, to be looked at when somebody wonders. */
const DONE_DAYS = 90;

/** Removes what has served of one kind, in a region. */
export type Purge = (scope: RegionScope) => Promise<void>;

/** Every night, what has served is removed. */
export function purgeJobs(purges: readonly Purge[]): DueHandlers {
  return {
    async [PURGE](scope) {
      for (const purge of purges) await purge(scope);
      const at = dayAfterAt(scope.now, 1, AT_NIGHT, scope.region.timeZone);
      await schedule(scope, { kind: PURGE, subject: '', at, expires: null });
    },
  };
}

/** Has a region purged now, and from then on every night. */
export async function planPurge(scope: RegionScope): Promise<void> {
  await schedule(scope, { kind: PURGE, subject: '', at: scope.now, expires: null });
}

/** Due items that were done or became pointless long ago. */
export async function purgeDone(scope: RegionScope): Promise<void> {
  await clientOf(scope.tx).dueItem.deleteMany({
    where: {
      regionId: scope.region.id,
      doneAt: { lt: dayAfterAt(scope.now, -DONE_DAYS, '00:00', scope.region.timeZone) },
    },
  });
}
