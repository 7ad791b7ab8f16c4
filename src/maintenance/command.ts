import { BackupError } from '../database/backup/backup-error.ts';
import { DatabaseNotOpenedError } from '../database/errors.ts';
import { type Environment, EnvironmentError, readEnvironment } from '../env.ts';
import { textIn } from '../texts/index.ts';

/** Runs a command that ends by itself: prints what it returns, or in one line what is wrong and what to do. */
export async function run(work: (environment: Environment) => Promise<string>): Promise<void> {
  let environment: Environment | undefined;
  try {
    environment = readEnvironment();
    console.log(await work(environment));
  } catch (error) {
    console.error(lineFor(error, environment?.locale ?? 'fr'));
    process.exitCode = 1;
  }
}

function lineFor(error: unknown, locale: 'fr' | 'en'): string {
  if (error instanceof BackupError) return backupErrorText(error, locale);
  if (error instanceof EnvironmentError) return error.message;
  if (error instanceof DatabaseNotOpenedError) return notOpenedText(error, locale);
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  if (code?.startsWith('ERR_PARSE_ARGS')) return textIn(locale, 'maintenance.error.arguments');
  if (code !== null)
    return textIn(locale, 'maintenance.error.system', { why: error instanceof Error ? error.message : code });
  throw error;
}

/** Says that the embedded database doesn't open, and what to do. */
export function notOpenedText({ folder }: DatabaseNotOpenedError, locale: 'fr' | 'en'): string {
  return textIn(locale, 'maintenance.doctor.database.broken', { folder });
}

/** Says what the system refuses, and what to look at; null for an error of another kind. */
export function systemErrorText(error: unknown, locale: 'fr' | 'en'): string | null {
  const isSystems = error instanceof Error && 'syscall' in error;
  return isSystems ? textIn(locale, 'maintenance.error.system', { why: error.message }) : null;
}

/** Says why there is no backup, or no restore, and what to do. */
export function backupErrorText({ reason, values }: BackupError, locale: 'fr' | 'en'): string {
  return textIn(locale, `maintenance.error.${reason}`, values);
}
