import type { types } from '@slack/bolt';
import { nothingSent } from '../../chat/nothing-sent.ts';
import { DeliveryError } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import type { SlackClient } from './client.ts';
import { attemptCall, failureOfStatus, lacksScope, slackCode } from './errors.ts';
import { messagesIn } from './history.ts';
import { at, isWire, listAt, textAt, type Wire } from './wire.ts';

/** Slack shares an upload a moment after it was completed; it is asked after these pauses, in milliseconds. */
const SHARE_PAUSES = [0, 300, 700, 1_500, 3_000] as const;
const UPLOAD_TIMEOUT_MS = 60_000;

/** A file that Slack holds and nobody sees yet. */
export interface Uploaded {
  readonly id: string;
  readonly title: string;
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

/** Slack's way of taking files: handed over first, then shared together in one message. */
export interface ExternalUploads {
  /** Hands bytes to Slack, where nobody sees them yet; returns Slack's id of the file. Throws DeliveryError. */
  hand(name: string, bytes: Uint8Array, alt?: string | null): Promise<string>;
  /**
   * Shows the uploads in one message, below these blocks if any, and returns its ts. Throws DeliveryError, 'ambiguous'
   * also when the message isn't seen after some seconds: Slack answers that all went well even when it shares a file a
   * minute later, or never.
   */
  share(uploads: readonly Uploaded[], where: ShareWhere, blocks?: readonly types.KnownBlock[]): Promise<string>;
  /** Finds out whether uploads were shared. Throws DeliveryError. */
  shared(ids: readonly string[], where: ShareWhere): Promise<Shared>;
  /** Deletes uploads, so that they can't be seen, or appear later. Throws DeliveryError. */
  discard(ids: readonly string[]): Promise<void>;
}

export interface ExternalUploadOptions {
  readonly client: SlackClient;
  readonly log: Log;
  readonly pause: (milliseconds: number) => Promise<void>;
}

export function externalUploads({ client, log, pause }: ExternalUploadOptions): ExternalUploads {
  async function shared([first]: readonly string[], where: ShareWhere): Promise<Shared> {
    if (first === undefined) return 'untaken';
    try {
      const answer = await attemptCall(() => client.files.info({ file: first }));
      const file = at(answer, 'file');
      if ('shares' in file) return sharedIn(shareIn(at(file, 'shares'), where.channel));
    } catch (error) {
      if (isGone(error)) return 'untaken';
      if (!lacksScope(error)) throw error;
    }
    // Without the scope to read files, or where the file doesn't say in which messages it is, the channel's history tells.
    const messages = await messagesIn(client, where, where.after, log);
    return sharedIn(textAt(messages.find((message) => holdsFile(message, first)) ?? null, 'ts'));
  }

  return {
    shared,
    async hand(name, bytes, alt = null) {
      // The SDK's types don't know the documented name of the alternative text.
      const described = alt === null ? {} : { alt_txt: alt };
      const asked = { filename: name, length: bytes.byteLength, ...described };
      // Nothing is posted yet, so a request whose answer got lost may be retried.
      const target = await nothingSent(attemptCall(() => client.files.getUploadURLExternal(asked)));
      const { upload_url: url, file_id: id } = target;
      if (!url || !id) throw new Error('Slack gave no address to upload to');
      await nothingSent(attemptCall(() => sendTo(url, bytes)));
      return id;
    },
    async share(uploads, where, blocks = []) {
      const [first, ...others] = uploads;
      if (!first) throw new Error('there is nothing to share');
      const { channel, thread } = where;
      const place = thread === null ? { channel_id: channel } : { channel_id: channel, thread_ts: thread };
      const beside = blocks.length > 0 ? { blocks: [...blocks] } : {};
      await attemptCall(() => client.files.completeUploadExternal({ files: [first, ...others], ...place, ...beside }));
      for (const milliseconds of SHARE_PAUSES) {
        if (milliseconds > 0) await pause(milliseconds);
        const seen = await shared([first.id], where).catch(() => 'unseen' as const);
        if (typeof seen === 'object') return seen.shownIn;
      }
      throw new DeliveryError({ kind: 'ambiguous' });
    },
    async discard(ids) {
      for (const file of ids) {
        try {
          await nothingSent(attemptCall(() => client.files.delete({ file })));
        } catch (error) {
          if (!isGone(error)) throw error;
        }
      }
    },
  };
}

async function sendTo(url: string, bytes: Uint8Array): Promise<void> {
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
