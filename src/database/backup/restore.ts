import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Log } from '../../log.ts';
import { closeToOthers, connectToBackend, openLite } from '../connection.ts';
import { DatabaseInUseError, DatabaseNotOpenedError } from '../errors.ts';
import { lockDirectory } from '../lock.ts';
import { MIGRATION_LOCK } from '../migrate.ts';
import { readArchive, unpackArchive } from './archive.ts';
import { BackupError } from './backup-error.ts';
import { sync } from './backup-file.ts';
import { backupPlace, DATA_FOLDER, decide, passing, tidyFolder } from './data-folder.ts';
import { type Holdings, identityOf, isEmpty, majorVersion, readHoldings } from './holdings.ts';
import { type BackupSource, makeBackup, withServer } from './make-backup.ts';
import { programsFor } from './programs.ts';
import { isDump, readDump, restoreDump } from './server-dump.ts';
import { closingTied, type RestoredRegion, readRegions, readTakenUp, type TakenUp } from './taken-up.ts';

export interface RestoreOptions {
  /** Whether a database that isn't empty is replaced, after it has been backed up. */
  readonly force: boolean;
  /** The folder for that backup. */
  readonly directory: string;
  /** The names of the migrations that this build knows. */
  readonly known: readonly string[];
  readonly now: Date;
  readonly log: Log;
}

export interface Restored extends Holdings {
  /** When the backup was made, in UTC: 2026-11-28 02:30:00. */
  readonly madeAt: string;
  /** The backup of what was there before; null when it was empty. */
  readonly before: string | null;
  /** The folder that keeps the former database, which didn't open and so couldn't be backed up; null when it was backed up. */
  readonly kept: string | null;
  readonly takenUp: TakenUp;
  readonly regions: readonly RestoredRegion[];
  /** The identity of the database, as it stands in the names of its backups from now on. */
  readonly present: string;
}

/** The major version of PostgreSQL that PGlite is. */
export const EMBEDDED_MAJOR = 18;

/**
 * Puts what a file holds in the place of the database in `dataDir`. Until the file has been read to its end, unpacked and
 * opened, nothing of the old one is touched; then one step decides. Throws BackupError.
 */
export async function restoreEmbedded(path: string, dataDir: string, options: RestoreOptions): Promise<Restored> {
  await checkFile(path, 'embedded');
  const lock = await lockDirectory(dataDir, 0).catch((error: unknown) => {
    throw error instanceof DatabaseInUseError ? new BackupError('running') : error;
  });
  const complete = passing(dataDir, 'restoring');
  try {
    tidyFolder(dataDir);
    closeToOthers({ dataDir, log: options.log });
    const manifest = await readArchive(path);
    checkMigrations(manifest.migrations, options.known);
    if (manifest.postgres !== EMBEDDED_MAJOR) {
      throw new BackupError('other-postgres', { found: manifest.postgres, needed: EMBEDDED_MAJOR });
    }
    const unpacked = join(complete, DATA_FOLDER);
    await mkdir(unpacked, { recursive: true, mode: 0o700 });
    await unpackArchive(path, unpacked, manifest);
    const holds = await inFolder(unpacked, options.log, async (client) => {
      await client.query(closingTied(options.now));
      return readRestored(client, backupPlace(dataDir), options.now);
    }).catch((cause: unknown) => {
      throw new BackupError('damaged', { file: path }, { cause });
    });
    const { before, kept } = await setAside(dataDir, options);
    await decide(dataDir, complete, kept);
    tidyFolder(dataDir);
    await sync(dataDir);
    return { ...holds, madeAt: manifest.madeAt.slice(0, 19).replace('T', ' '), before, kept };
  } finally {
    await rm(complete, { recursive: true, force: true });
    await lock.release();
  }
}

/** Backs up what is there, unless it is empty. What doesn't open is kept as it is. */
async function setAside(
  dataDir: string,
  { force, directory, now, log }: RestoreOptions,
): Promise<Pick<Restored, 'before' | 'kept'>> {
  const folder = join(dataDir, DATA_FOLDER);
  if (!existsSync(folder)) return { before: null, kept: null };
  const backingUp = inFolder(folder, log, async (client) => {
    if (await isEmpty(client)) return null;
    if (!force) throw new BackupError('not-empty', { ...counts(await readHoldings(client)) });
    return makeBackup({ kind: 'embedded', dataDir, lend: (work) => work(client) }, directory, now);
  });
  try {
    return { before: await backingUp, kept: null };
  } catch (error) {
    if (!(error instanceof DatabaseNotOpenedError)) throw error;
    if (!force) throw new BackupError('not-opened', { folder }, { cause: error });
    return { before: null, kept: passing(dataDir, 'unopened') };
  }
}

/** Opens a data folder whose lock is held, and closes it again. */
async function inFolder<T>(folder: string, log: Log, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const lite = await openLite(folder);
  const connection = connectToBackend({ lite }, log);
  try {
    const client = await connection.pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  } finally {
    await connection.close();
    await lite.close();
  }
}

/** Puts what a file holds in the place of a server's database, in one transaction. Throws BackupError. */
export async function restoreServer(
  path: string,
  source: Extract<BackupSource, { kind: 'server' }>,
  { force, directory, known, now }: RestoreOptions,
): Promise<Restored> {
  await checkFile(path, 'server');
  const { url, folders } = source;
  return withServer(url, async (client) => {
    const programs = await programsFor(await majorVersion(client), folders);
    const { madeAt, migrations } = await readDump(programs, path);
    checkMigrations(migrations, known);
    // A bot that starts meanwhile waits for this lock before it looks at the tables.
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    if (await isUsed(client)) throw new BackupError('running');
    const empty = await isEmpty(client);
    if (!empty && !force) throw new BackupError('not-empty', { ...counts(await readHoldings(client)) });
    const before = empty ? null : await makeBackup(source, directory, now);
    await restoreDump(programs, url, path, closingTied(now));
    return { ...(await readRestored(client, '', now)), madeAt, before, kept: null };
  });
}

async function readRestored(client: pg.ClientBase, place: string, now: Date) {
  return {
    ...(await readHoldings(client)),
    takenUp: await readTakenUp(client, now),
    regions: await readRegions(client),
    present: await identityOf(client, place),
  };
}

function counts({ events, organisations }: Holdings): Pick<Holdings, 'events' | 'organisations'> {
  return { events, organisations };
}

async function checkFile(path: string, kind: BackupSource['kind']): Promise<void> {
  const isServers = await isDump(path).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT') throw new BackupError('no-file', { file: path });
    if (code === 'EACCES' || code === 'EPERM') throw new BackupError('not-readable', { file: path });
    // A folder can be opened, and not read.
    if (code === 'EISDIR') throw new BackupError('not-a-backup', { file: path });
    throw error;
  });
  if (isServers && kind === 'embedded') throw new BackupError('other-kind', { file: path, kind: 'server' });
  if (!isServers && kind === 'server' && (await isArchive(path))) {
    throw new BackupError('other-kind', { file: path, kind: 'embedded' });
  }
}

async function isArchive(path: string): Promise<boolean> {
  return readArchive(path).then(
    () => true,
    () => false,
  );
}

function checkMigrations(found: readonly string[], known: readonly string[]): void {
  const newer = found.find((name) => !known.includes(name));
  if (newer !== undefined) throw new BackupError('newer', { migration: newer });
}

/** Returns whether another client is connected to the same database. */
async function isUsed(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ others: number }>(
    `SELECT count(*)::int AS "others" FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL`,
  );
  return (rows[0]?.others ?? 0) > 0;
}
