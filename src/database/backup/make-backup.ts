import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { readArchive } from './archive.ts';
import { noConnection } from './backup-error.ts';
import { makeFile } from './backup-file.ts';
import { backupPlace, refuseOwnFolder } from './data-folder.ts';
import { identityOf, majorVersion } from './holdings.ts';
import { programsFor } from './programs.ts';
import { dumpServer, readDump } from './server-dump.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';

/** The database to back up. */
export type BackupSource =
  | {
      readonly kind: 'embedded';
      readonly dataDir: string;
      /** Lends the only connection, between two transactions of others. */
      lend<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T>;
    }
  | {
      readonly kind: 'server';
      readonly url: string;
      /** The folders in which PostgreSQL's programs may be. */
      readonly folders: readonly string[];
    };

/** Writes a backup of the whole database into a folder, and returns its path once it has been read back. Throws BackupError. */
export async function makeBackup(source: BackupSource, directory: string, now: Date): Promise<string> {
  if (source.kind === 'embedded') {
    refuseOwnFolder(source.dataDir, directory);
    const snapshot = await source.lend((client) => takeSnapshot(client, source.dataDir, now));
    return writeSnapshot(snapshot, directory, now);
  }
  const { url, folders } = source;
  const { major, database } = await withServer(url, async (client) => ({
    major: await majorVersion(client),
    database: await identityOf(client, ''),
  }));
  const programs = await programsFor(major, folders);
  return makeFile(
    directory,
    { extension: 'dump', database, now },
    (path) => dumpServer(programs, url, path),
    (path) => readDump(programs, path),
  );
}

/** Returns whose the backups of a database are: what stands in their names. Throws BackupError. */
export async function backupOwner(source: BackupSource): Promise<string> {
  if (source.kind === 'server') return withServer(source.url, (client) => identityOf(client, ''));
  return source.lend((client) => identityOf(client, backupPlace(source.dataDir)));
}

async function writeSnapshot(snapshot: Snapshot, directory: string, now: Date): Promise<string> {
  try {
    return await makeFile(
      directory,
      { extension: 'tar.gz', database: snapshot.database, now },
      async (path) => pipeline(await snapshot.archive(), createWriteStream(path)),
      readArchive,
    );
  } finally {
    await snapshot.remove();
  }
}

const CONNECT_MS = 10_000;

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  // The next query tells that the connection is lost.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Runs some work on a connection of its own. Throws BackupError when the server can't be reached. */
export async function withServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connected(url).catch((error: unknown) => {
    throw noConnection(error);
  });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
