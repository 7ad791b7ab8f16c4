import {
  chmodSync,
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { archiveOf } from '../../../src/database/backup/archive.ts';
import { BackupError } from '../../../src/database/backup/backup-error.ts';
import { lender } from '../../../src/database/backup/backups.ts';
import { type BackupSource, makeBackup } from '../../../src/database/backup/make-backup.ts';
import { programsFor } from '../../../src/database/backup/programs.ts';
import {
  EMBEDDED_MAJOR,
  type Restored,
  type RestoreOptions,
  restoreEmbedded,
  restoreServer,
} from '../../../src/database/backup/restore.ts';
import { connectToEmbedded } from '../../../src/database/connection.ts';
import { MigrationError } from '../../../src/database/errors.ts';
import { MIGRATIONS_DIRECTORY, readMigrations } from '../../../src/database/migrate.ts';
import { openDatabase } from '../../../src/database/open-database.ts';
import { programFolders } from '../../../src/env.ts';
import { silentLog } from '../../../src/log.ts';
import { asTyped as plain } from '../../../src/texts/typography.ts';
import { at } from '../../support/bot-process.ts';
import { type DatabaseLocation, runsOnServer, testDatabaseLocation } from '../../support/database.ts';
import { maintain, startMaintenance } from '../../support/maintenance.ts';
import { fill, inSql, type Rows, readRows } from './rows.ts';

/** One filled database, a backup of it, and what is done with both. */
const NOW = new Date('2026-11-28T02:30:00Z');
const FILE = new RegExp(`/fil-conducteur-[0-9a-f]{8}-2026-11-28T02-30-00Z\\.${runsOnServer() ? 'dump' : 'tar\\.gz'}$`);

let folder: string;
let location: DatabaseLocation;
let rows: Rows;
let known: readonly string[];
let backup: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fil-conducteur-restore-'));
  location = await testDatabaseLocation();
  rows = await fill(location);
  known = (await readMigrations(MIGRATIONS_DIRECTORY)).map(({ name }) => name);
  backup = await backUp(location, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function backUp({ url, dataDir }: DatabaseLocation, directory: string): Promise<string> {
  if (url !== undefined) return makeBackup({ kind: 'server', url, folders: programFolders() }, directory, NOW);
  const connection = await connectToEmbedded({ dataDir, log: silentLog });
  try {
    return await makeBackup({ kind: 'embedded', dataDir, lend: lender(connection.pool) }, directory, NOW);
  } finally {
    await connection.close();
  }
}

function restore(
  file: string,
  { url, dataDir }: DatabaseLocation,
  changes: Partial<RestoreOptions> = {},
): Promise<Restored> {
  const options = { force: false, directory: join(folder, 'before'), known, now: NOW, log: silentLog, ...changes };
  if (url === undefined) return restoreEmbedded(file, dataDir, options);
  return restoreServer(file, { kind: 'server', url, folders: programFolders() }, options);
}

/** Returns the rows without the moment up to which a restore closes tied channels. */
async function restoredRows(place: DatabaseLocation): Promise<Rows> {
  const found = Object.entries(await readRows(place));
  const open = (row: string) => row.replace(/("forgottenBefore":)"[^"]+"/, '$1null');
  return Object.fromEntries(found.map(([table, all]) => [table, table === 'RelayChannel' ? all.map(open) : all]));
}

const reasonOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof BackupError ? error.reason : error),
  );

test('the file is named after its moment, and says what it holds', async () => {
  expect(dirname(backup)).toBe(folder);
  expect(backup).toMatch(FILE);
  const place = await testDatabaseLocation();
  const { migrations, regions, present, ...restored } = await restore(backup, place);
  expect(migrations).toEqual(known);
  expect(present).toMatch(/^[0-9a-f]{8}$/);
  expect(regions.map(({ id }) => id).sort()).toEqual((rows.Region ?? []).map((row) => JSON.parse(row).id).sort());
  const when = runsOnServer() ? expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) : '2026-11-28 02:30:00';
  const takenUp = { deliveries: 0, due: 2, tied: 2 };
  expect(restored).toEqual({ madeAt: when, events: 2, organisations: 2, before: null, kept: null, takenUp });
  expect(await restoredRows(place)).toEqual(rows);
});

