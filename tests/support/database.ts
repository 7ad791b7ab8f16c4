import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Backend, connectToBackend, openBackend } from '../../src/database/connection.ts';
import type { Database } from '../../src/database/database.ts';
import { emptyDatabase } from '../../src/database/empty.ts';
import { databaseOn, type OpenOptions, openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { administer, withDatabase } from './postgres.ts';

export { emptyDatabase };

export type DatabaseLocation = Pick<OpenOptions, 'url' | 'dataDir'>;

/** Databases of this worker that no test uses now: emptying one is several times quicker than making one. */
const unused: { readonly backends: Backend[]; readonly locations: DatabaseLocation[] } = {
  backends: [],
  locations: [],
};

/**
 * A migrated, empty database of one's own: embedded, or on the server that TEST_DATABASE_URL names. Call it once per
 * file and close it in afterAll. Whatever is left over is removed at the end of the run.
 */
export async function testDatabase(): Promise<Database> {
  return runsOnServer() ? onServer() : embedded();
}

async function embedded(): Promise<Database> {
  const used = unused.backends.pop();
  const backend = used ?? (await openBackend(await testDatabaseLocation()));
  const database = databaseOn(connectToBackend(backend, silentLog), { log: silentLog });
  if (used) await emptyDatabase(database);
  return closing(database, () => unused.backends.push(backend));
}

async function onServer(): Promise<Database> {
  const used = unused.locations.pop();
  const location = used ?? (await testDatabaseLocation());
  const database = await openDatabase({ ...location, log: silentLog });
  if (used) await emptyDatabase(database);
  return closing(database, () => unused.locations.push(location));
}

function closing(database: Database, closed: () => void): Database {
  const { close } = database;
  return Object.assign(database, {
    async close() {
      await close();
      closed();
    },
  });
}

/** Where such a database is, for tests that open it several times: a restart, several processes. */
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
