import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Log } from '../log.ts';
import type { Connection } from './connection.ts';

/**
 * Vacuums and analyses the tables, so that the database stays as fast as on its first day. A server does so by
 * itself; the embedded database never does.
 */
export interface Upkeep {
  /**
   * Vacuums every table, one after the other; other work gets the connection in between. Runs once more if it is
   * under way already.
   */
  run(): Promise<void>;
  /**
   * Analyses the tables that have changed much since they were last analysed. A prepared statement goes on as it was planned, and
   * what was planned for twenty rows takes seconds with five thousand; it is planned anew once its tables are analysed.
   */
  refresh(): Promise<void>;
  /** Stops after the current table. */
  stop(): Promise<void>;
}

const ON_SERVER: Upkeep = { run: async () => {}, refresh: async () => {}, stop: async () => {} };

/** Names the tables that a server would analyse by itself: fifty rows and a tenth of all have changed, as its settings have it. */
const CHANGED_MUCH = `SELECT format('%I.%I', schemaname, relname) AS "name" FROM pg_stat_user_tables
  WHERE schemaname = 'public' AND n_mod_since_analyze > 50 + 0.1 * n_live_tup ORDER BY 1`;

export function createUpkeep({ kind, pool }: Connection, log: Log): Upkeep {
  if (kind === 'server') return ON_SERVER;
  let running: Promise<void> | null = null;
  let refreshing: Promise<void> = Promise.resolve();
  let again = false;
  let stopped = false;

  /** The counts of what has changed are otherwise up to a second old: what changed before a look would count as changed since. */
  const countNow = () => pool.query('SELECT pg_stat_force_next_flush()');

  async function look(): Promise<void> {
    await countNow();
    const { rows } = await pool.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS "name" FROM pg_tables
       WHERE schemaname = 'public' ORDER BY 1`,
    );
    for (const { name } of rows) {
      for (const work of ['VACUUM', 'ANALYZE']) {
        if (stopped) return;
        await nextTurn();
        await pool.query(`${work} ${name}`);
      }
    }
  }

  async function refreshChanged(): Promise<void> {
    await countNow();
    const { rows } = await pool.query<{ name: string }>(CHANGED_MUCH);
    for (const { name } of rows) {
      if (stopped) return;
      await nextTurn();
      await pool.query(`ANALYZE ${name}`);
    }
  }

  async function runAll(): Promise<void> {
    do {
      again = false;
      const began = performance.now();
      await look();
      log.info('database.tidied', { milliseconds: Math.round(performance.now() - began) });
    } while (again && !stopped);
  }

  return {
    run() {
      again = running !== null;
      running ??= runAll()
        .catch((error: unknown) => log.error('database.not-tidied', error))
        .finally(() => {
          running = null;
        });
      return running;
    },
    refresh() {
      refreshing = refreshing
        .then(() => (stopped ? undefined : refreshChanged()))
        .catch((error: unknown) => log.error('database.not-tidied', error));
      return refreshing;
    },
    async stop() {
      stopped = true;
      await Promise.all([running, refreshing]);
    },
  };
}
