import { PrismaPg } from '@prisma/adapter-pg';
import { within } from '../concurrency/within.ts';
import { PrismaClient } from '../generated/prisma/client.ts';
import type { Log } from '../log.ts';
import { noConnection } from './backup/backup-error.ts';
import {
  type BackupSettings,
  backUpBeforeMigrating,
  createBackups,
  lender,
  NO_BACKUPS,
  openBackupDoor,
} from './backup/backups.ts';
import { backupPlace, refuseOwnFolder } from './backup/data-folder.ts';
import { identityOf } from './backup/holdings.ts';
import type { BackupSource } from './backup/make-backup.ts';
import { type Connection, connectToEmbedded, connectToServer } from './connection.ts';
import type { Database, Structure } from './database.ts';
import { embeddedLeases, leasesOnServer } from './leases.ts';
import { appliedMigrations, applyMigrations, MIGRATIONS_DIRECTORY, readMigrations } from './migrate.ts';
import { SerialClient } from './serial-client.ts';
import { createStatementNames } from './statement-names.ts';
import { refuseInsideTransaction } from './transaction.ts';
import { createUpkeep } from './upkeep.ts';
import { createWake } from './wake.ts';

export interface OpenOptions {
  /** The PostgreSQL server; without it, the embedded database is used. */
  readonly url?: string | undefined;
  /** The embedded database's folder, or `memory`. */
  readonly dataDir: string;
  readonly log: Log;
  /** A folder of migrations other than the project's. */
  readonly migrations?: string;
  /** The settings of its backups; left out for a database that nobody wants to keep. */
  readonly backups?: BackupSettings;
}

/**
 * The milliseconds for which callers share one health check: under load, each check of its own would wait behind the
 * others.
 */
const SHARED_MS = 1_000;

/** Opens the database and updates its structure. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const { url, log, dataDir, backups } = options;
  if (backups && url === undefined && dataDir !== 'memory') refuseOwnFolder(dataDir, backups.directory);
  const migrations = options.migrations ?? MIGRATIONS_DIRECTORY;
  const connection =
    url === undefined ? await connectToEmbedded({ ...options, migrations }) : connectToServer(url, log);
  try {
    await migrate(connection, options);
    const database = databaseOn(withClient(connection), options, await originOf(connection, options));
    return await withDoor(database, sourceOf(connection, options), options);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

function sourceOf({ pool }: Connection, { url, dataDir, backups }: Omit<OpenOptions, 'log'>): BackupSource {
  if (url !== undefined) return { kind: 'server', url, folders: backups?.folders ?? [] };
  return { kind: 'embedded', dataDir, lend: lender(pool) };
}

/** Returns what tells the database from its copies elsewhere; null where it isn't backed up, or the server doesn't say. */
async function originOf({ pool }: Connection, { url, dataDir, backups, log }: OpenOptions): Promise<string | null> {
  if (!backups || (url === undefined && dataDir === 'memory')) return null;
  const client = await pool.connect();
  try {
    return await identityOf(client, url === undefined ? backupPlace(dataDir) : '');
  } catch (error) {
    log.error('backup.no-origin', error);
    return null;
  } finally {
    client.release();
  }
}

/** Lets the embedded database be backed up while this process holds it. */
async function withDoor(database: Database, source: BackupSource, { backups, log }: OpenOptions): Promise<Database> {
  if (!backups || source.kind === 'server') return database;
  const door = await openBackupDoor(source, log).catch((error: unknown) => {
    // Everything else works without it.
    log.error('backup.no-door', error);
    return null;
  });
  const close = database.close.bind(database);
  return Object.assign(database, {
    async close() {
      await door?.close();
      await close();
    },
  });
}

/** Takes a first connection. Throws BackupError where the server gives none. */
async function firstClient({ pool, kind }: Connection) {
  try {
    return await pool.connect();
  } catch (error) {
    throw kind === 'server' ? noConnection(error) : error;
  }
}

