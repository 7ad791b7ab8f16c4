import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { LOCK_FOLDER } from '../lock.ts';
import { BackupError } from './backup-error.ts';
import { sync } from './backup-file.ts';
import { syncFolder } from './extent.ts';

/** The embedded database's own folder, in DATA_DIR. */
export const DATA_FOLDER = 'postgres';
/** A restore that is decided: what is in it takes the database's place as soon as nobody uses that. */
const RESTORED = /^restored-[0-9a-f]{16}$/;
/** Copies that are read from, folders that aren't complete, and what was replaced. */
const PASSING = /^(snapshot|restoring|replaced|unpacking)-[0-9a-f]{16}$/;
/** The folder that a restore replaced without being able to back it up: nobody but a person removes it. */
const KEPT = /^unopened-[0-9a-f]{16}$/;
/** Stands in a decided restore, and only a restore writes it: a folder that somebody made is never taken for one. */
const MARKER = 'restored-by-fil-conducteur';

/** Holds what tells this folder from every other: all databases that begin from the same prepared one are alike. */
const MARK = 'mark';

/** Returns what tells a folder from every other, also from a copy of it elsewhere: its one true path, and its mark. */
export function backupPlace(dataDir: string): string {
  const path = join(dataDir, MARK);
  if (!existsSync(path)) writeFileSync(path, randomBytes(16).toString('hex'), { mode: 0o600 });
  return `${realpathSync(dataDir)} ${readFileSync(path, 'utf8')}`;
}

/**
 * Throws BackupError where a folder for backups is one of those in which the database lives, or in it: they would become
 * part of what they back up, or be removed with it.
 */
export function refuseOwnFolder(dataDir: string, directory: string): void {
  const [first = ''] = relative(truePath(resolve(dataDir)), truePath(resolve(directory))).split(sep);
  const isOurs =
    [DATA_FOLDER, LOCK_FOLDER].includes(first) || [PASSING, RESTORED, KEPT].some((name) => name.test(first));
  if (isOurs) throw new BackupError('inside-database', { folder: directory });
}

/** Returns the true path of what may not be there yet. */
function truePath(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(truePath(dirname(path)), basename(path));
}

/**
 * Returns a path for a folder of which nothing is left once the work on it is over, or at the next opening; what didn't open
 * is kept.
 */
export function passing(
  dataDir: string,
  what: 'snapshot' | 'restoring' | 'replaced' | 'unpacking' | 'unopened',
): string {
  return join(dataDir, `${what}-${randomBytes(8).toString('hex')}`);
}

/** Returns whether there is an embedded database in a folder. */
export function hasDatabase(dataDir: string): boolean {
  return existsSync(join(dataDir, DATA_FOLDER, 'PG_VERSION')) || decidedIn(dataDir).length > 0;
}

/** Returns the decided restores in a folder. */
function decidedIn(dataDir: string): readonly string[] {
  const names = existsSync(dataDir) ? readdirSync(dataDir).filter((name) => RESTORED.test(name)) : [];
  const complete = (name: string) => [MARKER, join(DATA_FOLDER, 'PG_VERSION')].map((file) => join(dataDir, name, file));
  return names.filter((name) => complete(name).every(existsSync));
}

/**
 * Decides, in one step, that the data folder in a folder of `passing` becomes the database. From here on the old one is
 * over: removed, or where it is to be kept, at that path of `passing`.
 */
export async function decide(dataDir: string, complete: string, kept: string | null = null): Promise<void> {
  writeFileSync(join(complete, MARKER), kept === null ? '' : basename(kept), { mode: 0o600 });
  await syncFolder(complete);
  renameSync(complete, join(dataDir, basename(complete).replace('restoring', 'restored')));
  await sync(dataDir);
}

/**
 * Does what a killed process has left to do: a restore that was decided is finished, everything else is removed.
 * Whoever calls holds the folder's lock.
 */
export function tidyFolder(dataDir: string): void {
  const current = join(dataDir, DATA_FOLDER);
  for (const name of decidedIn(dataDir)) {
    const kept = readFileSync(join(dataDir, name, MARKER), 'utf8');
    if (existsSync(current)) renameSync(current, KEPT.test(kept) ? join(dataDir, kept) : passing(dataDir, 'replaced'));
    renameSync(join(dataDir, name, DATA_FOLDER), current);
  }
  for (const name of readdirSync(dataDir)) {
    if (PASSING.test(name) || isOver(join(dataDir, name)))
      rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}

/** Returns whether a folder is that of a restore whose database stands in its place. */
function isOver(path: string): boolean {
  return RESTORED.test(basename(path)) && existsSync(join(path, MARKER)) && !existsSync(join(path, DATA_FOLDER));
}
