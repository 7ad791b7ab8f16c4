import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Log } from '../../log.ts';
import { withShortPath } from '../lock.ts';
import { BackupError } from './backup-error.ts';
import { UNKNOWN_DATABASE } from './holdings.ts';

/**
 * The door at which the process that holds the embedded database is asked for a backup: a Unix socket that only its own
 * account may open. One line of JSON asks, one line of JSON answers, and the archive follows to the end of the
 * connection; whether it came whole, the archive itself tells.
 */
const LONGEST_LINE = 1_024;
/** Milliseconds that a line may take, and that nobody need wait for one who reads no further. */
const LINE_MS = 5_000;
const STILL_MS = 60_000;

const question = z.strictObject({ version: z.literal(1), want: z.literal('backup') });
const answer = z.union([
  z.strictObject({
    version: z.literal(1),
    ok: z.literal(true),
    /** The identity of the database; a process that was started before an update doesn't tell it. */
    database: z
      .string()
      .regex(/^[0-9a-f]{8}$/)
      .default(UNKNOWN_DATABASE),
  }),
  z.strictObject({
    version: z.literal(1),
    ok: z.literal(false),
    why: z.enum(['busy', 'no-room', 'failed', 'not-understood']),
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  }),
]);
type Answer = z.infer<typeof answer>;

export interface Door {
  close(): Promise<void>;
}

/** Gives the archive of a backup to whoever asks, one at a time. */
export interface Served {
  /** Makes the archive's bytes and hands them to `use`, with whose they are. Throws BackupError. */
  archive(use: (bytes: Readable, database: string) => Promise<void>): Promise<void>;
}

/** Opens the door. The path is in a folder of this account, whose lock is held: what lies there is a dead process's. */
export async function openDoor(path: string, served: Served, log: Log): Promise<Door> {
  const open = new Set<Socket>();
  let busy = false;
  const server = createServer((socket) => {
    const gone = new AbortController();
    open.add(socket);
    socket.on('close', () => {
      open.delete(socket);
      gone.abort();
    });
    // Whoever asked has left; the backup is given up.
    socket.on('error', () => {});
    socket.setTimeout(STILL_MS, () => socket.destroy());
    serve(socket, gone.signal).catch((error: unknown) => {
      log.error('backup.not-given', error);
      socket.destroy();
    });
  });

  async function serve(socket: Socket, gone: AbortSignal): Promise<void> {
    const say = (line: Answer) => socket.write(`${JSON.stringify(line)}\n`);
    const refuse = (why: Extract<Answer, { ok: false }>['why'], values = {}) => {
      say({ version: 1, ok: false, why, values });
      socket.end();
    };
    const asked = await readLine(socket);
    // The other end isn't listened to any further, except for its closing.
    socket.resume();
    if (asked === null || !question.safeParse(asked.line).success) return refuse('not-understood');
    if (busy) return refuse('busy');
    busy = true;
    try {
      await served.archive(async (bytes, database) => {
        if (!gone.aborted) say({ version: 1, ok: true, database });
        // A socket that was closed before says so to nobody: without the signal its pipeline would never end.
        await pipeline(bytes, socket, { signal: gone });
      });
    } catch (error) {
      if (error instanceof BackupError && error.reason === 'no-room') return refuse('no-room', error.values);
      if (!socket.destroyed && socket.bytesWritten === 0) refuse('failed');
      throw error;
    } finally {
      busy = false;
    }
  }

  rmSync(path, { force: true });
  await withShortPath(
    path,
    (short) =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(short, () => resolve());
      }),
  );
  chmodSync(path, 0o600);
  server.unref();
  return {
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(path, { force: true });
    },
  };
}

/**
 * Asks the running process for a backup and hands its bytes to `use`, with whose they are. Returns false when nobody answers at the door.
 * Throws BackupError when it can't give one.
 */
export async function askForBackup(
  path: string,
  use: (bytes: Readable, database: string) => Promise<void>,
): Promise<boolean> {
  const socket = await connected(path);
  if (!socket) return false;
  try {
    socket.write(`${JSON.stringify({ version: 1, want: 'backup' } satisfies z.infer<typeof question>)}\n`);
    // The copy is made before the answer.
    const said = await readLine(socket, STILL_MS);
    const read = answer.safeParse(said?.line);
    if (!said || !read.success) throw new BackupError('no-answer');
    if (!read.data.ok) {
      const { why, values } = read.data;
      throw new BackupError(why === 'busy' || why === 'no-room' ? why : 'no-answer', values);
    }
    socket.unshift(said.rest);
    socket.setTimeout(STILL_MS, () => socket.destroy(new BackupError('no-answer')));
    await use(socket, read.data.database);
    return true;
  } finally {
    socket.destroy();
  }
}

function connected(path: string): Promise<Socket | null> {
  return withShortPath(
    path,
    (short) =>
      new Promise((resolve) => {
        const socket = connect(short);
        socket.once('connect', () => resolve(socket));
        socket.once('error', () => resolve(null));
      }),
  );
}

interface Line {
  /** The parsed line; undefined when it isn't JSON. */
  readonly line: unknown;
  /** The bytes that came after it. */
  readonly rest: Buffer;
}

/** Reads one line; null when it is too long, comes too late, or not at all. */
function readLine(socket: Socket, patienceMs = LINE_MS): Promise<Line | null> {
  return new Promise((resolve) => {
    let read: Buffer = Buffer.alloc(0);
    const done = (line: Line | null) => {
      clearTimeout(timer);
      socket.off('data', onData).off('end', onEnd).off('close', onEnd);
      socket.pause();
      resolve(line);
    };
    const timer = setTimeout(() => done(null), patienceMs);
    const onEnd = () => done(null);
    const onData = (data: Buffer) => {
      read = Buffer.concat([read, data]);
      const end = read.indexOf(0x0a);
      if (end > LONGEST_LINE || (end < 0 && read.byteLength > LONGEST_LINE)) done(null);
      else if (end >= 0) done({ line: parsedLine(read.toString('utf8', 0, end)), rest: read.subarray(end + 1) });
    };
    socket.on('data', onData).on('end', onEnd).on('close', onEnd);
  });
}

function parsedLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
