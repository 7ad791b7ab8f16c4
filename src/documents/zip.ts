import { zipSync } from 'fflate';

/** A file in an archive; its path has slashes between folders. */
export interface Packed {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The first day that the format knows, in whatever zone it is read: the same files make the same archive. */
export const FIRST_DAY = '1980-01-01T00:00:00';

/** Packs files into a ZIP archive, uncompressed: pictures and PDFs are compressed already. For less than 4 GiB. */
export function zip(files: readonly Packed[]): Buffer {
  return Buffer.from(
    zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])), { level: 0, mtime: FIRST_DAY }),
  );
}
