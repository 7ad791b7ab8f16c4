import type { IncomingMessage } from 'node:http';

/** Slack sends a body at once, and waits 3 s for the answer to it. */
const LONGEST_MS = 3_000;
/** The bot's own limit: bytes of all unfinished bodies together. */
const MOST_HELD = 8 * 1_048_576;

/** The HTTP status for a body that wasn't read: too long, too slow, or given up for others. */
export type Unread = 413 | 408 | 503;

interface Reading {
  size: number;
  end(why: Unread): void;
}

export interface BodiesOptions {
  readonly longestMs?: number;
  readonly mostHeld?: number;
}

/**
 * Reads bodies of requests that may not be genuine. Together they hold a limited number of bytes: beyond it, the one
 * that has been arriving longest is given up, which is never Slack's, whose bodies come at once.
 */
export class Bodies {
  readonly #readings = new Set<Reading>();
  readonly #longestMs: number;
  readonly #mostHeld: number;
  #held = 0;

  constructor({ longestMs = LONGEST_MS, mostHeld = MOST_HELD }: BodiesOptions = {}) {
    this.#longestMs = longestMs;
    this.#mostHeld = mostHeld;
  }

  /** Reads at most `most` bytes. Rejects when the connection breaks. */
  read(request: IncomingMessage, most: number): Promise<Buffer | Unread> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      const settle = () => {
        clearTimeout(timer);
        this.#readings.delete(reading);
        this.#held -= reading.size;
        request.off('data', taken).off('end', whole).off('error', broken).off('close', broken);
      };
      const reading: Reading = {
        size: 0,
        end(why) {
          settle();
          request.pause();
          resolve(why);
        },
      };
      const taken = (chunk: Buffer) => {
        reading.size += chunk.length;
        this.#held += chunk.length;
        if (reading.size > most) return reading.end(413);
        chunks.push(chunk);
        for (const oldest of this.#readings) {
          if (this.#held <= this.#mostHeld) break;
          oldest.end(503);
        }
      };
      const whole = () => {
        settle();
        resolve(Buffer.concat(chunks));
      };
      const broken = () => {
        settle();
        reject(new Error('the request broke off'));
      };
      const timer = setTimeout(() => reading.end(408), this.#longestMs);
      this.#readings.add(reading);
      request.on('data', taken).on('end', whole).on('error', broken).on('close', broken);
    });
  }
}
