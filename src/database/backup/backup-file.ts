import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const FOLDER = 0o700;
const FILE = 0o600;
const DAY_MS = 24 * 3_600_000;
/** The day and the second in UTC, in an order and with signs that every system takes. */
const NAME = /^fil-conducteur-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ)\.(?:tar\.gz|dump)$/;
const PARTIAL = /^\.fil-conducteur-.*\.partial$/;

/** '.tar.gz' for the embedded database, '.dump' for a server's. */
export type BackupExtension = 'tar.gz' | 'dump';

/**
 * Makes a file that is there whole or not at all: `write` writes to another name in the same folder, and the file gets
 * its own name once it is on the disk and `check` has read it. Returns its path.
 */
export async function makeFile(
  directory: string,
  { extension, now }: { readonly extension: BackupExtension; readonly now: Date },
  write: (path: string) => Promise<void>,
  check: (path: string) => Promise<unknown>,
): Promise<string> {
  await mkdir(directory, { recursive: true, mode: FOLDER });
  const partial = join(directory, `.fil-conducteur-${randomBytes(8).toString('hex')}.partial`);
  try {
    await (await open(partial, 'wx', FILE)).close();
    await write(partial);
    await sync(partial);
    await check(partial);
    const path = freeName(directory, extension, now);
    await rename(partial, path);
    await sync(directory);
    return path;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** Two backups of the same second have names of two seconds. */
function freeName(directory: string, extension: BackupExtension, now: Date): string {
  const stamp = now.toISOString().replace(/\.\d+Z$/, 'Z');
  const path = join(directory, `fil-conducteur-${stamp.replaceAll(':', '-')}.${extension}`);
  return existsSync(path) ? freeName(directory, extension, new Date(now.getTime() + 1_000)) : path;
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
  readonly at: Date;
}

async function listBackups(directory: string): Promise<readonly Listed[]> {
  const names = await readdir(directory).catch(() => []);
  return names.flatMap((name) => {
    const [, stamp = ''] = NAME.exec(name) ?? [];
    const at = new Date(stamp.replace(/T(\d\d)-(\d\d)-(\d\d)Z$/, 'T$1:$2:$3Z'));
    return Number.isNaN(at.getTime()) ? [] : [{ path: join(directory, name), at }];
  });
}

/** Returns when the last backup of a folder was made; null when there is none. */
export async function lastBackupAt(directory: string): Promise<Date | null> {
  const listed = await listBackups(directory);
  const times = listed.map(({ at }) => at.getTime());
  return times.length === 0 ? null : new Date(Math.max(...times));
}

/** Removes backups that are older than so many days, and what a killed process left half written. */
export async function removeOld(directory: string, days: number, now: Date): Promise<number> {
  const oldest = now.getTime() - days * DAY_MS;
  const old = (await listBackups(directory)).filter(({ at }) => at.getTime() < oldest);
  for (const { path } of old) await rm(path, { force: true });
  await removePartial(directory);
  return old.length;
}

async function removePartial(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => PARTIAL.test(name));
  for (const name of names) {
    const path = join(directory, name);
    const written = await stat(path).catch(() => null);
    // One that is being written is younger.
    if (written && Date.now() - written.mtimeMs > DAY_MS) await rm(path, { force: true });
  }
}
