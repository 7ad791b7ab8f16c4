import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { Log } from '../log.ts';
import { DATA_FOLDER, tidyFolder } from './backup/data-folder.ts';
import { EmbeddedStream } from './embedded-stream.ts';
import { DatabaseNotOpenedError } from './errors.ts';
import { lockDirectory } from './lock.ts';
import { ownerOnly } from './owner-only.ts';
import { preparedFor, unpackPrepared } from './prepared.ts';
import { SerialClient } from './serial-client.ts';

/**
 * Sessions have to be in UTC because adapter-pg drops the offset of timestamptz values. Transactions that name no
 * isolation level are meant to read what is committed. A process halted in the middle of a transaction mustn't hold
 * its locks for ever.
 */
const SESSION = [
  '-c TimeZone=UTC',
  '-c default_transaction_isolation=read\\ committed',
  '-c idle_in_transaction_session_timeout=60s',
].join(' ');
/** The milliseconds to wait for a free connection or a new one. */
const PATIENCE_MS = 10_000;

export interface Connection {
  readonly kind: 'server' | 'embedded';
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Longer than any transaction may take. */
const LONGEST_ANSWER_MS = 30_000;

export function connectToServer(
  url: string,
  log: Log,
  connections = 10,
  longestAnswerMs = LONGEST_ANSWER_MS,
): Connection {
  const pool = new pg.Pool({
    Client: class extends SerialClient {
      constructor(config?: string | pg.ClientConfig) {
        super(config, longestAnswerMs);
      }
    },
    connectionString: withSession(url),
    max: connections,
    connectionTimeoutMillis: PATIENCE_MS,
    keepAlive: true,
  });
  watch(pool, log);
  return { kind: 'server', pool, close: () => pool.end() };
}

/** Options in the URL override options given beside it, so ours are appended to those in the URL. */
function withSession(url: string): string {
  const address = new URL(url);
  const own = address.searchParams.get('options');
  address.searchParams.set('options', own === null ? SESSION : `${own} ${SESSION}`);
  return address.href;
}

export interface EmbeddedOptions {
  /** `memory` stores nothing on disk. */
  readonly dataDir: string;
  readonly log: Log;
  /** The folder of the migrations it will go through: where it is prepared for them, it needn't be made first. */
  readonly migrations?: string;
}

/** A tenth of the default statistics target suffices for tables of this size, and nobody has to wait for ANALYZE. */
const SETTINGS = ['shared_buffers=16MB', 'TimeZone=UTC', 'default_statistics_target=10'];

/** The embedded database, open on its folder. All connections to it share one backend. */
export interface Backend {
  readonly lite: PGlite;
  close(): Promise<void>;
}

/**
 * Opens the embedded database. PGlite never calls fsync: committed data survives a killed process, but not a power
 * cut. Whoever needs that too runs a server.
 */
export async function openBackend({ dataDir, log, migrations }: EmbeddedOptions): Promise<Backend> {
  const inMemory = dataDir === 'memory';
  const lock = inMemory ? undefined : await lockDirectory(dataDir);
  try {
    if (!inMemory) tidyFolder(dataDir);
    if (!inMemory && migrations !== undefined) await unpackPrepared(await preparedFor(migrations), dataDir, log);
    const lite = await openLite(inMemory ? undefined : join(dataDir, DATA_FOLDER));
    return {
      lite,
      async close() {
        await lite.close();
        await lock?.release();
      },
    };
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

/** Opens a data folder whose lock the caller holds; without a folder, in memory. Throws DatabaseNotOpenedError. */
export async function openLite(folder: string | undefined): Promise<PGlite> {
  // The import is dynamic so that its 20 MB of WebAssembly aren't loaded when a server is used.
  const { PGlite } = await import('@electric-sql/pglite');
  const opening = PGlite.create({
    ...(folder === undefined ? {} : { dataDir: folder }),
    startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])],
  });
  return opening.catch((cause: unknown) => {
    // Errors of the file system come without a word about it.
    throw new DatabaseNotOpenedError(folder ?? 'memory', { cause });
  });
}

/** Connects to the backend, one connection at a time. Closing the connection leaves the backend open. */
export function connectToBackend({ lite }: Pick<Backend, 'lite'>, log: Log): Connection {
  const pool = new pg.Pool({
    Client: SerialClient,
    user: 'postgres',
    database: 'postgres',
    // The connection lives as long as the process.
    max: 1,
    idleTimeoutMillis: 0,
    stream: () => new EmbeddedStream(lite) as never,
  });
  watch(pool, log);
  return { kind: 'embedded', pool, close: () => pool.end() };
}

export async function connectToEmbedded(options: EmbeddedOptions): Promise<Connection> {
  if (options.dataDir !== 'memory') closeToOthers(options);
  const backend = await openBackend(options);
  // PGlite creates files with its own, more open permissions.
  if (options.dataDir !== 'memory') closeToOthers(options);
  const connection = connectToBackend(backend, options.log);
  return {
    ...connection,
    async close() {
      await connection.close();
      await backend.close();
    },
  };
}

/** Closes the embedded database's folder to other accounts, as far as this one may. */
export function closeToOthers({ dataDir, log }: Pick<EmbeddedOptions, 'dataDir' | 'log'>): void {
  try {
    ownerOnly(dataDir);
  } catch (error) {
    // A volume or a backup owned by another account, or a system without such permissions: the database works all the same.
    log.error('database.folder-not-closed', error);
  }
}

function watch(pool: pg.Pool, log: Log): void {
  // Without a listener, losing an idle connection would end the process.
  pool.on('error', (error) => log.error('database.connection-lost', error));
}
