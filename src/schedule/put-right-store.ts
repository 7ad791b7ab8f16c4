import type { RegionScope } from '../access/region/region-scope.ts';
import { clientOf } from '../database/transaction.ts';
import type { LongestPauses } from './handlers.ts';

/** The milliseconds by which the clocks of two processes may differ. */
const APART_MS = 60_000;

/**
 * Makes the due items of a region follow a clock that was ahead and has been put right. What looks again and again looks at once
 * where it is planned further off than it ever is. What was done while the clock was ahead stays done, but may be planned again.
 */
export async function putRight({ tx, region, now }: RegionScope, pauses: LongestPauses): Promise<void> {
  const { dueItem } = clientOf(tx);
  const after = (milliseconds: number) => ({ gt: new Date(now.getTime() + milliseconds) });
  await dueItem.updateMany({ where: { regionId: region.id, doneAt: after(APART_MS) }, data: { doneAt: now } });
  for (const [kind, pause] of Object.entries(pauses)) {
    const where = { regionId: region.id, kind, doneAt: null, dueAt: after(pause) };
    await dueItem.updateMany({ where, data: { dueAt: now } });
  }
}
