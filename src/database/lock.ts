import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseInUseError } from './errors.ts';

/** A Unix socket's path has about 104 bytes at most. */
const LONGEST_SOCKET_PATH = 100;
const SOCKET = /^[0-9a-f]{16}\.sock$/;
const RETRY_MS = 100;

export interface DirectoryLock {
  release(): Promise<void>;
}

/**
 * Locks the folder of the embedded database. PGlite takes no lock itself: two processes on one folder silently lose
 * each other's rows. The lock is a local socket held as long as the process lives. The kernel drops it even at kill
 * -9 and, unlike a file with a process id, it can't be fooled by a reused id. It lies in the folder itself, so that
 * containers sharing the folder see it too.
 *
 * Each process listens on a socket with a new name and only then looks for others: of two that come at once, the
 * later one sees the earlier. A process that sees another alive steps back. Names are never reused, so anybody may
 * remove a dead socket; with one fixed name, two processes that find it dead would remove each other's.
 */
export async function lockDirectory(directory: string, patienceMs = 5_000): Promise<DirectoryLock> {
  mkdirSync(directory, { recursive: true });
  const sockets = socketFolder(directory);
  mkdirSync(sockets, { recursive: true, mode: 0o700 });
  const deadline = performance.now() + patienceMs;
  for (;;) {
    if (!(await somebodyIsAlive(sockets))) {
      const name = `${randomBytes(8).toString('hex')}.sock`;
      const server = await listen(join(sockets, name));
      if (!(await somebodyIsAlive(sockets, name))) return { release: () => close(server) };
      await close(server);
    }
    if (performance.now() >= deadline) throw new DatabaseInUseError(directory);
    // The pause is random, so that two that stepped back for each other don't meet again.
    await sleep(Math.random() * RETRY_MS);
  }
}

/** Returns where the sockets of a folder's processes are: in it, or where its path is too long for a socket, beside it. */
export function socketFolder(directory: string): string {
  const real = realpathSync(directory);
  const inside = join(real, 'lock');
  if (Buffer.byteLength(join(inside, '0123456789abcdef.sock')) <= LONGEST_SOCKET_PATH) return inside;
  return join(tmpdir(), `fil-conducteur-${createHash('sha256').update(real).digest('hex').slice(0, 24)}`);
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end());
    server.once('error', reject);
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** Closes the socket, which also removes its file. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

async function somebodyIsAlive(sockets: string, except?: string): Promise<boolean> {
  const others = readdirSync(sockets).filter((name) => SOCKET.test(name) && name !== except);
  const alive = await Promise.all(others.map((name) => isAlive(join(sockets, name))));
  others.forEach((name, index) => {
    if (!alive[index]) rmSync(join(sockets, name), { force: true });
  });
  return alive.includes(true);
}

/** Returns whether a process answers on the socket: the file of a killed process stays behind. */
function isAlive(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    // Any other error counts as alive when in doubt: a reset by a process that is just leaving, or a socket of
    // another account.
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT');
    });
  });
}
