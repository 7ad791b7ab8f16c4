import type pg from 'pg';
import PgBoss from 'pg-boss';
import type { Log } from '../log.ts';
import type { Connection } from './connection.ts';
import { ensureQueue, QUEUE_SCHEMA } from './queue-tables.ts';
import { type Job, startWorker, type Worker, type WorkOptions } from './queue-worker.ts';
import type { Wake } from './wake.ts';

/**
 * pg-boss on the embedded database, which has one connection: pg-boss never holds a connection from one call to the
 * next. Each of its commands, even those that take a lock and work under it, is one string with its own BEGIN and COMMIT.
 * All it needs is that a command that failed leaves no transaction open behind it, which `execute` sees to, and that
 * nobody keeps the connection for long: a transaction that waits for a platform's answer would stop the queue.
 *
 * What pg-boss's own workers do is done in queue-worker.ts: they don't wait for their last statement, so that a database
 * that goes away at that moment ends the process, and stopping them takes seconds.
 */
export interface JobQueue {
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

const MAINTENANCE_SECONDS = 30;

export function createQueue({ pool, kind }: Connection, wake: Wake, log: Log): JobQueue {
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

export function channelOf(queue: string): string {
  return `queue:${queue}`;
}
