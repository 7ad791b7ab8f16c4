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
