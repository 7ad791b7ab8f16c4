import type { APIAttachment, Attachment } from 'discord.js';
import { readAtMost, UNCOMPRESSED } from '../../chat/download.ts';
import type { IncomingFile } from '../../chat/platform.ts';

/** Thrown when a file is gone from Discord's servers, or they can't be reached. */
export class FileGone extends Error {}

/** Milliseconds a download may take. */
const DOWNLOAD = 60_000;

export function incomingFile(attachment: Attachment | APIAttachment): IncomingFile {
  const type = 'contentType' in attachment ? attachment.contentType : attachment.content_type;
  const name = 'name' in attachment ? attachment.name : attachment.filename;
  const { url, size } = attachment;
  return {
    name,
    type: type ?? 'application/octet-stream',
    size,
    source: url,
    fetch: (most) => downloadFile(url, most),
  };
}

/** Downloads a file from the address that Discord gave, which is valid for a day. Rejects beyond `most` bytes. */
export async function downloadFile(url: string, most: number): Promise<Uint8Array> {
  const response = await fetch(url, { headers: UNCOMPRESSED, signal: AbortSignal.timeout(DOWNLOAD) }).catch(
    (cause: unknown) => {
      throw new FileGone('the file cannot be fetched', { cause });
    },
  );
  if (!response.ok) throw new FileGone(`the file is gone: ${response.status}`);
  return readAtMost(response, most);
}
