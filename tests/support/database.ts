import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Backend, connectToBackend, openBackend } from '../../src/database/connection.ts';
import { type Database, databaseOn, type OpenOptions, openDatabase } from '../../src/database/database.ts';
import { emptyDatabase } from '../../src/database/empty.ts';
import { silentLog } from '../../src/log.ts';
import { administer, withDatabase } from './postgres.ts';

export { emptyDatabase };

export type DatabaseLocation = Pick<OpenOptions, 'url' | 'dataDir'>;

/** This worker's embedded databases that no test uses now. Opening one takes four times as long as emptying it. */
const unused: Backend[] = [];

/**
 * A migrated, empty database of one's own: embedded, or on the server that TEST_DATABASE_URL names. Call it once per
 * file and close it in afterAll. Whatever is left over is removed at the end of the run.
 */
export async function testDatabase(): Promise<Database> {
  if (runsOnServer()) return openDatabase({ ...(await testDatabaseLocation()), log: silentLog });
  const used = unused.pop();
  const backend = used ?? (await openBackend(await testDatabaseLocation()));
  const connection = connectToBackend(backend, silentLog);
  const database = databaseOn(connection, { log: silentLog });
  if (used) await emptyDatabase(database);
  const { close } = database;
  return Object.assign(database, {
    async close() {
      await close();
      unused.push(backend);
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
