import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { prepareCluster } from '../../scripts/build/prepared-cluster.ts';
import { MIGRATIONS_DIRECTORY, readMigrations } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { silentLog } from '../../src/log.ts';
import { administer, databaseNames, withDatabase } from './postgres.ts';

/** A migrated database to copy from, and the beginning of the names of this run's copies. */
export type DatabaseTemplate =
  | { readonly kind: 'embedded'; readonly directory: string; readonly copies: string }
  | { readonly kind: 'server'; readonly url: string; readonly name: string; readonly copies: string };

declare module 'vitest' {
  export interface ProvidedContext {
    databaseTemplate: DatabaseTemplate;
  }
}

const CACHE = fileURLToPath(new URL('../../node_modules/.cache/fil-conducteur', import.meta.url));

/** Vitest's global set-up: once per run, before any test file. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  const url = process.env.TEST_DATABASE_URL;
  const template = url ? await prepareServer(url) : await prepareEmbedded();
  project.provide('databaseTemplate', template);
  return () => removeCopies(template);
}

async function prepareEmbedded(): Promise<DatabaseTemplate> {
  const directory = join(CACHE, `template-${await templateKey()}`);
  if (!existsSync(directory)) {
    mkdirSync(CACHE, { recursive: true });
    for (const old of readdirSync(CACHE)) {
      if (old.startsWith('template-')) rmSync(join(CACHE, old), { recursive: true, force: true });
    }
    // As a first start does it: what is prepared is unpacked.
    await prepareCluster();
    const building = mkdtempSync(join(CACHE, 'building-'));
    const database = await openDatabase({ dataDir: building, log: silentLog });
    await database.close();
    // In one step, so that another run never sees half of it; when another run was faster, its template will do.
    if (existsSync(directory)) rmSync(building, { recursive: true });
    else renameSync(building, directory);
  }
  const place = placeForCopies();
  removeForsaken(place);
  return { kind: 'embedded', directory, copies: mkdtempSync(join(place, `${COPIES}${process.pid}-`)) };
}

const COPIES = 'fil-conducteur-tests-';

/** Removes the copies of runs that were killed: a gigabyte each, which nobody else frees where they stand in memory. */
function removeForsaken(place: string): void {
  for (const name of readdirSync(place)) {
    const [, pid] = new RegExp(`^${COPIES}(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(place, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process may not be asked.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const MEMORY = '/dev/shm';
/** A copy is about 40 MB, and a run holds several at a time. */
const ROOM = 2 ** 30;

/** In memory where there is room: copying to a disk would take as long as the rest of a test's preparation. */
function placeForCopies(): string {
  if (!existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ROOM ? MEMORY : tmpdir();
}

async function prepareServer(url: string): Promise<DatabaseTemplate> {
  const name = `template_${await templateKey()}`;
  if (!(await databaseNames(url, name)).includes(name)) {
    await administer(url, `CREATE DATABASE "${name}"`);
    const database = await openDatabase({ url: withDatabase(url, name), dataDir: 'memory', log: silentLog });
    await database.close();
  }
  return { kind: 'server', url, name, copies: `test_${Date.now().toString(36)}_` };
}

async function removeCopies(template: DatabaseTemplate): Promise<void> {
  if (template.kind === 'embedded') {
    rmSync(template.copies, { recursive: true, force: true });
    return;
  }
  for (const name of await databaseNames(template.url, template.copies)) {
    await administer(template.url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  }
}

/** The name changes with any migration and with the version of any package. */
async function templateKey(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(readFileSync(fileURLToPath(new URL('../../package-lock.json', import.meta.url))));
  for (const { checksum } of await readMigrations(MIGRATIONS_DIRECTORY)) hash.update(checksum);
  return hash.digest('hex').slice(0, 16);
}
