import { clientOf, type Tx } from './transaction.ts';

type Counts = Readonly<Record<string, number>>;

/**
 * Begins to count what a transaction deletes. What it begins returns how many rows of each table it has deleted since, and how many
 * messages it has emptied.
 */
export async function countDeleted(tx: Tx): Promise<() => Promise<Counts>> {
  // A connection also counts what its transactions of the last second changed, until the server has taken it over.
  const before = await countedNow(tx);
  return async () => {
    const after = Object.entries(await countedNow(tx));
    return Object.fromEntries(
      after.map(([table, rows]) => [table, rows - (before[table] ?? 0)] as const).filter(([, rows]) => rows > 0),
    );
  };
}

async function countedNow(tx: Tx): Promise<Counts> {
  const rows = await clientOf(tx).$queryRaw<readonly { readonly table: string; readonly rows: number }[]>`
    SELECT relname AS "table", (n_tup_del + CASE WHEN relname IN ('Delivery', 'RelayMessage') THEN n_tup_upd ELSE 0 END)::int AS "rows"
    FROM pg_stat_xact_user_tables WHERE schemaname = 'public' AND n_tup_del + n_tup_upd > 0`;
  return Object.fromEntries(rows.map(({ table, rows: count }) => [table, count]));
}
