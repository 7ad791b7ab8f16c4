import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArchive, unpackArchive } from '../../src/database/backup/archive.ts';
import { EMBEDDED_MAJOR } from '../../src/database/backup/restore.ts';
import { MIGRATIONS_DIRECTORY, readMigrations } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { packPrepared, preparedFor } from '../../src/database/prepared.ts';
import { silentLog } from '../../src/log.ts';

const PACKAGE = fileURLToPath(new URL('../../node_modules/@electric-sql/pglite/package.json', import.meta.url));

/** Returns whether an archive can be unpacked to its end. */
async function isWhole(path: string): Promise<boolean> {
  const tried = mkdtempSync(join(dirname(path), 'making-'));
  try {
    await unpackArchive(path, tried, await readArchive(path));
    return true;
  } catch {
    return false;
  } finally {
    rmSync(tried, { recursive: true, force: true });
  }
}

/**
 * Prepares the embedded database of a first start, where that hasn't been done for these migrations and this version of it, and
 * returns its path. Those of other migrations are removed.
 */
export async function prepareCluster(): Promise<string> {
  const path = await preparedFor(MIGRATIONS_DIRECTORY);
  const folder = dirname(path);
  const stamp = join(folder, 'cluster-made-by');
  const { version }: { version: string } = JSON.parse(readFileSync(PACKAGE, 'utf8'));
  const wanted = `${basename(path)} ${version}`;
  if (existsSync(path) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && (await isWhole(path)))
    return path;
  mkdirSync(folder, { recursive: true });
  const dataDir = mkdtempSync(join(folder, 'making-'));
  try {
    rmSync(path, { force: true });
    const database = await openDatabase({ dataDir, log: silentLog });
    await database.close();
    const migrations = (await readMigrations(MIGRATIONS_DIRECTORY)).map(({ name }) => name);
    await packPrepared(dataDir, { path, postgres: EMBEDDED_MAJOR, migrations });
    writeFileSync(stamp, wanted);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  for (const name of readdirSync(folder)) {
    if (/^cluster-[0-9a-f]{16}\.tar\.gz$/.test(name) && join(folder, name) !== path)
      rmSync(join(folder, name), { force: true });
  }
  return path;
}
