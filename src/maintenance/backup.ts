// npm run backup [-- --to FOLDER]
//
// Backs up the database that the environment names, also while the bot runs.
import { createWriteStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readArchive } from '../database/backup/archive.ts';
import { BackupError } from '../database/backup/backup-error.ts';
import { makeFile } from '../database/backup/backup-file.ts';
import { doorPath, lender } from '../database/backup/backups.ts';
import { hasDatabase, refuseOwnFolder } from '../database/backup/data-folder.ts';
import { askForBackup } from '../database/backup/door.ts';
import { megabytes } from '../database/backup/extent.ts';
import { makeBackup } from '../database/backup/make-backup.ts';
import { connectToEmbedded } from '../database/connection.ts';
import { DatabaseInUseError } from '../database/errors.ts';
import { type Environment, programFolders } from '../env.ts';
import { silentLog } from '../log.ts';
import { textIn } from '../texts/index.ts';
import { run } from './command.ts';

/** A process that is starting holds the lock for a while before it opens its door. */
const STARTING_MS = 30_000;
const AGAIN_MS = 250;

await run(async (environment) => {
  const { values } = parseArgs({ options: { to: { type: 'string' } } });
  const directory = resolve(values.to ?? environment.backups.directory);
  const { databaseUrl: url } = environment;
  const path =
    url === undefined
      ? await backUpEmbedded(environment, directory)
      : await makeBackup({ kind: 'server', url, folders: programFolders() }, directory, new Date());
  const size = megabytes(statSync(path).size);
  return textIn(environment.locale, 'maintenance.backup.made', { path, size });
});

async function backUpEmbedded({ dataDir }: Environment, directory: string): Promise<string> {
  if (!hasDatabase(dataDir)) throw new BackupError('nothing-to-back-up', { folder: dataDir });
  refuseOwnFolder(dataDir, directory);
  const deadline = performance.now() + STARTING_MS;
  for (;;) {
    const made = (await askedFor(dataDir, directory)) ?? (await madeHere(dataDir, directory));
    if (made !== null) return made;
    if (performance.now() > deadline) throw new BackupError('no-answer');
    await pause(AGAIN_MS);
  }
}

/** Has the running process make it; null when none answers. */
async function askedFor(dataDir: string, directory: string): Promise<string | null> {
  let path: string | null = null;
  const door = doorPath(dataDir);
  const answered = await askForBackup(door, async (bytes, database) => {
    path = await makeFile(
      directory,
      { extension: 'tar.gz', database, now: new Date() },
      (partial) => pipeline(bytes, createWriteStream(partial)),
      readArchive,
    );
  });
  return answered ? path : null;
}

/** Makes it in this process; null when another holds the folder. */
async function madeHere(dataDir: string, directory: string): Promise<string | null> {
  const connection = await connectToEmbedded({ dataDir, log: silentLog }).catch((error: unknown) => {
    if (error instanceof DatabaseInUseError) return null;
    throw error;
  });
  if (!connection) return null;
  try {
    return await makeBackup({ kind: 'embedded', dataDir, lend: lender(connection.pool) }, directory, new Date());
  } finally {
    await connection.close();
  }
}
