import type { APIAttachment, Attachment } from 'discord.js';
import { downloadFrom } from '../../chat/download.ts';
import type { IncomingFile } from '../../chat/platform.ts';

const DOWNLOAD_TIMEOUT_MS = 60_000;

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

/** Downloads a file from the address that Discord gave, which is valid for a day. Throws as `downloadFrom` does. */
export function downloadFile(url: string, most: number): Promise<Uint8Array> {
  return downloadFrom(url, { timeoutMs: DOWNLOAD_TIMEOUT_MS, most });
}
