import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 0o700;
const FILE = 0o600;

/**
 * Closes a folder, and all it contains, to every other account of the machine. Throws when it belongs to another
 * account.
 */
export function ownerOnly(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: FOLDER });
  chmodSync(directory, FOLDER);
  for (const name of readdirSync(directory)) close(join(directory, name));
}

function close(path: string): void {
  const found = lstatSync(path);
  if (found.isDirectory()) ownerOnly(path);
  else if (found.isFile() && (found.mode & 0o777) !== FILE) chmodSync(path, FILE);
}
