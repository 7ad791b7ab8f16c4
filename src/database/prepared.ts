import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { Log } from '../log.ts';
import { archiveOf, readArchive, unpackArchive } from './backup/archive.ts';
import { DATA_FOLDER, passing } from './backup/data-folder.ts';
import { UNKNOWN_DATABASE } from './backup/holdings.ts';
import { readMigrations } from './migrate.ts';

/** The folder of builds, seen from the sources as from a build. */
const BUILDS = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * Returns the path of the embedded database that is prepared for these migrations: an archive of its data folder, as backups
 * are. It is named after their names and contents, so that one made of others never counts for it; it may be missing.
 * @param migrations a folder of migrations
 */
export async function preparedFor(migrations: string, folder = BUILDS): Promise<string> {
  const hash = createHash('sha256');
  for (const { name, checksum } of await readMigrations(migrations)) hash.update(`${name} ${checksum}\n`);
  return join(folder, `cluster-${hash.digest('hex').slice(0, 16)}.tar.gz`);
}

/**
 * Packs a migrated, empty database whose process has ended in order.
 * @param dataDir the folder that it lies in
 * @param postgres PostgreSQL's major version
 * @param migrations the names of those it has gone through
 */
export async function packPrepared(
  dataDir: string,
  { path, postgres, migrations }: { path: string; postgres: number; migrations: readonly string[] },
): Promise<void> {
  const facts = { format: 'fil-conducteur' as const, version: 1 as const, madeAt: new Date().toISOString() };
  const archive = await archiveOf(dataDir, {
    ...facts,
    database: UNKNOWN_DATABASE,
    postgres,
    migrations,
    events: 0,
    organisations: 0,
  });
  const making = `${path}.${process.pid}`;
  await pipeline(archive, createWriteStream(making));
  await rename(making, path);
}

/**
 * Puts the prepared database where there is none yet: PostgreSQL's own way to make one takes seconds and hundreds of
 * megabytes. Without one, or when it can't be unpacked, nothing is changed. Whoever calls holds the folder's lock.
 * @param path where it is, if it is there at all
 */
export async function unpackPrepared(path: string, dataDir: string, log: Log): Promise<void> {
  const target = join(dataDir, DATA_FOLDER);
  if (existsSync(target) || !existsSync(path)) return;
  const began = performance.now();
  const complete = passing(dataDir, 'unpacking');
  try {
    await mkdir(complete, { mode: 0o700 });
    await unpackArchive(path, complete, await readArchive(path));
    // In one step: a killed process leaves nothing that looks like a database.
    await rename(complete, target);
    log.info('database.unpacked', { milliseconds: Math.round(performance.now() - began) });
  } catch (error) {
    log.error('database.not-unpacked', error);
    await rm(complete, { recursive: true, force: true });
  }
}
