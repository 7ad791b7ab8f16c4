import type pg from 'pg';
import PgBoss from 'pg-boss';

export const QUEUE_SCHEMA = 'pgboss';

/**
 * pg-boss would create its tables when it starts; creating them with ours lets a process enqueue without starting any
 * worker, and lets a test database be copied ready-made. Upgrading them stays pg-boss's affair, at its start.
 */
export async function installQueueTables(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string | null }>('SELECT to_regclass($1)::text AS name', [
    `${QUEUE_SCHEMA}.version`,
  ]);
  if (rows[0]?.name) return;
  try {
    await client.query(PgBoss.getConstructionPlans(QUEUE_SCHEMA));
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/**
 * `short` makes `singletonKey` mean the above. Retries: after 2, 4, 8 … seconds, for about two hours. A job whose
 * process died is taken up again after `expireInSeconds`.
 */
const QUEUE_OPTIONS = { policy: 'short', retryLimit: 12, retryDelay: 2, retryBackoff: true, expireInSeconds: 120 };

/** A queue is a table of its own: two transactions that create one at once would deadlock, so they take turns. */
const CREATION_LOCK = 72707370;

export async function ensureQueue(
  name: string,
  query: (sql: string, values: unknown[]) => Promise<unknown[]>,
): Promise<void> {
  const found = await query(`SELECT 1 FROM ${QUEUE_SCHEMA}.queue WHERE name = $1`, [name]);
  if (found.length > 0) return;
  await query('SELECT pg_advisory_xact_lock($1)::text', [CREATION_LOCK]);
  // Does nothing where somebody else has created it meanwhile.
  await query(`SELECT ${QUEUE_SCHEMA}.create_queue($1, $2::json)::text`, [name, JSON.stringify(QUEUE_OPTIONS)]);
}
