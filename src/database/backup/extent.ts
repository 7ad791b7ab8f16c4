import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freeBytes } from '../free-bytes.ts';
import { BackupError } from './backup-error.ts';
import { sync } from './backup-file.ts';

/** The extent of a folder. */
export interface Extent {
  readonly files: number;
  readonly bytes: number;
}

/** Counts the files of a folder, and of those in it. */
export async function extentOf(folder: string): Promise<Extent> {
  const sizes = await Promise.all((await filesIn(folder)).map(async (path) => (await lstat(path)).size));
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** A data folder grows while it is copied, by little. */
const MARGIN = 1.1;

/** Throws BackupError where the disk of a folder has no room for a data folder of so many bytes. */
export async function ensureRoom(folder: string, bytes: number): Promise<void> {
  const needed = bytes * MARGIN;
  if ((await freeBytes(folder)) < needed) throw new BackupError('no-room', { folder, needed: megabytes(needed) });
}

export function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_048_576);
}

/** Waits until a folder, with all that is in it, is on the disk. */
export async function syncFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    await (entry.isDirectory() ? syncFolder(path) : sync(path));
  }
  await sync(folder);
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
}
