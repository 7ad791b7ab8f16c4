import { crc32 } from 'node:zlib';

/** A file in an archive; its path has slashes between folders. */
export interface Packed {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Version 2.0 of the format, and names in UTF-8. */
const VERSION = 20;
const UTF8 = 0x0800;
/** The first day that the format knows, 1 January 1980: the same files make the same archive. */
const DAY = 0x21;

/** Packs files into a ZIP archive, uncompressed: pictures and PDFs are compressed already. For less than 4 GiB. */
export function zip(files: readonly Packed[]): Buffer {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { path, bytes } of files) {
    const name = Buffer.from(path);
    const facts = [crc32(bytes), bytes.byteLength, bytes.byteLength] as const;
    const local = record(30, [
      [LOCAL, 4],
      [VERSION, 2],
      [UTF8, 2],
      [0, 2],
      [0, 2],
      [DAY, 2],
      ...facts.map((fact) => [fact, 4] as const),
      [name.byteLength, 2],
      [0, 2],
    ]);
    const entry = record(46, [
      [CENTRAL, 4],
      [VERSION, 2],
      [VERSION, 2],
      [UTF8, 2],
      [0, 2],
      [0, 2],
      [DAY, 2],
      ...facts.map((fact) => [fact, 4] as const),
      [name.byteLength, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [offset, 4],
    ]);
    parts.push(local, name, Buffer.from(bytes));
    entries.push(entry, name);
    offset += local.byteLength + name.byteLength + bytes.byteLength;
  }
  const index = Buffer.concat(entries);
  const end = record(22, [
    [END, 4],
    [0, 2],
    [0, 2],
    [files.length, 2],
    [files.length, 2],
    [index.byteLength, 4],
    [offset, 4],
    [0, 2],
  ]);
  return Buffer.concat([...parts, index, end]);
}

/** Writes numbers one after the other, each with its width in bytes, the lowest byte first. */
function record(size: number, numbers: readonly (readonly [value: number, width: number])[]): Buffer {
  const made = Buffer.alloc(size);
  let at = 0;
  for (const [value, width] of numbers) at = made.writeUIntLE(value, at, width);
  return made;
}
