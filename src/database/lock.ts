import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseInUseError } from './errors.ts';

/** A Unix socket's path has about 104 bytes at most. */
const LONGEST_SOCKET_PATH = 100;
/** The longest path of a temporary folder that leaves room for the socket's name. */
const LONGEST_TEMPORARY = 60;
const SOCKET = /^[0-9a-f]{16}\.sock$/;
const RETRY_MS = 100;
/** The folder for the sockets, in that which is locked. */
export const LOCK_FOLDER = 'lock';

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
      const path = join(sockets, name);
      const server = await listen(path);
      if (!(await somebodyIsAlive(sockets, name))) return { release: () => close(server, path) };
      await close(server, path);
    }
    if (performance.now() >= deadline) throw new DatabaseInUseError(directory);
    // The pause is random, so that two that stepped back for each other don't meet again.
    await sleep(Math.random() * RETRY_MS);
  }
}

/** Returns where the sockets of a folder's processes are: in it, so that whoever opens it finds them. */
export function socketFolder(directory: string): string {
  return join(realpathSync(directory), LOCK_FOLDER);
}

/**
 * Has `use` listen or connect at a path that is short enough for a socket and leads to `path`. A socket is where its folder
 * is, by whatever way one comes to it: where its own path is too long, a link in a folder of this account leads there, for
 * as long as `use` needs it.
 */
export async function withShortPath<T>(path: string, use: (path: string) => Promise<T>): Promise<T> {
  if (Buffer.byteLength(path) <= LONGEST_SOCKET_PATH) return use(path);
  const near = [tmpdir(), '/tmp'].find((folder) => Buffer.byteLength(folder) <= LONGEST_TEMPORARY) ?? '/tmp';
  const folder = mkdtempSync(join(near, 'fil-'));
  try {
    const link = join(folder, 'l');
    symlinkSync(dirname(path), link);
    return await use(join(link, basename(path)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function listen(path: string): Promise<Server> {
  return withShortPath(
    path,
    (short) =>
      new Promise((resolve, reject) => {
        const server = createServer((socket) => socket.end());
        server.once('error', reject);
        server.listen(short, () => {
          server.unref();
          resolve(server);
        });
      }),
  );
}

/** Closes the socket and removes its file: the server itself can't where the way to it was a link. */
async function close(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  rmSync(path, { force: true });
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
  return withShortPath(
    path,
    (short) =>
      new Promise((resolve) => {
        const socket = connect(short, () => {
          socket.destroy();
          resolve(true);
        });
        // Any other error counts as alive when in doubt: a reset by a process that is just leaving, or a socket of
        // another account.
        socket.once('error', (error: NodeJS.ErrnoException) => {
          resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT');
        });
      }),
  );
}
