import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { HTTPReceiver } from '@slack/bolt';
import { Bodies, type BodiesOptions } from './http-bodies.ts';
import {
  type Announced,
  announced,
  LONGEST_BODY,
  LONGEST_UNSIGNED,
  REMEMBERED_S,
  type Signed,
} from './http-headers.ts';
import { payloadIn } from './http-payload.ts';

/** The result of checking a request: the status to answer with at once, or its signature when it goes on to Bolt. */
type Outcome = { readonly status: number } | { readonly digest: string };

/**
 * Stands before Bolt's receiver. Bolt keeps a body before it has looked at the headers, accepts timestamps of the
 * future, one signature in several spellings and the same signed request twice, and ends the process on a body that is
 * no object.
 */
export class SignedRequests {
  readonly #secret: string;
  readonly #now: () => number;
  readonly #bodies: Bodies;
  /** Signatures that passed lately, with the second they arrived in. */
  readonly #seen = new Map<string, number>();

  constructor(secret: string, now: () => number, limits: BodiesOptions = {}) {
    this.#secret = secret;
    this.#now = now;
    this.#bodies = new Bodies(limits);
  }

  listener(receiver: () => HTTPReceiver | null): RequestListener {
    return (request, response) => {
      const target = receiver();
      // Nobody takes it in yet, so Slack retries later.
      if (!target) return answer(request, response, 503);
      this.#checked(request)
        .then((outcome) => {
          if ('status' in outcome) return answer(request, response, outcome.status);
          // Slack repeats a failed request at once, within the same second and with the same signature.
          response.on('finish', () => {
            if (response.statusCode >= 500) this.#seen.delete(outcome.digest);
          });
          target.requestListener(request, response);
        })
        .catch(() => answer(request, response, 400));
    };
  }

  /** Checks a request. The body it read is left for Bolt to use again. */
  async #checked(request: IncomingMessage): Promise<Outcome> {
    const said = announced(request, this.#seconds);
    if (typeof said === 'number') return { status: said };
    const { signed, type } = said;
    const body = await this.#bodies.read(request, signed ? LONGEST_BODY : LONGEST_UNSIGNED);
    if (typeof body === 'number') return { status: signed ? body : 401 };
    if (!signed) return { status: payloadIn(body, type) === 'check of the certificate' ? 200 : 401 };
    if (!this.#isGenuine(signed, body) || !this.#isNew(signed.digest)) return { status: 401 };
    return this.#understood(request, body, said, signed);
  }

  #understood(request: IncomingMessage, body: Buffer, { type }: Announced, { digest }: Signed): Outcome {
    const payload = payloadIn(body, type);
    if (payload === null) return { status: 400 };
    if (payload === 'check of the certificate') return { status: 200 };
    // Bolt compares the type letter by letter.
    request.headers['content-type'] = type;
    Object.assign(request, { rawBody: body });
    return { digest };
  }

  #isGenuine({ timestamp, digest }: Signed, body: Buffer): boolean {
    const expected = createHmac('sha256', this.#secret).update(`v0:${timestamp}:`).update(body).digest();
    return timingSafeEqual(expected, Buffer.from(digest, 'hex'));
  }

  /** Returns false for a signature that has passed before. */
  #isNew(digest: string): boolean {
    const seconds = this.#seconds;
    for (const [one, at] of this.#seen) {
      // They are in order of arrival: the first recent one ends the loop.
      if (seconds - at <= REMEMBERED_S) break;
      this.#seen.delete(one);
    }
    if (this.#seen.has(digest)) return false;
    this.#seen.set(digest, seconds);
    return true;
  }

  get #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }
}

/**
 * Bytes of an unwanted body that are read and thrown away: a client that still sends when the connection ends misses
 * the answer.
 */
const LONGEST_IGNORED = 16 * LONGEST_BODY;
/** Milliseconds for which they are read at most. */
const LONGEST_GOODBYE_MS = 3_000;

function answer(request: IncomingMessage, response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  const more = status === 405 ? { Allow: 'POST' } : {};
  if (request.complete) {
    response.writeHead(status, more).end();
    return;
  }
  // The answer is complete with its headers; nothing else can come over this connection.
  response.writeHead(status, { ...more, Connection: 'close', 'Content-Length': 0 }).flushHeaders();
  const done = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(done, LONGEST_GOODBYE_MS);
  let ignored = 0;
  request.on('data', (chunk: Buffer) => {
    ignored += chunk.length;
    if (ignored > LONGEST_IGNORED) done();
  });
  request.on('end', done).on('close', done).on('error', done).resume();
}
