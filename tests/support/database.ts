import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inject } from 'vitest';
import { type Connection, connectToBackend, connectToServer, openBackend } from '../../src/database/connection.ts';
import type { Database } from '../../src/database/database.ts';
import { emptyDatabase } from '../../src/database/empty.ts';
import { type ClientConnection, databaseOn, type OpenOptions, withClient } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { administer, withDatabase } from './postgres.ts';

export { emptyDatabase };

export type DatabaseLocation = Pick<OpenOptions, 'url' | 'dataDir'>;

/** A database of this worker, and a connection to it that outlives those who use it. */
interface Kept {
  /** The database's address on a server; undefined for an embedded one. */
  readonly url: string | undefined;
  connect(): Connection;
  /** Closes what is behind all its connections. */
  leave(): Promise<void>;
  connection: ClientConnection;
  /** The generation of the connection, which grows with each new one. */
  generation: number;
  /** The number of those who have had this connection. */
  lent: number;
  /** Its structure as it was made. */
  readonly structure: string;
}

/**
 * Those that no test uses now: emptying one is several times quicker than making one, and what its connection has
 * prepared needn't be prepared again.
 */
const unused: Kept[] = [];
let generation = 0;
/** A connection names only so many statements: those that come later it would read anew each time. */
const LENT_MOST = 40;

/** Whoever asks for a database from now on gets it on a connection that is opened for them. */
export function renewConnections(): void {
  generation += 1;
}

/**
 * A migrated, empty database of one's own: embedded, or on the server that TEST_DATABASE_URL names. Call it once per
 * file and close it in afterAll. Whatever is left over is removed at the end of the run.
 */
export async function testDatabase(): Promise<Database> {
  const used = await asItWasMade();
  const kept = used ?? (await made());
  if (kept.generation !== generation || kept.lent >= LENT_MOST) {
    await kept.connection.close();
    Object.assign(kept, { connection: withClient(kept.connect()), generation, lent: 0 });
  }
  kept.lent += 1;
  const { connection, url } = kept;
  let closed = false;
  const close = async () => {
    if (closed) throw new Error('this database is closed already');
    closed = true;
    await givenBack(connection);
    unused.push(kept);
  };
  // Whoever still holds it when the next file has it asks nothing more of it.
  const whileOpen = <T extends object>(asked: T): T =>
    new Proxy(asked, {
      get(target, name) {
        if (closed) throw new Error('this database is closed');
        const found: unknown = Reflect.get(target, name);
        // Work that it does later by itself, as the pool's timers do, isn't asked through this.
        return typeof found === 'function' ? found.bind(target) : found;
      },
    });
  const { pool, prisma } = connection;
  const lent = { ...connection, pool: whileOpen(pool), prisma: whileOpen(prisma), close };
  const database = databaseOn(lent, { url, log: silentLog });
  if (used) await emptyDatabase(database);
  return database;
}

async function made(): Promise<Kept> {
  const location = await testDatabaseLocation();
  const { url } = location;
  const reached = await reach(location);
  const connection = withClient(reached.connect());
  return { url, ...reached, connection, generation, lent: 0, structure: await structureOf(connection) };
}

/** Returns one that nobody uses now. Where somebody has dropped a constraint or left a trigger, it serves nobody any more. */
async function asItWasMade(): Promise<Kept | undefined> {
  for (let kept = unused.pop(); kept; kept = unused.pop()) {
    if ((await structureOf(kept.connection)) === kept.structure) return kept;
    await kept.connection.close();
    await kept.leave();
  }
  return undefined;
}

/** Returns a digest of the tables with their columns and settings, of the constraints, the triggers and the functions. */
async function structureOf({ prisma }: ClientConnection): Promise<string> {
  const [found] = await prisma.$queryRaw<readonly { readonly structure: string }[]>`
    SELECT md5(string_agg(part, ' ' ORDER BY part)) AS "structure" FROM (
      SELECT relname || coalesce(reloptions::text, '') || relnatts AS part FROM pg_class
        WHERE relnamespace = 'public'::regnamespace
      UNION ALL SELECT conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
      UNION ALL SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace) parts`;
  if (!found) throw new Error('the database has no structure');
  return found.structure;
}

async function reach(location: DatabaseLocation): Promise<Pick<Kept, 'connect' | 'leave'>> {
  const { url } = location;
  if (url !== undefined) return { connect: () => connectToServer(url, silentLog), leave: async () => {} };
  const backend = await openBackend({ ...location, log: silentLog });
  return { connect: () => connectToBackend(backend, silentLog), leave: () => backend.close() };
}

const PATIENCE_MS = 30_000;

/** As if it were closed: waits until all that was asked is answered. */
async function givenBack({ pool }: Connection): Promise<void> {
  const began = performance.now();
  while (pool.waitingCount > 0 || pool.idleCount < pool.totalCount) {
    if (performance.now() - began > PATIENCE_MS) throw new Error('somebody keeps a connection to this database');
    await nextTurn();
  }
}

/** Returns where such a database is, for tests that open it several times: a restart, several processes. */
export async function testDatabaseLocation(): Promise<DatabaseLocation> {
  const template = inject('databaseTemplate');
  const id = randomBytes(6).toString('hex');
  if (template.kind === 'server') {
    const name = `${template.copies}${id}`;
    await administer(template.url, `CREATE DATABASE "${name}" TEMPLATE "${template.name}"`);
    return { url: withDatabase(template.url, name), dataDir: 'memory' };
  }
  const dataDir = join(template.copies, id);
  cpSync(template.directory, dataDir, { recursive: true });
  return { dataDir };
}

/** Says on which kind of database this run is. */
export function runsOnServer(): boolean {
  return inject('databaseTemplate').kind === 'server';
}
