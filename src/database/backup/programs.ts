import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { BackupError } from './backup-error.ts';

const NEEDED = ['pg_dump', 'pg_restore', 'psql'];

/** PostgreSQL's own programs of one version. */
export interface Programs {
  readonly folder: string;
  readonly major: number;
}

/** Returns the programs there are in these folders, of whichever versions. */
async function installedPrograms(folders: readonly string[]): Promise<readonly Programs[]> {
  const complete = folders.filter((folder) => NEEDED.every((name) => existsSync(join(folder, name))));
  const found = await Promise.all(
    complete.map(async (folder) => ({ folder, major: await versionOf(join(folder, 'pg_dump')) })),
  );
  return found.flatMap(({ folder, major }) => (major === null ? [] : [{ folder, major }]));
}

/**
 * Returns the programs to use with a server of this major version: its own, otherwise the next newer ones. pg_dump
 * refuses a server that is newer than itself. Throws BackupError.
 */
export async function programsFor(server: number, folders: readonly string[]): Promise<Programs> {
  const installed = await installedPrograms(folders);
  const fitting = installed.filter(({ major }) => major >= server).toSorted((one, other) => one.major - other.major);
  const [best] = fitting;
  if (best) return best;
  const newest = Math.max(0, ...installed.map(({ major }) => major));
  if (newest === 0) throw new BackupError('no-programs', { server });
  throw new BackupError('old-programs', { server, found: newest });
}

function versionOf(program: string): Promise<number | null> {
  return new Promise((resolve) => {
    execFile(program, ['--version'], { env: PLAIN }, (error, output) => {
      const [, major] = /\(PostgreSQL\) (\d+)/.exec(output) ?? [];
      resolve(error || major === undefined ? null : Number(major));
    });
  });
}

/** The parameters of an address that libpq knows as well as `pg`. */
const SHARED = ['host', 'port', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'application_name', 'connect_timeout'];

/**
 * The way in which a program reaches the server. Every account of the machine can read a program's arguments, so the
 * password isn't among them.
 */
export interface Reach {
  readonly address: string;
  readonly env: Readonly<Record<string, string>>;
}

export function wayTo(url: string): Reach {
  const address = new URL(url);
  const password = decodeURIComponent(address.password);
  address.password = '';
  const { searchParams } = address;
  for (const name of [...searchParams.keys()]) if (!SHARED.includes(name)) searchParams.delete(name);
  // `pg` has a mode that libpq doesn't know: encrypted, by whatever certificate.
  if (searchParams.get('sslmode') === 'no-verify') searchParams.set('sslmode', 'require');
  return {
    address: address.href,
    env: {
      ...{ PGCONNECT_TIMEOUT: '10', PGAPPNAME: 'fil-conducteur' },
      ...(password === '' ? {} : { PGPASSWORD: password }),
    },
  };
}

export interface Started {
  readonly output: Readable;
  readonly input: NodeJS.WritableStream;
  /** Resolves when it has ended well. Throws BackupError with the first line that it said. */
  readonly ended: Promise<void>;
}

/** Programs get none of the bot's own environment, where its tokens are. */
const PLAIN = { HOME: homedir(), TZ: 'UTC', LC_ALL: 'C' };
const LONGEST_COMPLAINT = 4_096;

/** Starts a program. Whoever calls reads its output to the end. */
export function startProgram(
  { folder }: Programs,
  name: 'pg_dump' | 'pg_restore' | 'psql',
  words: readonly string[],
  env: Reach['env'] = {},
): Started {
  const child = spawn(join(folder, name), words, { env: { ...PLAIN, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (said) => {
    if (complaint.length < LONGEST_COMPLAINT) complaint += String(said);
  });
  // A program that has ended reads nothing more; its exit code tells why.
  child.stdin.on('error', () => {});
  const ended = new Promise<void>((resolve, reject) => {
    const failed = (why: string, cause?: unknown) =>
      reject(new BackupError('program-failed', { program: name, why }, { cause }));
    child.once('error', (error) => failed(error.message, error));
    child.once('close', (code) => {
      if (code === 0) resolve();
      else failed(complaint.trim().split('\n')[0] ?? '');
    });
  });
  // It is awaited later; until then nobody handles its failure.
  ended.catch(() => {});
  return { output: child.stdout, input: child.stdin, ended };
}

/** Runs a program that needs no input and returns what it prints. */
export async function runProgram(...given: Parameters<typeof startProgram>): Promise<string> {
  const { output, input, ended } = startProgram(...given);
  input.end();
  const parts: Buffer[] = [];
  for await (const part of output as AsyncIterable<Buffer>) parts.push(part);
  await ended;
  return Buffer.concat(parts).toString('utf8');
}
