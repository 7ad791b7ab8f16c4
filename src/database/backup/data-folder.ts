import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The embedded database's own folder, in DATA_DIR. */
export const DATA_FOLDER = 'postgres';
/** One that was restored, complete, and takes the other's place as soon as nobody uses that. */
const RESTORED = 'restored';
/** Copies that are read from, folders that aren't complete, and what was replaced. */
const PASSING = /^(snapshot|restoring|replaced|unpacking)-[0-9a-f]{16}$/;

/** Returns a path for a folder of which nothing is left once the work on it is over, or at the next opening. */
export function passing(dataDir: string, what: 'snapshot' | 'restoring' | 'replaced' | 'unpacking'): string {
  return join(dataDir, `${what}-${randomBytes(8).toString('hex')}`);
}

/** Returns whether there is an embedded database in a folder. */
export function hasDatabase(dataDir: string): boolean {
  return [DATA_FOLDER, RESTORED].some((name) => existsSync(join(dataDir, name, 'PG_VERSION')));
}

/** Decides, in one step, that a complete folder becomes the database. From here on the old one is over. */
export function decide(dataDir: string, complete: string): void {
  renameSync(complete, join(dataDir, RESTORED));
}

/**
 * Does what a killed process has left to do: a restore that was decided is finished, everything else is removed.
 * Whoever calls holds the folder's lock.
 */
export function tidyFolder(dataDir: string): void {
  const [restored, current] = [join(dataDir, RESTORED), join(dataDir, DATA_FOLDER)];
  if (existsSync(restored)) {
    if (existsSync(current)) renameSync(current, passing(dataDir, 'replaced'));
    renameSync(restored, current);
  }
  for (const name of readdirSync(dataDir)) {
    if (PASSING.test(name)) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}
