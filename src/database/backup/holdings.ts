import { createHash } from 'node:crypto';
import type pg from 'pg';

/** The contents of a database, in numbers, as people are told of them. */
export interface Holdings {
  /** The names of the migrations that its structure has gone through. */
  readonly migrations: readonly string[];
  readonly events: number;
  readonly organisations: number;
}

/** Returns what a database holds; zeros where it has no table of ours. */
export async function readHoldings(client: pg.ClientBase): Promise<Holdings> {
  const { rows } = await client.query<{ bookkeeping: boolean; events: boolean }>(
    `SELECT to_regclass('public."_prisma_migrations"') IS NOT NULL AS "bookkeeping",
       to_regclass('public."Event"') IS NOT NULL AND to_regclass('public."Organisation"') IS NOT NULL AS "events"`,
  );
  const [there] = rows;
  const migrations = there?.bookkeeping
    ? await client.query<{ name: string }>(
        'SELECT migration_name AS "name" FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY 1',
      )
    : null;
  const counts = there?.events
    ? await client.query<{ events: number; organisations: number }>(
        `SELECT (SELECT count(*)::int FROM "Event") AS "events", (SELECT count(*)::int FROM "Organisation") AS "organisations"`,
      )
    : null;
  const { events = 0, organisations = 0 } = counts?.rows[0] ?? {};
  return { migrations: migrations?.rows.map(({ name }) => name) ?? [], events, organisations };
}

/** Returns whether no table holds a row, except the list of migrations. */
export async function isEmpty(client: pg.ClientBase): Promise<boolean> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS "name" FROM pg_tables
     WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
  );
  if (tables.length === 0) return true;
  const any = tables.map(({ name }) => `EXISTS (SELECT FROM ${name})`).join(' OR ');
  const { rows } = await client.query<{ filled: boolean }>(`SELECT ${any} AS "filled"`);
  return rows[0]?.filled === false;
}

/** Returns PostgreSQL's major version. */
export async function majorVersion(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ number: string }>(`SELECT current_setting('server_version_num') AS "number"`);
  return Math.floor(Number(rows[0]?.number) / 10_000);
}

/**
 * Returns what stands in the names of a database's backups, so that those of several in one folder are told apart: 8 hexadecimal
 * digits, which change when what is there comes from another database. `place` tells it from its copies elsewhere.
 */
export async function identityOf(client: pg.ClientBase, place: string): Promise<string> {
  const { rows } = await client.query<{ system: string; name: string }>(
    'SELECT system_identifier::text AS "system", current_database() AS "name" FROM pg_control_system()',
  );
  const [found] = rows;
  const parts = [found?.system, found?.name, place].join('\n');
  return createHash('sha256').update(parts).digest('hex').slice(0, 8);
}

/** Stands in the name of a backup of which it isn't known whose it is. */
export const UNKNOWN_DATABASE = '00000000';
