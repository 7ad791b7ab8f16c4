import { constants, type Dirent } from 'node:fs';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type pg from 'pg';
import { archiveOf } from './archive.ts';
import { backupPlace, DATA_FOLDER, passing } from './data-folder.ts';
import { ensureRoom, extentOf } from './extent.ts';
import { identityOf, majorVersion, readHoldings } from './holdings.ts';

/** A copy of the embedded database's data folder, as it stood at one moment between two transactions. */
export interface Snapshot {
  /** The identity of the database, as `identityOf` returns it. */
  readonly database: string;
  /** Returns the archive's bytes. */
  archive(): Promise<Readable>;
  remove(): Promise<void>;
}

/**
 * Copies the data folder to another in `dataDir`. Whoever calls lends the only connection there is, so that nothing
 * else runs meanwhile: the copy needs a moment, while packing it, which takes long, holds nobody up.
 */
export async function takeSnapshot(client: pg.ClientBase, dataDir: string, now: Date): Promise<Snapshot> {
  const source = join(dataDir, DATA_FOLDER);
  const copy = passing(dataDir, 'snapshot');
  const remove = () => rm(copy, { recursive: true, force: true });
  // A second data folder mustn't fill the disk under the database.
  await ensureRoom(dataDir, (await extentOf(source)).bytes);
  const facts = {
    ...{ format: 'fil-conducteur' as const, version: 1 as const, madeAt: now.toISOString() },
    ...{ postgres: await majorVersion(client), ...(await readHoldings(client)) },
    database: await identityOf(client, backupPlace(dataDir)),
  };
  try {
    await client.query('CHECKPOINT');
    await mkdir(copy, { mode: 0o700 });
    await copyFolder(source, join(copy, DATA_FOLDER), await neededLog(client));
  } catch (error) {
    await remove();
    throw error;
  }
  return { database: facts.database, archive: () => archiveOf(copy, facts), remove };
}

type IsNeeded = (entry: Dirent) => boolean;

/**
 * Returns which segments of the log a copy needs: those since the checkpoint. PostgreSQL keeps old ones to use them
 * again, each of 16 MB of what is over.
 */
async function neededLog(client: pg.ClientBase): Promise<IsNeeded> {
  const { rows } = await client.query<{ first: string; last: string }>(
    `SELECT redo_wal_file AS "first", pg_walfile_name(pg_current_wal_insert_lsn()) AS "last" FROM pg_control_checkpoint()`,
  );
  const { first = '', last = '' } = rows[0] ?? {};
  return ({ name }) => !/^[0-9A-F]{24}$/.test(name) || (name >= first && name <= last);
}

async function copyFolder(from: string, to: string, isNeeded: IsNeeded): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  const entries = await readdir(from, { withFileTypes: true });
  for (const entry of entries.filter(isNeeded)) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target, isNeeded);
    // Where the file system can, both share what neither changes.
    else await copyFile(source, target, constants.COPYFILE_FICLONE);
  }
}
