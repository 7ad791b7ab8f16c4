import { fileTypeFromBuffer } from 'file-type';

/** Longest file kept: 10 MiB. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

const textTypes: Readonly<Record<string, string>> = { txt: 'text/plain', csv: 'text/csv', md: 'text/markdown' };

/** The media type as the bytes tell it. Text has no magic number: there the name decides, if the bytes are text. */
export async function mediaType(name: string, bytes: Uint8Array): Promise<string> {
  // It throws where a file ends before its beginning says so.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (found) return found.mime;
  const extension = name.toLowerCase().split('.').at(-1) ?? '';
  if (!isText(bytes)) return 'application/octet-stream';
  // Not image/svg+xml: it may carry scripts, and no platform shows it as a picture.
  return textTypes[extension] ?? 'text/plain';
}

const pictures = new Set(['jpg', 'jpeg', 'png', 'gif', 'webp']);

/**
 * Whether a file may be what its name says: a picture a picture (of whatever kind: many are renamed), a PDF a PDF. Other
 * names promise too little to be held to it.
 */
export async function isAsNamed(name: string, bytes: Uint8Array): Promise<boolean> {
  const extension = name.toLowerCase().split('.').at(-1) ?? '';
  if (pictures.has(extension)) return (await mediaType(name, bytes)).startsWith('image/');
  return extension !== 'pdf' || (await mediaType(name, bytes)) === 'application/pdf';
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0');
  } catch {
    return false;
  }
}