async function migrate(connection: Connection, options: OpenOptions): Promise<void> {
  const { migrations, backups, log } = options;
  const began = performance.now();
  const client = await firstClient(connection);
  // Some migrations may take long.
  const patience = client instanceof SerialClient ? client.longestMs : null;
  if (client instanceof SerialClient) client.longestMs = Number.POSITIVE_INFINITY;
  try {
    const source = sourceOf(connection, options);
    // The embedded database has this connection only.
    const own: BackupSource = source.kind === 'server' ? source : { ...source, lend: (work) => work(client) };
    const before = async () => (backups ? backUpBeforeMigrating(own, backups, log) : async () => {});
    const applied = await applyMigrations(client, migrations, before);
    const milliseconds = Math.round(performance.now() - began);
    if (applied.length > 0) log.info('database.migrated', { migrations: applied.length, milliseconds });
  } finally {
    if (client instanceof SerialClient && patience !== null) client.longestMs = patience;
    client.release();
  }
}

/** A connection with a Prisma client on it, and the statements both have prepared. */
export interface ClientConnection extends Connection {
  readonly prisma: PrismaClient;
}

/** Adds a Prisma client. Closing the result closes the connection. */
export function withClient(connection: Connection): ClientConnection {
  const statementNameGenerator = createStatementNames();
  const prisma = new PrismaClient({
    adapter: new PrismaPg(connection.pool, { statementNameGenerator }),
    // The log leaves messages of errors out, so the client needn't note for each statement where in the code it is asked.
    errorFormat: 'minimal',
  });
  return {
    ...connection,
    prisma,
    async close() {
      await prisma.$disconnect();
      await connection.close();
    },
  };
}

type DatabaseOptions = Pick<OpenOptions, 'url' | 'log'> & Partial<OpenOptions>;

/**
 * Builds the database on a connection whose structure is up to date; `origin` is what its backups are called by. Closing the database
 * closes the connection.
 */
export function databaseOn(
  connection: ClientConnection,
  options: DatabaseOptions,
  origin: string | null = null,
): Database {
  const { url, log, backups } = options;
  const { pool, kind, prisma } = connection;
  const wake = createWake(url, log);
  const leases = url === undefined ? embeddedLeases : leasesOnServer(url, log);
  const upkeep = createUpkeep(connection, log);
  const ping = sharedFor(SHARED_MS, async () => pool.query('SELECT 1'));
  const look = sharedFor(SHARED_MS, async () => {
    const known = await names(options.migrations ?? MIGRATIONS_DIRECTORY);
    return compared(known, await appliedMigrations(pool));
  });
  const database: Database = {
    kind,
    // The caller is known here. Where a connection is taken it isn't: Prisma asks for what two callers look up at the same
    // moment on behalf of the first of them.
    get prisma() {
      refuseInsideTransaction(database);
      return prisma;
    },
    wake,
    leases,
    upkeep,
    backups: backups
      ? createBackups(sourceOf(connection, { dataDir: 'memory', ...options }), backups, log, origin)
      : NO_BACKUPS,
    log,
    async health(timeoutMs = 1_000) {
      const began = performance.now();
      const answered = ping().then(
        () => true,
        () => false,
      );
      const ok = (await within(timeoutMs, answered)) ?? false;
      return { ok, milliseconds: Math.round(performance.now() - began) };
    },
    async structure(timeoutMs = 1_000) {
      const found = await within(
        timeoutMs,
        look().catch(() => null),
      );
      return found ?? 'unknown';
    },
    connections: () => ({ open: pool.totalCount, free: pool.idleCount, waiting: pool.waitingCount }),
    async close() {
      await upkeep.stop();
      await leases.close();
      await wake.close();
      await connection.close();
    },
  };
  return database;
}

async function names(directory: string): Promise<readonly string[]> {
  return (await readMigrations(directory)).map(({ name }) => name);
}

function compared(known: readonly string[], applied: ReadonlySet<string>): Structure {
  if (known.some((name) => !applied.has(name))) return 'outdated';
  return applied.size > known.length ? 'newer' : 'current';
}

/**
 * Lets callers share an answer that is already awaited, unless it has taken too long: that query may be the one that
 * hangs.
 */
function sharedFor<T>(milliseconds: number, ask: () => Promise<T>): () => Promise<T> {
  let asking: { readonly answer: Promise<T>; readonly since: number } | null = null;
  return () => {
    if (asking && performance.now() - asking.since < milliseconds) return asking.answer;
    const one = { answer: ask(), since: performance.now() };
    asking = one;
    const over = () => {
      if (asking === one) asking = null;
    };
    one.answer.then(over, over);
    return one.answer;
  };
}
