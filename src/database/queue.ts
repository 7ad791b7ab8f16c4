import type pg from 'pg';
import PgBoss from 'pg-boss';
import type { Log } from '../log.ts';
import type { Connection } from './connection.ts';
import { QUEUE_SCHEMA } from './queue-tables.ts';
import { startWorker, type Worker, type WorkOptions } from './queue-worker.ts';
import { afterCommit, clientOf, databaseOf, type Tx } from './transaction.ts';
import { notify, type Wake } from './wake.ts';

/**
 * pg-boss on the embedded database, which has one connection: pg-boss never holds a connection from one call to the
 * next. Each of its commands, even those that take a lock and work under it, is one string with its own BEGIN and COMMIT.
 * All it needs is that a command that failed leaves no transaction open behind it, which `execute` sees to, and that
 * nobody keeps the connection for long: a transaction that waits for a platform's answer would stop the queue.
 *
 * What pg-boss's own workers do is done in queue-worker.ts: they don't wait for their last statement, so that a database
 * that goes away at that moment ends the process, and stopping them takes seconds.
 */
export interface Queue {
  /** To be called before `start`. A handler may run twice for one job: it re-reads its row. */
  work<Data extends object>(queue: string, handler: (job: Job<Data>) => Promise<void>, options?: WorkOptions): void;
  start(): Promise<void>;
  /** Takes no new job and waits for those that run. */
  stop(): Promise<void>;
  /** How many jobs wait for a worker or for their time. */
  waiting(queue: string): Promise<number>;
  /** Known to exist in the database. */
  readonly known: Set<string>;
  readonly boss: PgBoss;
}

export interface Job<Data extends object> {
  readonly id: string;
  readonly data: Data;
}

export interface EnqueueOptions {
  /** A UUID. A second job with the same one is not stored, until some hours after the first is done. */
  readonly id?: string;
  /** In real time: the queue doesn't know the domain clock. */
  readonly startAfter?: Date;
  /** While a job with this key waits, no second one is stored. One that runs doesn't count: it may have read too early. */
  readonly singletonKey?: string;
}

/**
 * `short` makes `singletonKey` mean the above. Retries: after 2, 4, 8 … seconds, for about two hours. A job whose
 * process died is taken up again after `expireInSeconds`.
 */
const QUEUE_OPTIONS = { policy: 'short', retryLimit: 12, retryDelay: 2, retryBackoff: true, expireInSeconds: 120 };
const MAINTENANCE_SECONDS = 30;

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

export function createQueue({ pool, kind }: Connection, wake: Wake, log: Log): Queue {
  const boss = new PgBoss({
    schema: QUEUE_SCHEMA,
    db: { executeSql: (sql, values) => execute(pool, sql, values) },
    // What is due when is the database's and node-cron's affair.
    schedule: false,
    maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
  });
  boss.on('error', (error) => log.error('queue.failed', error));
  const known = new Set<string>();
  const plans: { queue: string; begin(): Worker }[] = [];
  let workers: Worker[] = [];

  return {
    boss,
    known,
    work(queue, handler, options) {
      const { woken = true } = options ?? {};
      const listen = (wakeUp: () => void) => (woken ? wake.listen(channelOf(queue), wakeUp) : () => {});
      plans.push({ queue, begin: () => startWorker({ ...options, queue, boss, handler, listen, log }) });
    },
    async start() {
      await boss.start();
      if (kind === 'embedded') await execute(pool, TAKE_OVER);
      for (const { queue } of plans) {
        await declareQueue(pool, queue);
        known.add(queue);
      }
      workers = plans.map((plan) => plan.begin());
    },
    async stop() {
      await Promise.all(workers.splice(0).map((worker) => worker.stop()));
      await boss.stop({ graceful: false, close: false });
    },
    waiting: (queue) => boss.getQueueSize(queue),
  };
}

/** The embedded database is ours alone: what is active at our start was left by a process that died. */
const TAKE_OVER = `UPDATE ${QUEUE_SCHEMA}.job SET state = 'retry' WHERE state = 'active'`;

/** A queue is a table of its own: two transactions that create one at once would deadlock, so they take turns. */
const CREATION_LOCK = 72707370;

async function ensureQueue(name: string, query: (sql: string, values: unknown[]) => Promise<unknown[]>): Promise<void> {
  const found = await query(`SELECT 1 FROM ${QUEUE_SCHEMA}.queue WHERE name = $1`, [name]);
  if (found.length > 0) return;
  await query('SELECT pg_advisory_xact_lock($1)::text', [CREATION_LOCK]);
  // Does nothing where somebody else has created it meanwhile.
  await query(`SELECT ${QUEUE_SCHEMA}.create_queue($1, $2::json)::text`, [name, JSON.stringify(QUEUE_OPTIONS)]);
}

async function declareQueue(pool: pg.Pool, name: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await ensureQueue(name, async (sql, values) => (await client.query(sql, values)).rows);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function execute(pool: pg.Pool, sql: string, values?: unknown[]): Promise<pg.QueryResult> {
  const client = await pool.connect();
  try {
    return await client.query(sql, values);
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

function channelOf(queue: string): string {
  return `queue:${queue}`;
}
