import { createTypeReader } from './type-reader.ts';

/** A file is known by its beginning, in bytes: every signature stands there, and a bomb of this size bursts into little. */
const BEGINNING = 16 * 1024;
/** Milliseconds; it takes two or three, and forty when the thread starts. */
const LONGEST = 5_000;

const reader = createTypeReader(new URL('./type-worker.mjs', import.meta.url), LONGEST);

const textTypes = new Map([
  ['txt', 'text/plain'],
  ['csv', 'text/csv'],
  ['md', 'text/markdown'],
]);

/**
 * The media type as the first bytes tell it. Text has no signature: there the name decides, if they are text. Rejects with
 * Unreadable where they can't be looked at.
 */
export async function mediaType(name: string, bytes: Uint8Array): Promise<string> {
  const beginning = bytes.slice(0, BEGINNING);
  const found = await reader.read(beginning);
  if (found !== null) return found;
  return isText(beginning, bytes.byteLength > BEGINNING) ? textType(name) : 'application/octet-stream';
}

/** The media type of a text by its name. Not image/svg+xml: it may carry scripts, and no platform shows it as a picture. */
export function textType(name: string): string {
  return textTypes.get(extensionOf(name)) ?? 'text/plain';
}

const pictures = new Set(['jpg', 'jpeg', 'png', 'gif', 'webp']);

/**
 * Whether a file of this type may be what its name says: a picture a picture (of whatever kind: many are renamed), a PDF a
 * PDF. Other names promise too little to be held to it.
 */
export function isAsNamed(name: string, type: string): boolean {
  const extension = extensionOf(name);
  if (pictures.has(extension)) return type.startsWith('image/');
  return extension !== 'pdf' || type === 'application/pdf';
}

function extensionOf(name: string): string {
  return name.toLowerCase().split('.').at(-1) ?? '';
}

/** `goesOn`: the last character may be cut in two. */
function isText(bytes: Uint8Array, goesOn: boolean): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: goesOn }).includes('\0');
  } catch {
    return false;
  }
}
