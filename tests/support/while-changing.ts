import type { Database } from '../../src/database/database.ts';
import { inTransaction, type Tx } from '../../src/database/transaction.ts';
import { gate } from './gate.ts';

/** Resolves when a transaction waits for another's row. */
async function somebodyWaits(database: Database): Promise<void> {
  for (let waiting = false; !waiting; ) {
    const [found] = await database.prisma.$queryRaw<{ readonly waiting: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM pg_stat_activity one
        WHERE one."datname" = current_database() AND cardinality(pg_blocking_pids(one."pid")) > 0) AS "waiting"`;
    waiting = found?.waiting === true;
  }
}

/**
 * Does something while a change is stored and isn't committed yet, which is as soon as the other waits for it, or is over. On a
 * server only: the embedded database does one transaction after the other.
 */
export async function whileChanging<T>(
  database: Database,
  change: (tx: Tx) => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  const changed = gate();
  const mayEnd = gate();
  const changing = inTransaction(
    database,
    async (tx) => {
      await change(tx);
      changed.open();
      await mayEnd.opened;
    },
    { timeoutMs: 60_000 },
  );
  await changed.opened;
  const working = work();
  await Promise.race([working, somebodyWaits(database)]);
  mayEnd.open();
  await changing;
  return working;
}
