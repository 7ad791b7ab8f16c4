import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { MigrationError } from './errors.ts';

export const MIGRATIONS_DIRECTORY = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** The key that Prisma's own engine takes, so that `prisma migrate deploy` and this code never run at once. */
export const MIGRATION_LOCK = 72707369;

/** Prisma's own bookkeeping table, column for column, so that its command-line tools work on it too. */
const BOOKKEEPING = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface AppliedMigration {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/**
 * Applies missing migrations and returns their names. Prisma's own `migrate deploy` needs a native engine that has to
 * be downloaded; this needs only the driver. Several processes may start at once: one migrates, the others wait for
 * it. `before` is done before an existing database is changed; when it fails nothing is. What it returns is done where
 * nothing was changed after all.
 */
export async function applyMigrations(
  client: pg.ClientBase,
  directory = MIGRATIONS_DIRECTORY,
  before: () => Promise<() => Promise<void>> = async () => async () => {},
): Promise<string[]> {
  const migrations = await readMigrations(directory);
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await client.query(BOOKKEEPING);
    const { rows } = await client.query<AppliedMigration>(
      'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
    );
    const missing = missingMigrations(migrations, rows);
    const unchanged = missing.length > 0 && rows.length > 0 ? await before() : async () => {};
    await applyAll(client, missing, unchanged);
    return missing.map(({ name }) => name);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

/** Returns the names of the migrations that a database has gone through. */
export async function appliedMigrations(client: Pick<pg.ClientBase, 'query'>): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT migration_name AS "name" FROM "_prisma_migrations" WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL',
  );
  return new Set(rows.map(({ name }) => name));
}

export async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const bytes = await readFile(join(directory, name, 'migration.sql'));
      return { name, sql: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') };
    }),
  );
}

function missingMigrations(migrations: readonly Migration[], rows: readonly AppliedMigration[]): Migration[] {
  const applied = new Map(rows.map((row) => [row.migration_name, row]));
  const known = new Set(migrations.map(({ name }) => name));
  for (const row of rows) {
    if (row.finished_at === null) throw new MigrationError(`Migration ${row.migration_name} failed earlier.`);
    if (!known.has(row.migration_name)) {
      throw new MigrationError(`The database is newer than this build: it knows ${row.migration_name}.`);
    }
  }
  return migrations.filter(({ name, checksum }) => {
    const row = applied.get(name);
    if (row && row.checksum !== checksum)
      throw new MigrationError(`Migration ${name} was edited after it was applied.`);
    return !row;
  });
}

/** Applies migrations, each in a transaction of its own. `unchanged` is done where the first fails and was rolled back. */
async function applyAll(
  client: pg.ClientBase,
  migrations: readonly Migration[],
  unchanged: () => Promise<void>,
): Promise<void> {
  for (const [at, migration] of migrations.entries()) {
    await apply(client, migration).catch(async (error: unknown) => {
      // Where the connection was lost, nobody knows what has become of it.
      if (at === 0 && error instanceof MigrationError) await unchanged();
      throw error;
    });
  }
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    // Without parameters `pg` uses the simple protocol, which takes many statements in one go.
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new MigrationError(`Migration ${migration.name} failed.`, { cause: error });
  }
}
