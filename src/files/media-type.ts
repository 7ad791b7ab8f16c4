import { createTypeReader } from './type-reader.ts';

/**
 * Bytes read from the beginning of a file to tell its type: every signature is there, and an archive bomb of this
 * size unpacks to little.
 */
const BEGINNING = 16 * 1024;
/** Milliseconds. Reading takes two or three, and forty when the thread starts. */
const LONGEST = 5_000;

const reader = createTypeReader(new URL('./type-worker.mjs', import.meta.url), LONGEST);

const textTypes = new Map([
  ['txt', 'text/plain'],
  ['csv', 'text/csv'],
  ['md', 'text/markdown'],
]);

/**
 * Returns the media type told by the first bytes. Text has no signature, so the name decides its type. Rejects with
 * Unreadable when the bytes can't be read.
 */
export async function mediaType(name: string, bytes: Uint8Array): Promise<string> {
  const beginning = bytes.slice(0, BEGINNING);
  const found = await reader.read(beginning);
  if (found !== null) return found;
  return isText(beginning, bytes.byteLength > BEGINNING) ? textType(name) : 'application/octet-stream';
}

/**
 * Returns the media type of a text by its name. It is never image/svg+xml: that may carry scripts, and no platform
 * shows it as a picture.
 */
export function textType(name: string): string {
  return textTypes.get(extensionOf(name)) ?? 'text/plain';
}

const pictures = new Set(['jpg', 'jpeg', 'png', 'gif', 'webp']);

/**
 * Returns whether a file of this type may be what its name says: a picture has to be a picture (of any kind, since
 * many are renamed) and a PDF a PDF. Other names promise too little to be checked.
 */
export function isAsNamed(name: string, type: string): boolean {
  const extension = extensionOf(name);
  if (pictures.has(extension)) return type.startsWith('image/');
  return extension !== 'pdf' || type === 'application/pdf';
}

function extensionOf(name: string): string {
  return name.toLowerCase().split('.').at(-1) ?? '';
}

/** Returns whether the bytes are text. `goesOn` means that the last character may be cut in two. */
function isText(bytes: Uint8Array, goesOn: boolean): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: goesOn }).includes('\0');
  } catch {
    return false;
  }
}
