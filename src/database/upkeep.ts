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
  /** Stops after the current table. */
  stop(): Promise<void>;
}

const ON_SERVER: Upkeep = { run: async () => {}, stop: async () => {} };

export function createUpkeep({ kind, pool }: Connection, log: Log): Upkeep {
  if (kind === 'server') return ON_SERVER;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  async function look(): Promise<void> {
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
    async stop() {
      stopped = true;
      await running;
    },
  };
}
