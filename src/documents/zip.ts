import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** A file in an archive; its path has slashes between folders. */
export interface Packed {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The first day that the format knows, in whatever zone it is read: the same files make the same archive. */
const FIRST_DAY = '1980-01-01T00:00:00';

/** Packs files into a ZIP archive, uncompressed: pictures and PDFs are compressed already. For less than 4 GiB. */
export function zip(files: readonly Packed[]): Buffer {
  return Buffer.from(
    zipSync(Object.fromEntries(files.map(({ path, bytes }) => [path, bytes])), { level: 0, mtime: FIRST_DAY }),
  );
}

/** The part of an office document that says when it was made. */
const PROPERTIES = 'docProps/core.xml';

/**
 * Returns an office document as made at this time, in its properties and in its archive: what writes it takes the time of day. The
 * same document has the same bytes then.
 */
export function madeAtIn(packed: Uint8Array, madeAt: Date): Buffer {
  const files = unzipSync(packed);
  const properties = strFromU8(files[PROPERTIES] ?? new Uint8Array());
  const at = properties.replace(
    /<dcterms:(created|modified) xsi:type="dcterms:W3CDTF">[^<]*/g,
    `<dcterms:$1 xsi:type="dcterms:W3CDTF">${madeAt.toISOString()}`,
  );
  return Buffer.from(zipSync({ ...files, [PROPERTIES]: strToU8(at) }, { mtime: FIRST_DAY }));
}
