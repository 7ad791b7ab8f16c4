import { nothingSent } from '../../chat/nothing-sent.ts';
import { DeliveryError, type FileSource, type LinkReader } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { SlackClient } from './client.ts';
import { attempt, failureOfStatus, lacksScope, slackCode } from './errors.ts';
import { messagesIn } from './history.ts';
import type { RenderedFile } from './render-message.ts';
import { at, isWire, listAt, textAt, type Wire } from './wire.ts';
import type { SlackWords } from './words.ts';

/** Slack shares an upload a moment after it was completed; it is asked after these pauses, in milliseconds. */
const SHARE_PAUSES = [0, 300, 700, 1_500, 3_000] as const;
const UPLOAD_TIMEOUT_MS = 60_000;

export interface Uploader {
  /**
   * Hands the bytes to Slack, where nobody sees them yet; for a refused file, returns a sentence to its reader instead.
   * Trouble that may pass throws DeliveryError, unless there is no later: then it becomes a sentence too.
   */
  prepare(files: readonly RenderedFile[], reader: LinkReader, otherwise: 'later' | 'sentence'): Promise<Prepared>;
  /**
   * Shows the uploads in one message, and returns its ts. Throws DeliveryError, 'ambiguous' also when the message isn't
   * seen after some seconds: Slack answers that all went well even when it shares a file a minute later, or never.
   */
  share(uploads: readonly Upload[], where: ShareWhere): Promise<string>;
  /** Finds out whether uploads were shared. Throws DeliveryError. */
  shared(ids: readonly string[], where: ShareWhere): Promise<Shared>;
  /** Deletes uploads that nobody has seen, so that they can't appear later. Throws DeliveryError. */
  discard(ids: readonly string[]): Promise<void>;
  /** Returns a sentence for each file that Slack refuses. */
  sentences(files: readonly Pick<Upload, 'file'>[], reader: LinkReader): Promise<string[]>;
  /** Returns the words that say that the files are in the thread of the message. */
  inThread(): string;
}

/**
 * `shownIn`: the ts of the message that shows them. 'unseen': Slack has them and shows them nowhere, or not yet.
 * 'untaken': Slack never received the request to share them.
 */
export type Shared = { readonly shownIn: string } | 'unseen' | 'untaken';

export interface ShareWhere {
  readonly channel: string;
  readonly thread: string | null;
  /** The ts after which the message must stand. */
  readonly after: string;
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
  readonly words: SlackWords;
  readonly log: Log;
  readonly pause: (milliseconds: number) => Promise<void>;
}

export function createUploader({ client, files, words, log, pause }: UploaderOptions): Uploader {
  async function sentence({ file }: RenderedFile, reader: LinkReader): Promise<string> {
    const link = await files.link(file, reader);
    return link === null
      ? words.say('file.refused', { name: file.name })
      : words.say('file.link', { name: file.name, ...link });
  }

  /** Uploads a file; returns null when it is gone. */
  async function upload(one: RenderedFile): Promise<Upload | null> {
    const bytes = await files.bytes(one.file.id).catch((cause: unknown) => {
      throw new DeliveryError({ kind: 'unavailable' }, { cause });
    });
    if (!bytes) {
      log.warn('slack.file-missing', { file: one.file.id });
      return null;
    }
    // Nothing is posted yet, so a request whose answer got lost may be retried.
    const target = await nothingSent(
      attempt(() =>
        client.files.getUploadURLExternal({
          filename: one.file.name,
          length: bytes.byteLength,
        }),
      ),
    );
    const { upload_url: url, file_id: id } = target;
    if (!url || !id) throw new Error('Slack gave no address to upload to');
    await nothingSent(attempt(() => hand(bytes, url)));
    return { id, file: one };
  }

  async function shared([first]: readonly string[], where: ShareWhere): Promise<Shared> {
    if (first === undefined) return 'untaken';
    try {
      const answer = await attempt(() => client.files.info({ file: first }));
      return sharedIn(shareIn(at(answer, 'file', 'shares'), where.channel));
    } catch (error) {
      if (isGone(error)) return 'untaken';
      if (!lacksScope(error)) throw error;
    }
    // Without the scope to read files, the channel's history tells.
    const messages = await messagesIn(client, where, where.after, log);
    return sharedIn(textAt(messages.find((message) => holdsFile(message, first)) ?? null, 'ts'));
  }

  return {
    sentences: (wanted, reader) => Promise.all(wanted.map(({ file }) => sentence(file, reader))),
    inThread: () => words.say('file.in-thread'),
    async prepare(wanted, reader, otherwise) {
      const uploads: Upload[] = [];
      const sentences: string[] = [];
      for (const one of wanted) {
        try {
          const handed = await upload(one);
          if (handed) uploads.push(handed);
          else sentences.push(await sentence(one, reader));
        } catch (error) {
          if (otherwise === 'later' && error instanceof DeliveryError && error.failure.kind !== 'refused') throw error;
          sentences.push(await sentence(one, reader));
        }
      }
      return { uploads, sentences };
    },
    async share(uploads, where) {
      const [first, ...others] = uploads.map(({ id, file }) => ({ id, title: file.file.name }));
      if (!first) throw new Error('there is nothing to share');
      const { channel, thread } = where;
      const place = thread === null ? { channel_id: channel } : { channel_id: channel, thread_ts: thread };
      await attempt(() => client.files.completeUploadExternal({ files: [first, ...others], ...place }));
      for (const milliseconds of SHARE_PAUSES) {
        if (milliseconds > 0) await pause(milliseconds);
        const seen = await shared([first.id], where).catch(() => 'unseen' as const);
        if (typeof seen === 'object') return seen.shownIn;
      }
      throw new DeliveryError({ kind: 'ambiguous' });
    },
    shared,
    async discard(ids) {
      for (const file of ids) {
        try {
          await nothingSent(attempt(() => client.files.delete({ file })));
        } catch (error) {
          if (!isGone(error)) throw error;
        }
      }
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
  // The answer is read to its end so that the connection can be used again.
  await answer.arrayBuffer();
  if (!answer.ok) throw new DeliveryError(failureOfStatus(answer.status, answer.headers.get('retry-after')));
}

const sharedIn = (ts: string | null): Shared => (ts === null ? 'unseen' : { shownIn: ts });

function isGone(error: unknown): boolean {
  const code = slackCode(error);
  return code === 'file_not_found' || code === 'file_deleted';
}

/** Returns whether a message shows this upload. */
function holdsFile(message: Wire, id: string): boolean {
  return listAt(message, 'files').some((file) => textAt(file, 'id') === id);
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
