import { createHash } from 'node:crypto';
import { RecentMap } from '../../chat/recent-map.ts';
import type { MessagePayload } from './payload.ts';

/** The number of messages that are remembered; only those of edits that will be retried matter. */
const REMEMBERED = 500;

/**
 * Remembers what interrupted edits have already shown. Discord lets messages older than an hour be edited so rarely
 * that a long sending would start again each time and never finish.
 */
export class HalfEdits {
  readonly #shown = new RecentMap<string, string>(REMEMBERED);

  /** Returns whether this message already shows this payload. */
  shows(message: string, payload: MessagePayload): boolean {
    return this.#shown.get(message) === fingerprint(payload);
  }

  note(message: string, payload: MessagePayload): void {
    this.#shown.set(message, fingerprint(payload));
  }

  /** Forgets a finished edit: whatever is shown next is another one. */
  forget(messages: readonly string[]): void {
    for (const message of messages) this.#shown.delete(message);
  }
}

function fingerprint({ body, files }: MessagePayload): string {
  const hash = createHash('sha256').update(JSON.stringify(body));
  for (const { data } of files) hash.update(Buffer.isBuffer(data) || data instanceof Uint8Array ? data : String(data));
  return hash.digest('base64url');
}
