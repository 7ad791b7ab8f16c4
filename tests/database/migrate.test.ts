import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { MIGRATIONS_DIRECTORY } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { type DatabaseLocation, runsOnServer, testDatabaseLocation } from '../support/database.ts';
import { administer, withDatabase } from '../support/postgres.ts';
import { runScript } from '../support/script-run.ts';

let migrations = '';
beforeEach(() => {
  migrations = mkdtempSync(join(tmpdir(), 'fil-conducteur-migrations-'));
  cpSync(MIGRATIONS_DIRECTORY, migrations, { recursive: true });
});
afterEach(() => rmSync(migrations, { recursive: true, force: true }));

describe('migrations', () => {
  test('are applied in order, each once', async () => {
    const location = await testDatabaseLocation();
    add('29990101000000_one', 'CREATE TABLE one (id INT PRIMARY KEY);');
    add('29990102000000_two', 'ALTER TABLE one ADD two INT; INSERT INTO one VALUES (1, 2);');
    await open(location);
    expect(await open(location)).toEqual(readdirSync(migrations).filter(isMigration));
  });

  test('leave nothing behind when one fails, and say which', async () => {
    const location = await testDatabaseLocation();
    const name = '29990101000000_broken';
    add(name, 'CREATE TABLE half (id INT PRIMARY KEY); SELECT 1 / 0;');
    await expect(open(location)).rejects.toThrow(`Migration ${name} failed`);
    add(name, 'CREATE TABLE half (id INT PRIMARY KEY);');
    expect(await open(location)).toContain(name);
  });

  test('refuse a migration that was edited after it was applied', async () => {
    const location = await testDatabaseLocation();
    const [first = ''] = readdirSync(migrations).filter(isMigration);
    appendFileSync(join(migrations, first, 'migration.sql'), '-- a second thought\n');
    await expect(open(location)).rejects.toThrow(`Migration ${first} was edited`);
  });

  test('refuse a database that is newer than the build', async () => {
    const location = await testDatabaseLocation();
    const name = '29990101000000_future';
    add(name, 'CREATE TABLE future (id INT PRIMARY KEY);');
    await open(location);
    rmSync(join(migrations, name), { recursive: true });
    await expect(open(location)).rejects.toThrow(`newer than this build: it knows ${name}`);
  });

  test.runIf(runsOnServer())('are applied once when four processes open an empty database at once', async () => {
    const template = inject('databaseTemplate');
    if (template.kind !== 'server') throw new Error('needs a server');
    const name = `${template.copies}empty`;
    await administer(template.url, `CREATE DATABASE "${name}"`);
    const url = withDatabase(template.url, name);
    const runs = Array.from({ length: 4 }, () => runScript('tests/database/open-database.ts', url).exit);
    expect(await Promise.all(runs)).toEqual(Array(4).fill({ code: 0, output: '' }));
    const database = await openDatabase({ url, dataDir: 'memory', log: silentLog });
    const rows = await database.prisma.$queryRaw`SELECT migration_name FROM "_prisma_migrations"`;
    expect(rows).toHaveLength(readdirSync(MIGRATIONS_DIRECTORY).filter(isMigration).length);
    await database.close();
  });
});

function add(name: string, sql: string): void {
  mkdirSync(join(migrations, name), { recursive: true });
  writeFileSync(join(migrations, name, 'migration.sql'), sql);
}

/** Opens the database and returns the names of the migrations it has. */
async function open(location: DatabaseLocation): Promise<string[]> {
  const database = await openDatabase({ ...location, migrations, log: silentLog });
  const rows = await database.prisma.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM "_prisma_migrations" ORDER BY migration_name`;
  await database.close();
  return rows.map(({ name }) => name);
}

function isMigration(name: string): boolean {
  return !name.endsWith('.toml');
}
