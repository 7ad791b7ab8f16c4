import type { RegionScope } from '../../access/region/region-scope.ts';
import { enqueue } from '../../database/enqueue.ts';
import { notify } from '../../database/notify.ts';

/** The queue whose jobs make the sender look at the table again. */
export const DELIVERY_QUEUE = 'deliveries';

/** Wakes the sender after the commit; the job, of which one waits at a time, does so if that was lost. */
export async function trigger(scope: RegionScope): Promise<void> {
  const first = await notify(scope.tx, DELIVERY_QUEUE);
  if (first) await enqueue(scope.tx, DELIVERY_QUEUE, {}, { singletonKey: 'wake' });
}
