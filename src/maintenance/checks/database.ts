import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { BackupError } from '../../database/backup/backup-error.ts';
import { databasesIn } from '../../database/backup/backup-file.ts';
import { hasDatabase, refuseOwnFolder } from '../../database/backup/data-folder.ts';
import { majorVersion } from '../../database/backup/holdings.ts';
import { withServer } from '../../database/backup/make-backup.ts';
import { programsFor } from '../../database/backup/programs.ts';
import { connectToEmbedded } from '../../database/connection.ts';
import { DatabaseInUseError } from '../../database/errors.ts';
import { appliedMigrations, MIGRATIONS_DIRECTORY, readMigrations } from '../../database/migrate.ts';
import { type TiedTeam, tiedTeams } from '../../database/tied-channels.ts';
import { type Environment, programFolders } from '../../env.ts';
import { silentLog } from '../../log.ts';
import { textIn } from '../../texts/index.ts';
import { type CheckResult, partly, well, wrong } from '../check-result.ts';
import { backupErrorText } from '../command.ts';
import { nearest } from './machine.ts';

export interface DatabaseFound {
  readonly findings: readonly CheckResult[];
  /** The channels that the regions have chosen; null where the database can't tell now. */
  readonly teams: readonly TiedTeam[] | null;
}

/** Checks that the database can be reached and backed up, and changes nothing in it. */
export function checkDatabase(environment: Environment): Promise<DatabaseFound> {
  const { databaseUrl: url } = environment;
  return url === undefined ? checkEmbedded(environment) : checkServer(url, environment);
}

/** Checks where the bot's own backups go, whether it may write there, and whose others are there. */
export async function checkBackupFolder({
  backups,
  dataDir,
  databaseUrl,
  locale,
}: Environment): Promise<readonly CheckResult[]> {
  const { directory, days } = backups;
  if (days === 0) return [];
  try {
    if (databaseUrl === undefined) refuseOwnFolder(dataDir, directory);
  } catch (error) {
    return [wrong(wordsOf(error, locale))];
  }
  const folder = resolve(directory);
  const code = await refusal(nearest(folder));
  const closed = code === null ? [] : [wrong(textIn(locale, 'maintenance.doctor.backups.closed', { folder, code }))];
  const count = await databasesIn(directory);
  const several =
    count > 1 ? [well(textIn(locale, 'maintenance.doctor.backups.several', { folder: directory, count }))] : [];
  return [...closed, ...several];
}

/** Returns the code with which the system refuses to let this account write into a folder; null where it may. */
async function refusal(folder: string): Promise<string | null> {
  try {
    // It refuses what isn't a folder, too.
    await readdir(folder);
    await access(folder, constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : '?';
  }
}

async function checkServer(url: string, { locale }: Environment): Promise<DatabaseFound> {
  try {
    return await withServer(url, async (client) => {
      const version = await majorVersion(client);
      const reached = well(textIn(locale, 'maintenance.doctor.database.server', { version }));
      const programs = await programsFor(version, programFolders()).then(
        ({ major }) => well(textIn(locale, 'maintenance.doctor.database.programs', { version: major })),
        // The bot works without backups of its own.
        (error: unknown) => partly(wordsOf(error, locale)),
      );
      return { findings: [reached, ...(await tooNew(client, locale)), programs], teams: await tiedTeams(client) };
    });
  } catch (error) {
    return { findings: [wrong(wordsOf(error, locale))], teams: null };
  }
}

async function checkEmbedded({ dataDir, locale }: Environment): Promise<DatabaseFound> {
  const say = (key: 'none' | 'running' | 'embedded' | 'broken') =>
    textIn(locale, `maintenance.doctor.database.${key}`, { folder: dataDir });
  if (!hasDatabase(dataDir)) return { findings: [well(say('none'))], teams: [] };
  try {
    const connection = await connectToEmbedded({ dataDir, log: silentLog });
    try {
      const { pool } = connection;
      return { findings: [well(say('embedded')), ...(await tooNew(pool, locale))], teams: await tiedTeams(pool) };
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (error instanceof DatabaseInUseError) return { findings: [well(say('running'))], teams: null };
    return { findings: [wrong(say('broken'))], teams: null };
  }
}

/** Tells where a newer version of the bot has changed the database: this one refuses it. */
async function tooNew(client: Parameters<typeof tiedTeams>[0], locale: 'fr' | 'en'): Promise<readonly CheckResult[]> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('public."_prisma_migrations"') IS NOT NULL AS "there"`,
  );
  if (!rows[0]?.there) return [];
  const known = new Set((await readMigrations(MIGRATIONS_DIRECTORY)).map(({ name }) => name));
  const migration = [...(await appliedMigrations(client))].find((name) => !known.has(name));
  return migration === undefined ? [] : [wrong(textIn(locale, 'maintenance.doctor.database.newer', { migration }))];
}

function wordsOf(error: unknown, locale: 'fr' | 'en'): string {
  if (error instanceof BackupError) return backupErrorText(error, locale);
  throw error;
}
