import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type HTTPReceiver, isValidSlackRequest } from '@slack/bolt';

const FIVE_MINUTES_S = 300;
const LONGEST_BODY = 1_048_576;
/** Of a longer one so much is read, and thrown away: who is still sending when the connection ends misses the answer. */
const LONGEST_IGNORED = 16 * LONGEST_BODY;

/**
 * Stands before Bolt's receiver. Bolt checks the signature but takes timestamps of the future and the same signed
 * request twice; Slack never sends either, someone who recorded a request would.
 */
export class SignedRequests {
  private readonly secret: string;
  private readonly now: () => number;
  /** Signatures of the last five minutes, with the second they were seen in. */
  private readonly seen = new Map<string, number>();

  constructor(secret: string, now: () => number) {
    this.secret = secret;
    this.now = now;
  }

  listener(receiver: () => HTTPReceiver | null): RequestListener {
    return (request, response) => {
      const target = receiver();
      // Slack tries again later.
      if (!target) return refuse(response, 503);
      this.checked(request)
        .then((refusal) => {
          if (refusal !== null) return refuse(response, refusal);
          // Slack repeats at once what failed, within the same second with the same signature.
          response.on('finish', () => {
            if (response.statusCode >= 500) this.seen.delete(signatureOf(request));
          });
          target.requestListener(request, response);
        })
        .catch(() => refuse(response, 400));
    };
  }

  /** The HTTP status to refuse it with; null when it is genuine. The body it read is left for Bolt to use again. */
  private async checked(request: IncomingMessage): Promise<number | null> {
    const body = await bodyOf(request);
    if (body === null) return 413;
    Object.assign(request, { rawBody: body });
    // Slack's check of the certificate is the one request it doesn't sign; Bolt answers it and hands nothing on.
    if (isCertificateCheck(request, body)) return null;
    const timestamp = Number(request.headers['x-slack-request-timestamp']);
    const signature = signatureOf(request);
    const seconds = Math.floor(this.now() / 1000);
    if (!(Math.abs(seconds - timestamp) <= FIVE_MINUTES_S)) return 401;
    const genuine = isValidSlackRequest({
      signingSecret: this.secret,
      body: body.toString('utf8'),
      headers: { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp },
      nowMilliseconds: this.now(),
    });
    if (!genuine) return 401;
    this.forget(seconds);
    if (this.seen.has(signature)) return 401;
    this.seen.set(signature, seconds);
    return null;
  }

  private forget(seconds: number): void {
    for (const [signature, at] of this.seen) {
      // In order of arrival: the first recent one ends it. Twice five minutes, for a timestamp ahead of our clock.
      if (seconds - at <= 2 * FIVE_MINUTES_S) break;
      this.seen.delete(signature);
    }
  }
}

/** As Bolt recognises it: a message may hold the same words. */
function isCertificateCheck(request: IncomingMessage, body: Buffer): boolean {
  const isForm = request.headers['content-type'] === 'application/x-www-form-urlencoded';
  return isForm && new URLSearchParams(body.toString('utf8')).get('ssl_check') === '1';
}

function signatureOf(request: IncomingMessage): string {
  return String(request.headers['x-slack-signature']);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Left before its end, the request must not take the connection with it: the answer has yet to go out.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part = Buffer.from(chunk);
    size += part.length;
    if (size > LONGEST_IGNORED) return null;
    if (size <= LONGEST_BODY) chunks.push(part);
    else chunks.length = 0;
  }
  return size > LONGEST_BODY ? null : Buffer.concat(chunks);
}

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  // The rest of a body that is too long may still be on its way: nothing else can come over this connection.
  response.writeHead(status, status === 413 ? { Connection: 'close' } : {});
  response.end();
}
