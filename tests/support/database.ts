import { randomBytes } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Database, type OpenOptions, openDatabase } from '../../src/database/database.ts';
import { silentLog } from '../../src/log.ts';
import { administer, withDatabase } from './postgres.ts';

export { emptyDatabase } from '../../src/database/empty.ts';

export type DatabaseLocation = Pick<OpenOptions, 'url' | 'dataDir'>;

/**
 * A migrated, empty database of one's own: embedded, or on the server that TEST_DATABASE_URL names. Call it once per
 * file (about 0.2 s) and close it in afterAll, which removes it. Whatever is left over is removed at the end of the run.
 */
export async function testDatabase(): Promise<Database> {
  const location = await testDatabaseLocation();
  const database = await openDatabase({ ...location, log: silentLog });
  const { close } = database;
  return Object.assign(database, {
    async close() {
      await close();
      if (location.url === undefined) rmSync(location.dataDir, { recursive: true, force: true });
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
