import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { create, extract, list, type ReadEntry } from 'tar';
import { BackupError } from './backup-error.ts';
import { DATA_FOLDER } from './data-folder.ts';
import { type Extent, extentOf } from './extent.ts';
import { type Manifest, manifestShape } from './manifest.ts';

const MANIFEST = 'manifest.json';
const LONGEST_MANIFEST = 1_048_576;
/** What PostgreSQL's own files are called: nothing in it leads elsewhere. */
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

/** What is found out of an archive while it is read. */
interface Found extends Extent {
  readonly manifest: Manifest | null;
  /** Whether something else stands in it than a manifest and a data folder. */
  readonly foreign: boolean;
}

/**
 * Reads an archive to its very end and returns what it says of itself. Throws BackupError when it isn't ours, or when
 * anything of it is missing or changed: gzip has a checksum over everything.
 */
export async function readArchive(path: string): Promise<Manifest> {
  const reading = new Reading();
  try {
    await list({ ...READING, file: path, onReadEntry: (entry) => reading.note(entry) });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') throw new BackupError('no-file', { file: path });
    throw new BackupError(reading.found.manifest ? 'damaged' : 'not-a-backup', { file: path }, { cause });
  }
  const { manifest, foreign, files, bytes } = reading.found;
  if (!manifest) throw new BackupError('not-a-backup', { file: path });
  if (foreign || files !== manifest.files || bytes !== manifest.bytes) throw new BackupError('damaged', { file: path });
  return manifest;
}

/** Writes the data folder of an archive that was read to a folder that is there and empty. */
export async function unpackArchive(path: string, target: string): Promise<void> {
  await extract({
    ...READING,
    ...{ file: path, cwd: target, strip: 1, preserveOwner: false, filter: (name) => INSIDE.test(name) },
  });
}

const READING = {
  // PostgreSQL fills whole files with zeros, of which next to nothing is left when they are packed.
  maxDecompressionRatio: Number.POSITIVE_INFINITY,
  // What is read at once is unpacked before anything of it is seen, and one that is damaged later still says what it is.
  maxReadSize: 65_536,
  strict: true,
};

class Reading {
  found: Found = { manifest: null, foreign: false, files: 0, bytes: 0 };
  #isFirst = true;

  note(entry: ReadEntry): void {
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    if (isFirst) this.#readManifest(entry);
    else if (entry.type === 'File' && INSIDE.test(entry.path)) this.#add(1, entry.size);
    else if (entry.type !== 'Directory' || !INSIDE.test(entry.path)) this.found = { ...this.found, foreign: true };
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
