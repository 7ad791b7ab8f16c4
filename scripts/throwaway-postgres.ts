import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port.ts';

export interface ThrowawayServer {
  readonly url: string;
  stop(): Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

const PATIENCE_MS = 30_000;
/** Debian keeps PostgreSQL's programs out of the PATH, one folder per version. */
const DEBIAN = '/usr/lib/postgresql';
/** Nothing has to survive, so nothing needs to reach the disk. */
const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=100'];

export async function startPostgres(): Promise<ThrowawayServer> {
  const programs = findPrograms();
  const account = accountToUse();
  const directory = mkdtempSync(join(tmpdir(), 'fil-conducteur-postgres-'));
  if (account) chownSync(directory, account.uid, account.gid);
  const password = randomBytes(16).toString('hex');
  const data = join(directory, 'data');
  try {
    initialise(join(programs, 'initdb'), { data, directory, password, account });
    return await start({ postgres: join(programs, 'postgres'), data, directory, password, account });
  } catch (error) {
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

function findPrograms(): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
  if (found === undefined)
    throw new Error("PostgreSQL's programs were not found. On Debian: apt-get install postgresql");
  return found;
}

/** Returns the account to run as: PostgreSQL refuses to run as root, so it runs as its own account, or as nobody. */
function accountToUse(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const name = ['postgres', 'nobody'].find((candidate) => spawnSync('id', [candidate]).status === 0);
  if (name === undefined) throw new Error('As root, an account named postgres or nobody is needed.');
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

interface Program extends Cluster {
  readonly postgres: string;
}

/** Starts the server; takes another port when the free one has been taken meanwhile. */
async function start(program: Program, tries = 5): Promise<ThrowawayServer> {
  const { postgres, data, directory, password, account } = program;
  const port = await freePort();
  const settings = [...FAST, 'listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${directory}`];
  const logFile = join(directory, `log-${port}`);
  const log = openSync(logFile, 'a');
  const server = spawn(
    postgres,
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    // It has a process group of its own: Ctrl-C is for the tests, and the server is stopped after them.
    { stdio: ['ignore', log, log], cwd: directory, detached: true, ...account },
  );
  closeSync(log);
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    // SIGINT is PostgreSQL's "fast shutdown": it doesn't wait for clients.
    server.kill('SIGINT');
    await ended;
    rmSync(directory, { recursive: true, force: true });
  };
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  try {
    await untilReady(url, () => server.exitCode !== null);
  } catch (error) {
    const said = readFileSync(logFile, 'utf8');
    if (tries > 1 && said.includes('could not create any TCP/IP sockets')) return start(program, tries - 1);
    process.stderr.write(said);
    await stop();
    throw error;
  }
  return { url, stop };
}

interface Cluster {
  readonly data: string;
  readonly directory: string;
  readonly password: string;
  readonly account: Account | undefined;
}

function initialise(initdb: string, { data, directory, password, account }: Cluster): void {
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const words = [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    '--pwfile',
    passwordFile,
    '-E',
    'UTF8',
    '--locale=C',
  ];
  const run = spawnSync(initdb, [...words, '--no-sync'], { cwd: directory, encoding: 'utf8', ...account });
  if (run.status !== 0) throw new Error(`initdb failed: ${run.error?.message ?? run.stderr}`);
}

async function untilReady(url: string, hasEnded: () => boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (hasEnded() || performance.now() > deadline) throw new Error('PostgreSQL did not start.', { cause: error });
      await sleep(50);
    }
  }
}
