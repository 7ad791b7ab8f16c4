import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { create, Parser, type ReadEntry, Unpack } from 'tar';
import { BackupError } from './backup-error.ts';
import { DATA_FOLDER } from './data-folder.ts';
import { type Extent, ensureRoom, extentOf, megabytes } from './extent.ts';
import { type Manifest, manifestShape } from './manifest.ts';

const MANIFEST = 'manifest.json';
const LONGEST_MANIFEST = 1_048_576;
/** The format of the paths of PostgreSQL's own files: none of them leads elsewhere. */
const INSIDE = /^postgres(\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*\/?$/;

/**
 * Returns the bytes of an archive of a folder that holds a data folder: a manifest, then the data folder. It says how much
 * there is of it, so that one which ends early is known.
 */
export async function archiveOf(folder: string, facts: Omit<Manifest, keyof Extent>): Promise<Readable> {
  const manifest: Manifest = { ...facts, ...(await extentOf(join(folder, DATA_FOLDER))) };
  await writeFile(join(folder, MANIFEST), JSON.stringify(manifest), { mode: 0o600 });
  return Readable.from(create({ cwd: folder, gzip: true, strict: true }, [MANIFEST, DATA_FOLDER]));
}

/** The facts that are collected about an archive while it is read. */
interface Found extends Extent {
  readonly manifest: Manifest | null;
  /** Whether something else stands in it than a manifest and a data folder. */
  readonly foreign: boolean;
}

/**
 * Reads an archive to its very end and returns what it says of itself. Throws BackupError when it isn't ours, or when
 * anything of it is missing, changed or more than it says: gzip has a checksum over everything.
 */
export async function readArchive(path: string): Promise<Manifest> {
  const reading = new Reading();
  try {
    const parser = new Parser({ ...READING, onReadEntry: (entry) => reading.note(entry) });
    await unzipInto(parser, path, { end: 'end', most: () => mostBytes(reading.found.manifest) });
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') throw new BackupError('no-file', { file: path });
    throw new BackupError(reading.found.manifest ? 'damaged' : 'not-a-backup', { file: path }, { cause });
  }
  const { manifest, foreign, files, bytes } = reading.found;
  if (!manifest) throw new BackupError('not-a-backup', { file: path });
  if (foreign || files !== manifest.files || bytes !== manifest.bytes) throw new BackupError('damaged', { file: path });
  return manifest;
}

/**
 * Writes the data folder of an archive that was read to a folder that is there and empty; nobody but this account may open
 * what is written, whatever the archive says. Throws BackupError.
 */
export async function unpackArchive(path: string, target: string, manifest: Manifest): Promise<void> {
  await ensureRoom(target, manifest.bytes);
  const unpack = new Unpack({
    ...READING,
    ...{ cwd: target, strip: 1, preserveOwner: false, filter: (name) => INSIDE.test(name) },
    onReadEntry(entry) {
      entry.mode = entry.type === 'Directory' ? 0o700 : 0o600;
    },
  });
  try {
    await unzipInto(unpack, path, { end: 'close', most: () => mostBytes(manifest) });
  } catch (cause) {
    const code = codeOf(cause) ?? '';
    if (FULL.includes(code)) throw new BackupError('no-room', { folder: target, needed: megabytes(manifest.bytes) });
    if (REFUSED.includes(code)) throw cause;
    throw new BackupError('damaged', { file: path }, { cause });
  }
  const { files, bytes } = await extentOf(target);
  if (files !== manifest.files || bytes !== manifest.bytes) throw new BackupError('damaged', { file: path });
}

const READING = { strict: true, brotli: false };
/** The codes of system errors that mean a full disk; any other error means that something is wrong besides the archive. */
const FULL = ['ENOSPC', 'EDQUOT'];
const REFUSED = ['EACCES', 'EPERM', 'EROFS', 'EIO', 'EMFILE'];
/** Bytes that stand around a file in an archive, at most, and for how many folders. */
const AROUND = 4_096;
const MOST_FOLDERS = 1_000;

/** Returns how many bytes an archive may have unzipped, which a few bytes could say to be without end. */
function mostBytes(manifest: Manifest | null): number {
  const { files, bytes } = manifest ?? { files: 0, bytes: LONGEST_MANIFEST };
  return bytes + AROUND * (files + MOST_FOLDERS);
}

interface Unzipping {
  /** The event by which the parser tells that it has done. */
  readonly end: 'end' | 'close';
  readonly most: () => number;
}

async function unzipInto(parser: Parser, path: string, { end, most }: Unzipping): Promise<void> {
  let failure: unknown = null;
  let isOver = false;
  let goOn = () => {};
  const told = () =>
    new Promise<void>((resolve) => {
      goOn = resolve;
    });
  parser.on('drain', () => goOn());
  parser.on(end, () => {
    isOver = true;
    goOn();
  });
  parser.on('error', (error: unknown) => {
    failure ??= error;
    goOn();
  });
  await pipeline(createReadStream(path), createGunzip(), async (parts: AsyncIterable<Buffer>) => {
    let bytes = 0;
    for await (const part of parts) {
      // An unzipped archive begins with a name. The parser would unzip a zipped one again, without any bound.
      if (bytes === 0 && !/^[A-Za-z]/.test(part.toString('latin1', 0, 1))) throw new Error('not an archive');
      bytes += part.byteLength;
      if (bytes > most()) throw new Error('more than it says');
      if (!parser.write(part) && failure === null) await told();
      if (failure !== null) throw failure;
    }
    parser.end();
    while (!isOver && failure === null) await told();
    if (failure !== null) throw failure;
  });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

class Reading {
  found: Found = { manifest: null, foreign: false, files: 0, bytes: 0 };
  #isFirst = true;

  note(entry: ReadEntry): void {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    if (isFirst) this.#readManifest(entry);
    else if (entry.type === 'File' && INSIDE.test(entry.path)) this.#add(1, entry.size);
    else if (entry.type !== 'Directory' || !INSIDE.test(entry.path)) this.found = { ...this.found, foreign: true };
    entry.resume();
  }

  #add(files: number, bytes: number): void {
    this.found = { ...this.found, files: this.found.files + files, bytes: this.found.bytes + bytes };
  }

  #readManifest(entry: ReadEntry): void {
    if (entry.path !== MANIFEST || entry.type !== 'File' || entry.size > LONGEST_MANIFEST) return;
    const parts: Buffer[] = [];
    entry.on('data', (part) => parts.push(part));
    entry.on('end', () => {
      const read = manifestShape.safeParse(parsed(Buffer.concat(parts).toString('utf8')));
      this.found = { ...this.found, manifest: read.success ? read.data : null };
    });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
