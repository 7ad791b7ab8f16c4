import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import type { Log } from '../../log.ts';
import { MigrationError } from '../errors.ts';
import { socketFolder } from '../lock.ts';
import { BackupError } from './backup-error.ts';
import { lastBackupAt, type OldBackups, removeOld } from './backup-file.ts';
import { type Door, openDoor } from './door.ts';
import { type ErasedMark, noteErased, readErased } from './erased.ts';
import { type BackupSource, backupOwner, makeBackup } from './make-backup.ts';
import { takeSnapshot } from './snapshot.ts';

export interface BackupSettings {
  /** The folder for the backups that the bot makes by itself. */
  readonly directory: string;
  /** Days for which they are kept; 0 makes none by itself and removes none. */
  readonly days: number;
  /** The folders in which PostgreSQL's programs may be. */
  readonly folders: readonly string[];
}

/** A backup younger than this counts as the day's. */
const RECENT_MS = 12 * 3_600_000;

/** The backups that the bot makes by itself. */
export interface Backups {
  /** Removes old ones, and makes the day's backup unless there is one. Rejects when it can't be made, after logging it. */
  daily(now: Date): Promise<void>;
  /** For how many days a backup holds what was deleted since; 0 where none are made. */
  readonly days: number;
  /** The digits that tell this database from its copies elsewhere, as in the names of its backups; null where that can't be told. */
  readonly origin: string | null;
  /** Notes beside the backups that somebody was erased here, so that it is done again where one of them is put back. */
  noteErased(mark: Omit<ErasedMark, 'origin'>): Promise<void>;
  /** Returns what is noted so. */
  erased(): Promise<readonly ErasedMark[]>;
}

/** The backups of a database that nobody wants to keep: the trial's, the demonstration's. */
export const NO_BACKUPS: Backups = {
  ...{ daily: async () => {}, days: 0, origin: null },
  ...{ noteErased: async () => {}, erased: async () => [] },
};

/** Makes the backups of a database, which is called `origin` in their names. */
export function createBackups(
  source: BackupSource,
  { directory, days }: BackupSettings,
  log: Log,
  origin: string | null,
): Backups {
  let running: Promise<void> | null = null;

  async function make(now: Date): Promise<void> {
    if (days === 0) return;
    const old = { database: await backupOwner(source), days, now };
    await makeRoom(directory, old, log);
    const last = await lastBackupAt(directory, old.database, now);
    if (last !== null && now.getTime() - last.getTime() < RECENT_MS) return;
    const began = performance.now();
    await makeBackup(source, directory, now);
    log.info('backup.made', { milliseconds: Math.round(performance.now() - began) });
    // The last one before it was kept until now.
    await removeLogged(directory, old, log);
  }

  return {
    ...{ days, origin },
    noteErased: (mark) => noteErased(directory, { ...mark, ...(origin === null ? {} : { origin }) }),
    erased: async () => (await readErased(directory)) ?? [],
    daily(now) {
      // Each region asks for it at its own night.
      running ??= make(now)
        .catch((error: unknown) => {
          log.error('backup.failed', error, reasonOf(error));
          throw error;
        })
        .finally(() => {
          running = null;
        });
      return running;
    },
  };
}

/** Removes what is over, as the disk may be full. One that can't be removed keeps no other from being made. */
async function makeRoom(directory: string, old: OldBackups, log: Log): Promise<void> {
  await removeLogged(directory, old, log).catch((error: unknown) => log.error('backup.not-removed', error));
}

async function removeLogged(directory: string, old: OldBackups, log: Log): Promise<void> {
  const removed = await removeOld(directory, old);
  if (removed > 0) log.info('backup.old-removed', { removed });
}

function reasonOf(error: unknown): { readonly reason?: string; readonly why?: string | number | undefined } {
  return error instanceof BackupError ? { reason: error.reason, why: error.values.why } : {};
}

/**
 * Backs up a database before its structure changes. Without PostgreSQL's programs there is none, which the log says; any
 * other failure keeps the structure as it is. Returns what removes the backup again, for a change that isn't made: each
 * start that tries it would leave one. Throws MigrationError.
 */
export async function backUpBeforeMigrating(
  source: BackupSource,
  { directory, days }: BackupSettings,
  log: Log,
): Promise<() => Promise<void>> {
  if (days === 0) return async () => {};
  const began = performance.now();
  const now = new Date();
  try {
    await makeRoom(directory, { database: await backupOwner(source), days, now }, log);
    const path = await makeBackup(source, directory, now);
    log.info('backup.made-before-migrating', { milliseconds: Math.round(performance.now() - began) });
    return () => rm(path, { force: true }).catch((error: unknown) => log.error('backup.not-removed', error));
  } catch (error) {
    const lacksPrograms =
      error instanceof BackupError && (error.reason === 'no-programs' || error.reason === 'old-programs');
    if (!lacksPrograms) {
      log.error('backup.failed', error, reasonOf(error));
      throw new MigrationError('No backup could be made before the database is updated, so nothing was changed.', {
        cause: error,
      });
    }
    log.warn('backup.skipped-before-migrating', {
      ...{ reason: error.reason, server: error.values.server, found: error.values.found },
      todo: `install pg_dump ${error.values.server} (Debian: postgresql-client-${error.values.server}), or back up by other means`,
    });
    return async () => {};
  }
}

/** Returns where the process that holds the embedded database is asked for a backup. */
export function doorPath(dataDir: string): string {
  return join(socketFolder(dataDir), 'backup.sock');
}

/** Lends the only connection of the embedded database. */
export function lender(pool: pg.Pool): Extract<BackupSource, { kind: 'embedded' }>['lend'] {
  return async (work) => {
    const client = await pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  };
}

/** Lets `npm run backup` have a backup of the embedded database while this process holds it. */
export function openBackupDoor(source: Extract<BackupSource, { kind: 'embedded' }>, log: Log): Promise<Door> {
  const { dataDir, lend } = source;
  return openDoor(
    doorPath(dataDir),
    {
      async archive(use) {
        const snapshot = await lend((client) => takeSnapshot(client, dataDir, new Date()));
        try {
          await use(await snapshot.archive(), snapshot.database);
        } finally {
          await snapshot.remove();
        }
      },
    },
    log,
  );
}
