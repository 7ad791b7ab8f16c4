import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { Log } from '../log.ts';
import { EmbeddedStream } from './embedded-stream.ts';
import { lockDirectory } from './lock.ts';
import { ownerOnly } from './owner-only.ts';
import { SerialClient } from './serial-client.ts';

/**
 * adapter-pg drops the offset of timestamptz values: every session must be in UTC. Transactions that name no level
 * are meant to read what is committed. And a process that was halted in the middle of one must not hold its locks for
 * ever.
 */
const SESSION = [
  '-c TimeZone=UTC',
  '-c default_transaction_isolation=read\\ committed',
  '-c idle_in_transaction_session_timeout=60s',
].join(' ');
/** For a free connection as well as for a new one. */
const PATIENCE_MS = 10_000;

export interface Connection {
  readonly kind: 'server' | 'embedded';
  readonly pool: GuardedPool;
  close(): Promise<void>;
}

/** Asks before it hands out a connection, whoever wants one: Prisma, the queue or ourselves. */
export class GuardedPool extends pg.Pool {
  /** Throws when the caller must not use the pool. */
  guard: () => void = () => {};

  override connect(): Promise<pg.PoolClient>;
  override connect(
    callback: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void,
  ): void;
  override connect(
    callback?: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void,
  ): Promise<pg.PoolClient> | undefined {
    if (callback) {
      try {
        this.guard();
      } catch (error) {
        callback(error instanceof Error ? error : new Error('refused'), undefined, () => {});
        return undefined;
      }
      super.connect(callback);
      return undefined;
    }
    try {
      this.guard();
    } catch (error) {
      return Promise.reject(error);
    }
    return super.connect();
  }
}

/** Longer than any transaction may take. */
const LONGEST_ANSWER_MS = 30_000;

export function connectToServer(
  url: string,
  log: Log,
  connections = 10,
  longestAnswerMs = LONGEST_ANSWER_MS,
): Connection {
  const pool = new GuardedPool({
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

/** What the address itself says wins over options beside it, so ours are added to those it has. */
function withSession(url: string): string {
  const address = new URL(url);
  const own = address.searchParams.get('options');
  address.searchParams.set('options', own === null ? SESSION : `${own} ${SESSION}`);
  return address.href;
}

export interface EmbeddedOptions {
  /** `memory` keeps nothing. */
  readonly dataDir: string;
  readonly log: Log;
}

/** A tenth of what is usually counted says enough of tables like ours, and nobody waits for it. */
const SETTINGS = ['shared_buffers=16MB', 'TimeZone=UTC', 'default_statistics_target=10'];

/** The embedded database, open on its folder: one backend, whoever connects to it. */
export interface Backend {
  readonly lite: PGlite;
  close(): Promise<void>;
}

/**
 * PGlite never calls fsync: what was committed survives a killed process, but not a power cut. Who needs that too runs
 * a server.
 */
export async function openBackend({ dataDir }: Pick<EmbeddedOptions, 'dataDir'>): Promise<Backend> {
  const inMemory = dataDir === 'memory';
  const lock = inMemory ? undefined : await lockDirectory(dataDir);
  try {
    // Loaded only here: with a server its 20 MB of WebAssembly stay on disk.
    const { PGlite } = await import('@electric-sql/pglite');
    const lite = await PGlite.create({
      ...(inMemory ? {} : { dataDir: join(dataDir, 'postgres') }),
      startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])],
    });
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

/** One connection at a time: there is one backend. Closing it leaves the backend open. */
export function connectToBackend({ lite }: Pick<Backend, 'lite'>, log: Log): Connection {
  const pool = new GuardedPool({
    Client: SerialClient,
    user: 'postgres',
    database: 'postgres',
    // It lives as long as we do.
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
  // What it has just made is as open as it likes it.
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

function closeToOthers({ dataDir, log }: EmbeddedOptions): void {
  try {
    ownerOnly(dataDir);
  } catch (error) {
    // A volume that belongs to another account, or a system that knows no such rights: it works all the same.
    log.error('database.folder-not-closed', error);
  }
}

function watch(pool: pg.Pool, log: Log): void {
  // Without a listener the loss of an idle connection would end the process.
  pool.on('error', (error) => log.error('database.connection-lost', error));
}