test('whoever restores reads what waited in the backup, and tied channels are closed up to then', async () => {
  const place = await testDatabaseLocation();
  const began = Date.now();
  const { code, stdout } = await maintain('restore', { ...at(place), BACKUP_DIR: join(folder, 'before') }, backup);
  expect(code).toBe(0);
  const lines = plain(stdout).trim().split('\n');
  expect(lines.slice(-3)).toEqual([
    expect.stringMatching(/^Dans les salons reliés, ce qui s'est dit jusqu'à maintenant .* n'est pas recopié/),
    expect.stringMatching(
      /^Attention : aucun envoi et 2 échéances dont l'heure est passée .* part une seconde fois\.$/,
    ),
    expect.stringMatching(/^Restauré : .* Relancez le bot\.$/),
  ]);
  const { RelayChannel: channels = [] } = await readRows(place);
  const moments = channels.map((row) => Date.parse(JSON.parse(row).forgottenBefore));
  expect(moments).toHaveLength(2);
  for (const moment of moments) expect(moment).toBeGreaterThanOrEqual(began);
});

test('a backup that is older than what closes them is restored all the same, and says nothing of it', async () => {
  const [older, place] = [await testDatabaseLocation(), await testDatabaseLocation()];
  await fill(older, ['Region', 'Relay', 'RelayChannel']);
  await inSql(older, ['ALTER TABLE "RelayChannel" DROP COLUMN "forgottenBefore"']);
  const restored = await restore(await backUp(older, mkdtempSync(join(folder, 'older-'))), place);
  expect(restored.takenUp).toEqual({ deliveries: 0, due: 0, tied: 0 });
});

test('what isn’t a whole backup of this bot is refused, and nothing is touched', async () => {
  const other = join(folder, 'other');
  const size = readFileSync(backup).byteLength;
  const refused: [string, () => void][] = [
    [
      'damaged',
      () => {
        cpSync(backup, other);
        truncateSync(other, size - 100);
      },
    ],
    ['damaged', () => truncateSync(other, Math.floor(size / 2))],
    ['not-a-backup', () => writeFileSync(other, 'a letter')],
    ['not-a-backup', () => truncateSync(other, 0)],
    ['no-file', () => rmSync(other)],
  ];
  for (const [reason, change] of refused) {
    change();
    expect(await reasonOf(restore(other, location, { force: true }))).toBe(reason);
  }
  expect(await reasonOf(restore(backup, location, { force: true, known: known.slice(0, -1) }))).toBe('newer');
  expect(await reasonOf(restore(backup, location))).toBe('not-empty');
  expect(existsSync(join(folder, 'before'))).toBe(false);
  if (location.url === undefined) expect(readdirSync(location.dataDir).sort()).toEqual(['lock', 'mark', 'postgres']);
  expect(await readRows(location)).toEqual(rows);
});

/** The first entry of an archive of the embedded database. */
const ARCHIVED = {
  format: 'fil-conducteur',
  version: 1,
  madeAt: NOW.toISOString(),
  postgres: EMBEDDED_MAJOR,
  database: '0123abcd',
  migrations: [],
  events: 0,
  organisations: 0,
} as const;

test.runIf(!runsOnServer())('a whole archive of what isn’t a database is damaged', async () => {
  const source = mkdtempSync(join(folder, 'hollow-'));
  const hollow = join(folder, 'hollow');
  mkdirSync(join(source, 'postgres', 'global'), { recursive: true });
  writeFileSync(join(source, 'postgres', 'PG_VERSION'), `${EMBEDDED_MAJOR}\n`);
  writeFileSync(join(source, 'postgres', 'global', 'pg_control'), Buffer.alloc(8_192, 7));
  await pipeline(await archiveOf(source, ARCHIVED), createWriteStream(hollow));
  const place = await testDatabaseLocation();
  const { code, stderr } = await maintain(
    'restore',
    { ...at(place), BACKUP_DIR: join(folder, 'before') },
    hollow,
    '--force',
  );
  expect({ code, stderr: plain(stderr) }).toEqual({
    code: 1,
    stderr: `${hollow} est incomplet ou abîmé. Rien n'a été changé : essayez une autre sauvegarde.\n`,
  });
  expect(readdirSync(place.dataDir).sort()).toEqual(['lock', 'postgres']);
  expect(await reasonOf(restore(folder, place))).toBe('not-a-backup');
});

test.runIf(!runsOnServer())(
  'what is there and doesn’t open is kept, when one says that it is to be replaced',
  async () => {
    const place = await testDatabaseLocation();
    const control = join(place.dataDir, 'postgres', 'global', 'pg_control');
    writeFileSync(control, 'no longer what it was');
    const variables = { ...at(place), BACKUP_DIR: join(folder, 'before') };
    const refused = await maintain('restore', variables, backup);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(plain(refused.stderr)).toMatch(/^La base qui est là ne s'ouvre pas .*Rien n'a été changé.*--force\n$/);
    expect(readFileSync(control, 'utf8')).toBe('no longer what it was');
    const { kept, before } = await restore(backup, place, { force: true });
    expect([before, dirname(kept ?? '')]).toEqual([null, place.dataDir]);
    expect(await restoredRows(place)).toEqual(rows);
    expect(readFileSync(join(kept ?? '', 'global', 'pg_control'), 'utf8')).toBe('no longer what it was');
  },
);

test('what is there is backed up before it is replaced', async () => {
  const place = await testDatabaseLocation();
  await fill(place);
  const directory = join(folder, 'replaced');
  const { before } = await restore(backup, place, { force: true, directory });
  expect(dirname(before ?? '')).toBe(directory);
  expect(before).toMatch(FILE);
  expect(await restoredRows(place)).toEqual(rows);
});

test('whoever restores reads how many were erased since, but for those in other regions and in copies of the database', async () => {
  const place = await testDatabaseLocation();
  const directory = join(folder, 'erased');
  mkdirSync(directory, { recursive: true });
  const region = JSON.parse(rows.Region?.[0] ?? '{}').id;
  const marks = [
    { region, at: '2099-01-01T00:00:00.000Z' },
    { region, at: '2099-01-01T00:00:00.000Z', origin: 'abcdef01' },
    { region: crypto.randomUUID(), at: '2099-01-01T00:00:00.000Z' },
    { region, at: '2020-01-01T00:00:00.000Z' },
  ];
  const lines = marks.map((mark) => JSON.stringify({ erasure: crypto.randomUUID(), people: [], ...mark }));
  writeFileSync(join(directory, 'erasures.jsonl'), `${lines.join('\n')}\n`);
  const { stdout } = await maintain('restore', { ...at(place), BACKUP_DIR: directory }, backup);
  expect(plain(stdout)).toContain('Une personne a été effacée depuis cette sauvegarde');
});

test('nothing is replaced where the list of those erased since can’t be read', async () => {
  const place = await testDatabaseLocation();
  const empty = await readRows(place);
  const directory = join(folder, 'unread');
  mkdirSync(join(directory, 'erasures.jsonl'), { recursive: true });
  const told = await maintain('restore', { ...at(place), BACKUP_DIR: directory }, backup, '--force');
  expect(told).toMatchObject({ code: 1, stdout: '' });
  expect(plain(told.stderr)).toMatch(/^La liste des personnes effacées ne peut pas être lue \(EISDIR/);
  expect(await readRows(place)).toEqual(empty);
});

test('one of the other kind of database is refused, with what to set', async () => {
  const foreign = join(folder, 'foreign');
  if (runsOnServer()) {
    const source = mkdtempSync(join(folder, 'source-'));
    mkdirSync(join(source, 'postgres'));
    const bytes = await archiveOf(source, ARCHIVED);
    await pipeline(bytes, createWriteStream(foreign));
  } else writeFileSync(foreign, 'PGDMP and more');
  expect(await reasonOf(restore(foreign, location, { force: true }))).toBe('other-kind');
});

test('an interrupted restore leaves the old or the new, whole', async () => {
  const place = await testDatabaseLocation();
  const outcomes = new Set<string>();
  const empty = await readRows(place);
  // A machine that is busy takes longer for all of it.
  for (const milliseconds of [1_500, 4_000]) {
    const restoring = startMaintenance(
      'restore',
      { ...at(place), BACKUP_DIR: join(folder, 'before') },
      backup,
      '--force',
    );
    await Promise.race([restoring.ended, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
    await restoring.kill();
    const left = await restoredRows(place);
    const isOld = JSON.stringify(left) === JSON.stringify(empty);
    if (!isOld) expect(left).toEqual(rows);
    outcomes.add(isOld ? 'old' : 'new');
    // What tells the folder from every other stays.
    const parts = place.url === undefined ? readdirSync(place.dataDir).filter((name) => name !== 'mark') : null;
    if (parts) expect(parts.sort()).toEqual(['lock', 'postgres']);
  }
  expect(outcomes.size).toBeGreaterThan(0);
});

describe('before a migration that changes an existing database', () => {
  const withLater = (...statements: readonly string[]) => {
    const migrations = mkdtempSync(join(folder, 'migrations-'));
    cpSync(MIGRATIONS_DIRECTORY, migrations, { recursive: true });
    for (const [at, sql] of statements.entries()) {
      const later = join(migrations, `2999010${at + 1}000000_later`);
      mkdirSync(later);
      writeFileSync(join(later, 'migration.sql'), sql);
    }
    return migrations;
  };
  const open = async (
    place: DatabaseLocation,
    changes: { readonly days?: number; readonly folders?: readonly string[]; readonly directory: string },
    migrations = withLater('DROP TABLE "DueItem" CASCADE;'),
  ) => {
    const logged: string[] = [];
    const log = {
      ...silentLog,
      warn: (event: string) => logged.push(event),
      info: (event: string) => logged.push(event),
    };
    const backups = { days: 14, folders: programFolders(), ...changes };
    const database = await openDatabase({ ...place, log, migrations, backups });
    await database.close();
    return logged.filter((event) => event.startsWith('backup'));
  };

  test('a backup is made by which one gets back, once', async () => {
    const place = await testDatabaseLocation();
    const directory = mkdtempSync(join(folder, 'migrating-'));
    expect(await open(place, { directory })).toEqual(['backup.made-before-migrating']);
    expect(await open(place, { directory })).toEqual([]);
    const [file = ''] = readdirSync(directory);
    const back = await restore(join(directory, file), place, { force: true });
    expect(back.migrations).toEqual(known);
    // A database without rows was there then, and needed no backup.
    expect(back.before).toBeNull();
    expect(Object.keys(await readRows(place))).toContain('DueItem');
  });

  test('it goes again where nothing was changed, however often that is tried, and stays where something was', async () => {
    const place = await testDatabaseLocation();
    const directory = mkdtempSync(join(folder, 'migrating-'));
    const failing = withLater('SELECT 1 / 0;');
    for (let start = 1; start <= 2; start += 1) {
      await expect(open(place, { directory }, failing)).rejects.toBeInstanceOf(MigrationError);
      expect(readdirSync(directory)).toEqual([]);
    }
    const halfway = withLater('CREATE TABLE "Half" (id INT);', 'SELECT 1 / 0;');
    for (let start = 1; start <= 2; start += 1) {
      await expect(open(place, { directory }, halfway)).rejects.toBeInstanceOf(MigrationError);
      expect(readdirSync(directory)).toHaveLength(1);
    }
  });

  test('what is over goes first, also where there is no room for another, and the last one stays', async () => {
    const place = await testDatabaseLocation();
    const directory = mkdtempSync(join(folder, 'migrating-'));
    const last = basename(await backUp(place, directory));
    writeFileSync(join(directory, last.replace('2026-11-28', '2020-01-01')), '');
    // A folder stands where one that was left half written would be removed.
    const inTheWay = '.fil-conducteur-left.partial';
    mkdirSync(join(directory, inTheWay));
    utimesSync(join(directory, inTheWay), 0, 0);
    await expect(open(place, { directory })).rejects.toBeInstanceOf(MigrationError);
    expect(readdirSync(directory)).toEqual([inTheWay, last]);
  });

  test('none is made for who wants none', async () => {
    const directory = mkdtempSync(join(folder, 'migrating-'));
    expect(await open(await testDatabaseLocation(), { directory, days: 0 })).toEqual([]);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('nothing is changed where it can’t be written', async () => {
    const place = await testDatabaseLocation();
    const directory = join(folder, 'a-file');
    writeFileSync(directory, '');
    await expect(open(place, { directory })).rejects.toBeInstanceOf(MigrationError);
    expect(Object.keys(await readRows(place))).toContain('DueItem');
  });

  test.runIf(runsOnServer())('the log says that there is none where pg_dump is missing', async () => {
    const directory = mkdtempSync(join(folder, 'migrating-'));
    expect(await open(await testDatabaseLocation(), { directory, folders: [] })).toEqual([
      'backup.skipped-before-migrating',
    ]);
  });
});

test('the embedded database is of the version that it says', async () => {
  if (runsOnServer()) return;
  expect(readFileSync(join(location.dataDir, 'postgres', 'PG_VERSION'), 'utf8').trim()).toBe(String(EMBEDDED_MAJOR));
});

describe('PostgreSQL’s programs', () => {
  const folderOf = (version: string) => {
    const made = mkdtempSync(join(folder, 'programs-'));
    for (const name of ['pg_dump', 'pg_restore', 'psql']) {
      writeFileSync(join(made, name), `#!/bin/sh\necho "${name} (PostgreSQL) ${version} (Debian)"\n`);
      chmodSync(join(made, name), 0o755);
    }
    return made;
  };

  test('are those of the server’s version, otherwise the next newer ones, never older ones', async () => {
    const folders = ['15.20', '18beta1', '17.2', '13.4'].map(folderOf);
    const majorFor = async (server: number) => (await programsFor(server, folders)).major;
    expect([await majorFor(15), await majorFor(16), await majorFor(18), await majorFor(9)]).toEqual([15, 17, 18, 13]);
    await expect(programsFor(19, folders)).rejects.toMatchObject({
      reason: 'old-programs',
      values: { server: 19, found: 18 },
    });
    await expect(programsFor(15, [folder])).rejects.toMatchObject({ reason: 'no-programs', values: { server: 15 } });
  });
});

describe.runIf(runsOnServer())('on a server', () => {
  const source = (): Extract<BackupSource, { kind: 'server' }> => ({
    kind: 'server',
    url: location.url ?? '',
    folders: programFolders(),
  });

  test('that doesn’t answer there is no backup, and the reason', async () => {
    const wrong = new URL(source().url);
    wrong.password = 'wrong';
    const asked = makeBackup({ ...source(), url: wrong.href }, join(folder, 'none'), NOW);
    await expect(asked).rejects.toMatchObject({ reason: 'refused', values: { code: '28P01' } });
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  test('the tables of a newer version that the backup doesn’t know are gone after it', async () => {
    const place = await testDatabaseLocation();
    const client = new pg.Client({ connectionString: place.url });
    await client.connect();
    await client.query(
      `CREATE TYPE "Mood" AS ENUM ('good'); CREATE TABLE "Later" (id uuid PRIMARY KEY, mood "Mood", "regionId" uuid REFERENCES "Region");
       CREATE FUNCTION later() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    );
    await client.end();
    await restore(backup, place);
    expect(await restoredRows(place)).toEqual(rows);
  });

  test('nobody reads the password in the list of processes', async () => {
    const template = inject('databaseTemplate');
    if (template.kind !== 'server') throw new Error('not on a server');
    const recording = mkdtempSync(join(folder, 'recording-'));
    const { folder: real } = await programsFor(15, programFolders());
    for (const name of ['pg_dump', 'pg_restore', 'psql']) {
      writeFileSync(join(recording, name), `#!/bin/sh\necho "$@" >> ${recording}/said\nexec ${real}/${name} "$@"\n`);
      chmodSync(join(recording, name), 0o755);
    }
    await makeBackup({ ...source(), folders: [recording] }, join(folder, 'recorded'), NOW);
    const said = readFileSync(join(recording, 'said'), 'utf8');
    expect(said).toContain('--format=custom');
    expect(said).not.toContain(new URL(template.url).password);
  });
});
