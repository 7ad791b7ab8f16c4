import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareCluster } from '../../scripts/build/prepared-cluster.ts';
import { backupPlace, DATA_FOLDER, hasDatabase } from '../../src/database/backup/data-folder.ts';
import { connectToEmbedded } from '../../src/database/connection.ts';
import { applyMigrations, MIGRATIONS_DIRECTORY } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { preparedFor, unpackPrepared } from '../../src/database/prepared.ts';
import { silentLog } from '../../src/log.ts';
import { runsOnServer } from '../support/database.ts';
import { runScript } from '../support/script-run.ts';

/** Everything that makes up a structure, one line each, in the words of PostgreSQL. */
const STRUCTURE = `
  SELECT 'column' AS "kind", format('%s.%s %s %s %s %s %s', c.relname, a.attnum, a.attname,
      format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid)) AS "line"
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL SELECT 'class', format('%s %s %s %s', relname, relkind, relpersistence, reloptions) FROM pg_class WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'constraint', format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 'trigger', pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL SELECT 'function', pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
  UNION ALL SELECT 'type', format('%s %s %s', t.typname, t.typtype, (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)) FROM pg_type t WHERE typnamespace = 'public'::regnamespace
  UNION ALL SELECT 'extension', format('%s %s', extname, extversion) FROM pg_extension
  UNION ALL SELECT 'setting', format('%s %s', name, setting) FROM pg_settings WHERE name NOT IN ('data_directory', 'config_file', 'hba_file', 'ident_file') AND name NOT LIKE 'plpgsql.%'
  UNION ALL SELECT 'database', format('%s %s %s %s', datname, encoding, datcollate, datctype) FROM pg_database
  UNION ALL SELECT 'role', format('%s %s %s', rolname, rolsuper, rolconfig) FROM pg_roles
  UNION ALL SELECT 'migration', format('%s %s %s %s', migration_name, checksum, finished_at IS NOT NULL, applied_steps_count) FROM "_prisma_migrations"
  ORDER BY 1, 2`;

/** Returns the structure of a database; `migrated` brings it up to date by the migrations themselves. */
async function structureOf(dataDir: string, migrated: boolean): Promise<readonly string[]> {
  const connection = await connectToEmbedded({ dataDir, log: silentLog });
  try {
    const client = await connection.pool.connect();
    if (migrated) await applyMigrations(client);
    const { rows } = await client.query<{ kind: string; line: string }>(STRUCTURE);
    client.release();
    return rows.map(({ kind, line }) => `${kind} ${line}`);
  } finally {
    await connection.close();
  }
}

describe.skipIf(runsOnServer())('the embedded database, prepared by the build', () => {
  let prepared = '';
  let directory = '';
  beforeAll(async () => {
    prepared = await prepareCluster();
  });
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-prepared-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('is just what the migrations make of an empty one', async () => {
    await unpackPrepared(prepared, directory, silentLog);
    const structure = await structureOf(directory, false);
    expect(structure.length).toBeGreaterThan(1_000);
    expect(structure).toEqual(await structureOf('memory', true));
  });

  it('is opened at a first start, and no migration is left to do', async () => {
    const events: string[] = [];
    const log = { ...silentLog, info: (event: string) => void events.push(event) };
    const database = await openDatabase({ dataDir: directory, log });
    expect(await database.structure()).toBe('current');
    await database.close();
    expect(events).toEqual(['database.unpacked']);
    expect(readdirSync(directory)).toContain(DATA_FOLDER);
  });

  it('begins databases whose backups are told apart, though they are alike', async () => {
    const [one, other] = ['one', 'other'].map((name) => join(directory, name)) as [string, string];
    for (const folder of [one, other]) {
      mkdirSync(folder);
      await unpackPrepared(prepared, folder, silentLog);
    }
    expect(backupPlace(one)).not.toBe(backupPlace(other));
    expect(backupPlace(one)).toBe(backupPlace(one));
    const marks = [one, other].map((folder) => readFileSync(join(folder, 'mark'), 'utf8'));
    expect(new Set(marks).size).toBe(2);
    for (const mark of marks) expect(mark).toMatch(/^[0-9a-f]{32}$/);
  });

  it('leaves alone whatever is there already', async () => {
    mkdirSync(join(directory, DATA_FOLDER));
    writeFileSync(join(directory, DATA_FOLDER, 'mine'), 'kept');
    await unpackPrepared(prepared, directory, silentLog);
    expect(readdirSync(join(directory, DATA_FOLDER))).toEqual(['mine']);
  });

  it('is another for other migrations', async () => {
    const migrations = join(directory, 'migrations');
    cpSync(MIGRATIONS_DIRECTORY, migrations, { recursive: true });
    expect(await preparedFor(migrations)).toBe(prepared);
    const name = '29990101000000_one';
    mkdirSync(join(migrations, name));
    writeFileSync(join(migrations, name, 'migration.sql'), 'CREATE TABLE one (id INT PRIMARY KEY);');
    expect(existsSync(await preparedFor(migrations))).toBe(false);
  });

  it('leaves nothing when it is damaged', async () => {
    const damaged = join(directory, 'damaged.tar.gz');
    const bytes = readFileSync(prepared);
    writeFileSync(damaged, bytes.subarray(0, bytes.byteLength / 2));
    await unpackPrepared(damaged, directory, silentLog);
    expect(readdirSync(directory)).toEqual(['damaged.tar.gz']);
  });

  it('is no database before it is complete, when the process is killed meanwhile, and the next start begins anew', async () => {
    const unpacking = runScript('tests/database/unpack.ts', directory);
    await unpacking.says('unpacking');
    await expect.poll(() => readdirSync(directory, { recursive: true }).length, { interval: 1 }).toBeGreaterThan(20);
    unpacking.kill();
    await unpacking.exit;
    expect(hasDatabase(directory)).toBe(false);
    expect(readdirSync(directory)).toEqual([expect.stringMatching(/^unpacking-/)]);
    const database = await openDatabase({ dataDir: directory, log: silentLog });
    expect(await database.structure()).toBe('current');
    await database.close();
    expect(readdirSync(directory).filter((name) => name.startsWith('unpacking-'))).toEqual([]);
  });
});
