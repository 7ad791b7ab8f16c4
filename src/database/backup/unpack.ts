import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { BackupError } from './backup-error.ts';
import { DATA_FOLDER } from './data-folder.ts';
import { type Manifest, manifestShape } from './manifest.ts';
import { BLOCK, readHeader, type TarHeader } from './tar.ts';

export const MANIFEST = 'manifest.json';
const LONGEST_MANIFEST = 1_048_576;
/** What PostgreSQL's own files are called: nothing in it leads elsewhere. */
const INSIDE = /^postgres(\/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$/;

/**
 * Reads an archive to its very end and returns what it says of itself; writes its data folder to `target` unless that
 * is null. Throws BackupError when it isn't ours, or when anything of it is missing or changed: gzip has a checksum over
 * everything.
 */
export async function readArchive(path: string, target: string | null): Promise<Manifest> {
  const source = createReadStream(path);
  const unzipped = source.pipe(createGunzip());
  source.on('error', (error) => unzipped.destroy(error));
  let begun = false;
  try {
    return await unpack(new Bytes(unzipped), target);
  } catch (error) {
    if (error instanceof BackupError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') throw new BackupError('no-file', { file: path });
    // Z_BUF_ERROR: the file ends too early; Z_DATA_ERROR: what it says isn't what was written.
    const reason = begun ? 'damaged' : 'not-a-backup';
    if (code.startsWith('Z_')) throw new BackupError(reason, { file: path }, { cause: error });
    throw error;
  } finally {
    source.destroy();
    unzipped.destroy();
  }

  async function unpack(bytes: Bytes, onto: string | null): Promise<Manifest> {
    const manifest = await readManifest(bytes);
    if (!manifest) throw new BackupError('not-a-backup', { file: path });
    begun = true;
    const damaged = new BackupError('damaged', { file: path });
    for (;;) {
      const header = await nextHeader(bytes);
      if (header === 'end') break;
      if (header === null || !INSIDE.test(header.path)) throw damaged;
      await copy(bytes, header, onto === null ? null : join(onto, header.path.slice(DATA_FOLDER.length)));
    }
    // What follows is the other empty block; reading on has gzip compare its checksum.
    for (let rest = await bytes.some(BLOCK); rest !== null; rest = await bytes.some(BLOCK)) {
      if (rest.some((byte) => byte !== 0)) throw damaged;
    }
    return manifest;
  }

  async function nextHeader(bytes: Bytes): Promise<TarHeader | 'end' | null> {
    const block = await bytes.exactly(BLOCK);
    return block === null ? null : readHeader(block);
  }

  async function readManifest(bytes: Bytes): Promise<Manifest | null> {
    const header = await nextHeader(bytes);
    if (header === null || header === 'end' || header.path !== MANIFEST || header.size > LONGEST_MANIFEST) return null;
    const content = await bytes.exactly(paddedSize(header.size));
    const read = content && manifestShape.safeParse(parsed(content.toString('utf8', 0, header.size)));
    return read?.success ? read.data : null;
  }

  async function copy(bytes: Bytes, { size, folder }: TarHeader, to: string | null): Promise<void> {
    if (folder) {
      if (to !== null) await mkdir(to, { mode: 0o700 });
      return;
    }
    const file = to === null ? null : await open(to, 'wx', 0o600);
    try {
      await copyBytes(bytes, size, file);
      await file?.sync();
    } finally {
      await file?.close();
    }
  }

  async function copyBytes(bytes: Bytes, size: number, file: FileHandle | null): Promise<void> {
    const damaged = new BackupError('damaged', { file: path });
    for (let left = size; left > 0; ) {
      const some = await bytes.some(left);
      if (some === null) throw damaged;
      left -= some.byteLength;
      await file?.write(some);
    }
    if ((await bytes.exactly(paddedSize(size) - size)) === null) throw damaged;
  }
}

function paddedSize(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Hands out the bytes of a stream in the portions that are asked for. */
class Bytes {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stream: AsyncIterable<Buffer>) {
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  /** Returns at most so many bytes, at least one; null at the end. */
  async some(most: number): Promise<Buffer | null> {
    while (this.#rest.byteLength === 0) {
      const next = await this.#chunks.next();
      if (next.done) return null;
      this.#rest = next.value;
    }
    const taken = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(taken.byteLength);
    return taken;
  }

  /** Returns exactly so many bytes; null when the stream ends before. */
  async exactly(size: number): Promise<Buffer | null> {
    const parts: Buffer[] = [];
    for (let left = size; left > 0; ) {
      const part = await this.some(left);
      if (part === null) return null;
      left -= part.byteLength;
      parts.push(part);
    }
    return Buffer.concat(parts);
  }
}
