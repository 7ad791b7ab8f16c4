import { clientOf, type Tx } from './transaction.ts';

/** Returns how many rows of each table the transaction has deleted, and how many messages it has emptied, as PostgreSQL counts them. */
export async function deletedRows(tx: Tx): Promise<Readonly<Record<string, number>>> {
  const rows = await clientOf(tx).$queryRaw<readonly { readonly table: string; readonly rows: number }[]>`
    SELECT relname AS "table", (n_tup_del + CASE WHEN relname IN ('Delivery', 'RelayMessage') THEN n_tup_upd ELSE 0 END)::int AS "rows"
    FROM pg_stat_xact_user_tables WHERE schemaname = 'public' AND n_tup_del + n_tup_upd > 0`;
  return Object.fromEntries(
    rows.filter(({ rows: count }) => count > 0).map(({ table, rows: count }) => [table, count]),
  );
}
