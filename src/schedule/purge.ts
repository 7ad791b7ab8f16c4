import { writeJournal } from '../access/journal/journal-store.ts';
import { dataSettingsStore } from '../access/region/data-settings-store.ts';
import type { RegionScope } from '../access/region/region-scope.ts';
import { fixedTerms } from '../access/region/terms.ts';
import { countDeleted } from '../database/changed-rows.ts';
import { afterCommit, clientOf, databaseOf } from '../database/transaction.ts';
import { dayAfterAt } from '../dates/index.ts';
import { reschedule, schedule, UNDER_WAY } from './due.ts';
import type { DueHandlers } from './run-due.ts';

/** The kind of the due items by which a region is purged every night. */
export const PURGE = 'purge';
const AT_NIGHT = '03:30';

/** Rows of a kind deleted at once: more would hold others up. What is left follows at the next tick. */
const STEP = 500;

/**
 * Deletes rows of one kind that are no longer needed in a region, at most `most` of a table. Returns whether some may
 * be left.
 */
export type Purge = (scope: RegionScope, most: number) => Promise<boolean>;

/** Is told how many rows of a table went, or were emptied. */
type Counted = (table: string, count: number) => void;

/** Deletes every night, step by step, what is no longer needed, and then vacuums the database. */
export function purgeJobs(purges: readonly Purge[], counted: Counted = () => {}): DueHandlers {
  return {
    async [PURGE](scope) {
      const deleted = await countDeleted(scope.tx);
      let left = false;
      for (const purge of purges) left = (await purge(scope, STEP)) || left;
      await noteRows(scope, await deleted(), counted);
      if (left) return reschedule(scope, { kind: PURGE, subject: '', at: scope.now });
      const { purgedAt } = await dataSettingsStore(scope).read();
      // A night in which no term was over is not worth an entry.
      if (purgedAt !== null && purgedAt > dayAfterAt(scope.now, -1, AT_NIGHT, scope.region.timeZone)) {
        const night = { kind: 'region', id: null, name: null } as const;
        await writeJournal(scope, { verb: 'common.journal.purged', object: night });
      }
      const at = dayAfterAt(scope.now, 1, AT_NIGHT, scope.region.timeZone);
      await schedule(scope, { kind: PURGE, subject: '', at, expires: null });
      const { upkeep } = databaseOf(scope.tx);
      // Nobody waits for the vacuum.
      afterCommit(scope.tx, () => void upkeep.run());
    },
  };
}

/** Notes how many rows of each table were deleted or emptied: in the log, in the metrics, and for those who look after the region. */
async function noteRows(
  scope: RegionScope,
  changed: Readonly<Record<string, number>>,
  counted: Counted,
): Promise<void> {
  const rows = Object.values(changed).reduce((sum, count) => sum + count, 0);
  if (rows === 0) return;
  await dataSettingsStore(scope).notePurged(rows, scope.now);
  const { log } = databaseOf(scope.tx);
  afterCommit(scope.tx, () => {
    log.info('schedule.purged', { region: scope.region.id, rows, ...changed });
    for (const [table, count] of Object.entries(changed)) counted(table, count);
  });
}

/** Purges a region now, and from then on every night. */
export async function planPurge(scope: RegionScope): Promise<void> {
  await schedule(scope, { kind: PURGE, subject: '', at: scope.now, expires: null });
}

/** Deletes due items that were done or became pointless long ago, except those of what is still under way. */
export async function purgeDone(scope: RegionScope, most: number): Promise<boolean> {
  const { count } = await clientOf(scope.tx).dueItem.deleteMany({
    where: {
      regionId: scope.region.id,
      kind: { notIn: [...UNDER_WAY] },
      doneAt: { lt: dayAfterAt(scope.now, -fixedTerms.done, '00:00', scope.region.timeZone) },
    },
    limit: most,
  });
  return count === most;
}
