import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = 0o700;
const FILE = 0o600;
const DAY_MS = 24 * 3_600_000;
/** Nothing that is being written, or read back, stays as it is for so long. */
const ABANDONED_MS = 6 * 3_600_000;
/** The database, then the day and the second in UTC, in an order and with signs that every system takes. */
const NAME = /^fil-conducteur-([0-9a-f]{8})-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)\.(?:tar\.gz|dump)$/;
const PARTIAL = /^\.fil-conducteur-.*\.partial$/;

/** '.tar.gz' for the embedded database, '.dump' for a server's. */
export type BackupExtension = 'tar.gz' | 'dump';

/** The facts that the name of a backup states. */
export interface BackupName {
  readonly extension: BackupExtension;
  /** The identity of the database, as `identityOf` returns it. */
  readonly database: string;
  readonly now: Date;
}

/**
 * Makes a file that is there whole or not at all: `write` writes to another name in the same folder, and the file gets
 * its own name once it is on the disk and `check` has read it. What a killed process left half written is removed before.
 * Returns its path.
 */
export async function makeFile(
  directory: string,
  name: BackupName,
  write: (path: string) => Promise<void>,
  check: (path: string) => Promise<unknown>,
): Promise<string> {
  await mkdir(directory, { recursive: true, mode: FOLDER });
  await removeAbandoned(directory);
  const { partial, path } = await reserved(directory, name);
  try {
    await write(partial);
    await sync(partial);
    await check(partial);
    await rename(partial, path);
    await sync(directory);
    return path;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

interface Reserved {
  readonly partial: string;
  readonly path: string;
}

/**
 * Makes the file to write to, which nobody else has for the same name. Two backups of the same second, even by two processes,
 * have names of two seconds.
 */
async function reserved(directory: string, { now, ...name }: BackupName): Promise<Reserved> {
  const stamp = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  const file = `fil-conducteur-${name.database}-${stamp}.${name.extension}`;
  const [partial, path] = [join(directory, `.${file}.partial`), join(directory, file)];
  const handle = await open(partial, 'wx', FILE).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null;
    throw error;
  });
  await handle?.close();
  if (handle && !existsSync(path)) return { partial, path };
  if (handle) await rm(partial, { force: true });
  return reserved(directory, { ...name, now: new Date(now.getTime() + 1_000) });
}

/** Waits until a file, or what a folder lists, is on the disk. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

interface Listed {
  readonly path: string;
  readonly database: string;
  readonly at: Date;
}

async function listBackups(directory: string): Promise<readonly Listed[]> {
  const names = await readdir(directory).catch(() => []);
  return names.flatMap((name) => {
    const [, database = '', stamp = ''] = NAME.exec(name) ?? [];
    const at = new Date(stamp.replace(/T(\d\d)-(\d\d)-(\d\d)Z$/, 'T$1:$2:$3Z'));
    return Number.isNaN(at.getTime()) ? [] : [{ path: join(directory, name), database, at }];
  });
}

/** Returns how many databases have backups in a folder. */
export async function databasesIn(directory: string): Promise<number> {
  return new Set((await listBackups(directory)).map(({ database }) => database)).size;
}

/**
 * Returns when a database's last backup in a folder was made; null when there is none. One whose name tells a moment to
 * come, by a clock that was wrong, says nothing.
 */
export async function lastBackupAt(directory: string, database: string, now: Date): Promise<Date | null> {
  const own = (await listBackups(directory)).filter((one) => one.database === database);
  const times = own.map(({ at }) => at.getTime()).filter((time) => time <= now.getTime());
  return times.length === 0 ? null : new Date(Math.max(...times));
}

export interface OldBackups {
  readonly database: string;
  /** The days for which they are kept. */
  readonly days: number;
  readonly now: Date;
}

/**
 * Removes a database's backups that are older than so many days, but for its last one, however old: while none can be made it is all there
 * is. One dated in a time to come is neither. Returns how many. Throws when one of them can't be removed, once all the others are.
 */
export async function removeOld(directory: string, { database, days, now }: OldBackups): Promise<number> {
  const oldest = now.getTime() - days * DAY_MS;
  const last = (await lastBackupAt(directory, database, now))?.getTime();
  const own = (await listBackups(directory)).filter((one) => one.database === database);
  const old = own.filter(({ at }) => at.getTime() < oldest && at.getTime() !== last);
  const removals = await Promise.allSettled(old.map(({ path }) => rm(path, { force: true })));
  const failed = removals.find((removal) => removal.status === 'rejected');
  if (failed) throw failed.reason;
  return old.length;
}

async function removeAbandoned(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => PARTIAL.test(name));
  for (const name of names) {
    const path = join(directory, name);
    const written = await stat(path).catch(() => null);
    if (written && Date.now() - written.mtimeMs > ABANDONED_MS) await rm(path, { force: true });
  }
}
