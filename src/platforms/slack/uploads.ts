import { cut } from '../../chat/cut.ts';
import { DeliveryError, type FileSource } from '../../chat/platform.ts';
import type { SlackClient } from './client.ts';
import { attempt, failureOfStatus, nothingSent } from './errors.ts';
import { limits } from './limits.ts';
import type { RenderedFile } from './render-message.ts';
import { at, isWire, listAt, textAt } from './wire.ts';
import type { Words } from './words.ts';

/** Slack shares an upload a moment after it was completed; asked this often, with these pauses in milliseconds. */
const SHARE_PAUSES = [0, 300, 700, 1_500, 3_000] as const;
const UPLOAD_TIMEOUT_MS = 60_000;

export interface Uploader {
  /**
   * Hands the bytes to Slack. Nobody sees them yet; what was refused comes back as a sentence instead. What may pass
   * later throws DeliveryError, unless there is no later: then it becomes a sentence too.
   */
  prepare(files: readonly RenderedFile[], otherwise: 'later' | 'sentence'): Promise<Prepared>;
  /** Shows them in one message; its ts, or null when Slack doesn't tell. Throws DeliveryError. */
  share(uploads: readonly Upload[], channel: string, thread: string | null): Promise<string | null>;
  /** What stands for files Slack refuses: one each. */
  sentences(uploads: readonly Upload[]): Promise<string[]>;
  /** Says that the files are in the thread of the message. */
  inThread(): string;
}

export interface Upload {
  readonly id: string;
  readonly file: RenderedFile;
}

export interface Prepared {
  readonly uploads: readonly Upload[];
  readonly sentences: readonly string[];
}

export interface UploaderOptions {
  readonly client: SlackClient;
  readonly files: FileSource;
  readonly words: Words;
  readonly pause: (milliseconds: number) => Promise<void>;
}

export function createUploader({ client, files, words, pause }: UploaderOptions): Uploader {
  async function sentence({ file }: RenderedFile): Promise<string> {
    const url = await files.link(file);
    return url === null
      ? words.say('file.refused', { name: file.name })
      : words.say('file.link', { name: file.name, url });
  }

  async function upload(one: RenderedFile): Promise<Upload> {
    const bytes = await files.bytes(one.file.id);
    // Nothing is posted yet: whatever got lost on the way may be tried again.
    const target = await nothingSent(
      attempt(() =>
        client.files.getUploadURLExternal({
          filename: one.file.name,
          length: bytes.byteLength,
          ...(one.alt ? { alt_text: cut(one.alt, limits.files.altText) } : {}),
        }),
      ),
    );
    const { upload_url: url, file_id: id } = target;
    if (!url || !id) throw new Error('Slack gave no address to upload to');
    await nothingSent(attempt(() => hand(bytes, url)));
    return { id, file: one };
  }

  return {
    sentences: (uploads) => Promise.all(uploads.map(({ file }) => sentence(file))),
    inThread: () => words.say('file.in-thread'),
    async prepare(wanted, otherwise) {
      const uploads: Upload[] = [];
      const sentences: string[] = [];
      for (const one of wanted) {
        try {
          uploads.push(await upload(one));
        } catch (error) {
          if (otherwise === 'later' && error instanceof DeliveryError && error.failure.kind !== 'refused') throw error;
          sentences.push(await sentence(one));
        }
      }
      return { uploads, sentences };
    },
    async share(uploads, channel, thread) {
      const [first, ...others] = uploads.map(({ id, file }) => ({ id, title: file.file.name }));
      if (!first) return null;
      const where = thread === null ? { channel_id: channel } : { channel_id: channel, thread_ts: thread };
      await attempt(() => client.files.completeUploadExternal({ files: [first, ...others], ...where }));
      for (const milliseconds of SHARE_PAUSES) {
        if (milliseconds > 0) await pause(milliseconds);
        const answer = await client.files.info({ file: first.id }).catch(() => null);
        const ts = shareIn(at(answer, 'file', 'shares'), channel);
        if (ts !== null) return ts;
      }
      return null;
    },
  };
}

async function hand(bytes: Uint8Array, url: string): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: Uint8Array.from(bytes),
    signal: AbortSignal.timeout(UPLOAD_TIMEOUT_MS),
  });
  // Read to its end so that the connection can be used again.
  await answer.arrayBuffer();
  if (!answer.ok) throw new DeliveryError(failureOfStatus(answer.status, answer.headers.get('retry-after')));
}

function shareIn(shares: unknown, channel: string): string | null {
  if (!isWire(shares)) return null;
  for (const side of ['public', 'private']) {
    const found = listAt(at(shares, side), channel).at(-1);
    const ts = textAt(found, 'ts');
    if (ts !== null) return ts;
  }
  return null;
}
