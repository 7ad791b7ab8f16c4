import { notify } from './notify.ts';
import { channelOf } from './queue.ts';
import { ensureQueue } from './queue-tables.ts';
import { afterCommit, clientOf, databaseOf, type Tx } from './transaction.ts';

export interface EnqueueOptions {
  /** A UUID. A second job with the same one is not stored, until some hours after the first is done. */
  readonly id?: string;
  /** In real time: the queue doesn't know the domain clock. */
  readonly startAfter?: Date;
  /** While a job with this key waits, no second one is stored. One that runs doesn't count: it may have read too early. */
  readonly singletonKey?: string;
}

/** Stores a job with the transaction, or not at all. Returns false when such a job is there already. */
export async function enqueue(tx: Tx, queue: string, data: object, options: EnqueueOptions = {}): Promise<boolean> {
  const { queue: jobs } = databaseOf(tx);
  const client = clientOf(tx);
  if (!jobs.known.has(queue)) {
    // In this transaction, so that on one connection it doesn't wait for itself.
    await ensureQueue(queue, (sql, values) => client.$queryRawUnsafe(sql, ...values));
    afterCommit(tx, () => void jobs.known.add(queue));
  }
  const id = await jobs.boss.send(queue, data, {
    ...(options.id === undefined ? {} : { id: options.id }),
    ...(options.startAfter === undefined ? {} : { startAfter: options.startAfter }),
    // Under `short`, jobs without a key would count as having the same one.
    singletonKey: options.singletonKey ?? options.id ?? crypto.randomUUID(),
    db: { executeSql: async (sql, values) => ({ rows: await client.$queryRawUnsafe(sql, ...values) }) },
  });
  if (id === null) return false;
  if (options.startAfter === undefined) await notify(tx, channelOf(queue));
  return true;
}
