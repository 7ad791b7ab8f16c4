import { fileTypeFromBuffer } from 'file-type';

/** Longest file kept: 10 MiB. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

const textTypes: Readonly<Record<string, string>> = { txt: 'text/plain', csv: 'text/csv', md: 'text/markdown' };

/** The media type as the bytes tell it. Text has no magic number: there the name decides, if the bytes are text. */
export async function mediaType(name: string, bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes);
  if (found) return found.mime;
  const extension = name.toLowerCase().split('.').at(-1) ?? '';
  if (!isText(bytes)) return 'application/octet-stream';
  // Not image/svg+xml: it may carry scripts, and no platform shows it as a picture.
  return textTypes[extension] ?? 'text/plain';
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0');
  } catch {
    return false;
  }
}
