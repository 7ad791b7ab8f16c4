import { createReadStream, type Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The part of the tar format (POSIX ustar) that an archive needs: files and folders. PGlite packs its folder too, but
 * all of it in memory, which a database with many kits would fill.
 */
export const BLOCK = 512;
const FILE = '0';
const FOLDER = '5';

export interface TarHeader {
  readonly path: string;
  readonly size: number;
  readonly folder: boolean;
}

/** Throws for a path of more than a hundred bytes: PostgreSQL's own are shorter. */
function writeHeader({ path, size, folder }: TarHeader): Buffer {
  const block = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(path) > 100) throw new Error('this path is too long for the archive');
  const octal = (value: number, at: number, length: number) =>
    block.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  block.write(path, 0, 'utf8');
  octal(folder ? 0o700 : 0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(0, 136, 12);
  block.write(folder ? FOLDER : FILE, 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** Reads a header; 'end' for an empty block, null for what is no header of a file or folder. */
export function readHeader(block: Buffer): TarHeader | 'end' | null {
  if (block.every((byte) => byte === 0)) return 'end';
  const text = (at: number, length: number) => block.toString('utf8', at, at + length).replace(/\0.*$/s, '');
  const octal = (at: number, length: number) => {
    const digits = text(at, length).trim();
    return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
  };
  const type = text(156, 1);
  const size = octal(124, 12);
  const isOurs = text(257, 5) === 'ustar' && text(345, 155) === '' && (type === FILE || type === FOLDER);
  if (!isOurs || octal(148, 8) !== checksum(block) || !Number.isSafeInteger(size)) return null;
  return { path: text(0, 100), size, folder: type === FOLDER };
}

/** Adds up the bytes of a header, in which the sum's own place counts as spaces. */
function checksum(block: Buffer): number {
  return block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}

/** Yields an archive of one file with this content and of a folder under this name. */
export async function* pack(first: string, content: string, name: string, folder: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content, 'utf8');
  yield writeHeader({ path: first, size: bytes.byteLength, folder: false });
  yield padded(bytes);
  yield* packFolder(name, folder);
  yield Buffer.alloc(2 * BLOCK);
}

async function* packFolder(name: string, folder: string): AsyncGenerator<Buffer> {
  yield writeHeader({ path: name, size: 0, folder: true });
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* packFolder(`${name}/${entry.name}`, join(folder, entry.name));
    else yield* packFile(`${name}/${entry.name}`, folder, entry);
  }
}

async function* packFile(name: string, folder: string, entry: Dirent): AsyncGenerator<Buffer> {
  if (!entry.isFile()) throw new Error('only files and folders belong to a data folder');
  const path = join(folder, entry.name);
  const { size } = await lstat(path);
  yield writeHeader({ path: name, size, folder: false });
  let read = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    read += chunk.byteLength;
    yield chunk;
  }
  if (read !== size) throw new Error('a file changed while it was packed');
  if (size % BLOCK > 0) yield Buffer.alloc(BLOCK - (size % BLOCK));
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.byteLength % BLOCK)) % BLOCK)]);
}
