import { createHmac } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { ProtocolClock } from '../../clock.ts';
import { isObject, type Json, type JsonObject, parseJson, textOf } from '../json.ts';
import { type Delivery, type EventOutcome, EventsInFlight, eventRetries, timeToAcknowledge } from './delivery.ts';

interface Answer {
  readonly status: number;
  readonly body: Json | undefined;
  readonly noRetry: boolean;
  /** The target of a 301 or 302. */
  readonly location: string | null;
}

type Attempt = Answer | 'timeout' | 'unreachable' | 'too many redirects';

const mostRedirects = 2;

/** Delivers to request URLs: everything is POSTed, signed, to one address of the app. */
export class HttpDelivery implements Delivery {
  readonly #clock: ProtocolClock;
  readonly #url: string;
  readonly #secret: string;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #inFlight = new EventsInFlight();

  constructor(clock: ProtocolClock, base: string, secret: string) {
    this.#clock = clock;
    this.#url = `${base.replace(/\/$/, '')}/slack/events`;
    this.#secret = secret;
  }

  async ask(type: 'slash_commands' | 'interactive', payload: JsonObject): Promise<EventOutcome> {
    const fields = type === 'slash_commands' ? payload : { payload: JSON.stringify(payload) };
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) form.set(name, String(value));
    const answer = await this.#inFlight.add(this.#post(form.toString(), 'application/x-www-form-urlencoded', {}));
    if (answer === 'timeout') return { kind: 'timeout' };
    if (typeof answer === 'string') return { kind: 'failed', reason: 'dispatch_failed' };
    if (answer.status >= 500) return { kind: 'failed', reason: 'http_service_error' };
    if (answer.status >= 300) return { kind: 'failed', reason: 'dispatch_failed' };
    return { kind: 'acknowledged', body: answer.body };
  }

  tell(callback: JsonObject): void {
    void this.#inFlight.add(this.#attempt(callback, 0, ''));
  }

  async #attempt(callback: JsonObject, attempt: number, reason: string): Promise<void> {
    const retry: Record<string, string> =
      attempt > 0 ? { 'X-Slack-Retry-Num': String(attempt), 'X-Slack-Retry-Reason': reason } : {};
    const answer = await this.#post(JSON.stringify(callback), 'application/json', retry);
    if (typeof answer === 'object' && (answer.status < 300 || answer.noRetry)) return;
    const wait = eventRetries[attempt];
    if (wait === undefined) return;
    const why = reasonOf(answer);
    if (wait === 0) await this.#attempt(callback, attempt + 1, why);
    else this.#clock.after(wait, () => void this.#inFlight.add(this.#attempt(callback, attempt + 1, why)));
  }

  /** Checks the address, as Slack does when it is entered in the app's settings. */
  async verify(token: string): Promise<boolean> {
    const challenge = createHmac('sha256', this.#secret).update(String(Math.random())).digest('hex');
    const body = JSON.stringify({ token, challenge, type: 'url_verification' });
    const answer = await this.#inFlight.add(this.#post(body, 'application/json', {}));
    if (typeof answer === 'string' || answer.status !== 200) return false;
    return answer.body === challenge || (isObject(answer.body) && textOf(answer.body.challenge) === challenge);
  }

  async #post(body: string, type: string, headers: Record<string, string>): Promise<Attempt> {
    let url = this.#url;
    for (let left = mostRedirects; ; left -= 1) {
      const attempt = await this.#postTo(url, body, type, headers);
      if (typeof attempt === 'string' || attempt.location === null) return attempt;
      if (left === 0) return 'too many redirects';
      url = attempt.location;
    }
  }

  #postTo(url: string, body: string, type: string, headers: Record<string, string>): Promise<Attempt> {
    return new Promise((resolve) => {
      const sending = request(url, {
        method: 'POST',
        agent: this.#agent,
        headers: {
          'Content-Type': type,
          'Content-Length': Buffer.byteLength(body),
          'User-Agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          ...this.#signature(body),
          ...headers,
        },
      });
      const cancel = this.#clock.deadline(timeToAcknowledge, () => {
        finish('timeout');
        sending.destroy();
      });
      const finish = (result: Attempt) => {
        cancel();
        resolve(result);
      };
      sending.on('error', () => finish('unreachable'));
      sending.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => finish('unreachable'));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const json = (response.headers['content-type'] ?? '').includes('json');
          finish({
            status: response.statusCode ?? 0,
            body: json ? parseJson(text) : text,
            noRetry: response.headers['x-slack-no-retry'] === '1',
            location: redirection(url, response),
          });
        });
      });
      sending.end(body);
    });
  }

  /** Signs with the real time, whatever the clock says, because the receiver compares it with its own. */
  #signature(body: string): Record<string, string> {
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac('sha256', this.#secret).update(`v0:${timestamp}:${body}`).digest('hex');
    return { 'X-Slack-Request-Timestamp': timestamp, 'X-Slack-Signature': `v0=${signature}` };
  }

  settled(): Promise<void> {
    return this.#inFlight.empty();
  }

  async close(): Promise<void> {
    this.#agent.destroy();
  }
}

function reasonOf(attempt: Attempt): string {
  switch (attempt) {
    case 'timeout':
      return 'http_timeout';
    case 'unreachable':
      return 'connection_failed';
    case 'too many redirects':
      return 'too_many_redirects';
    default:
      return 'http_error';
  }
}

function redirection(from: string, { statusCode = 0, headers: { location } }: IncomingMessage): string | null {
  if ((statusCode !== 301 && statusCode !== 302) || location === undefined) return null;
  return URL.canParse(location, from) ? new URL(location, from).href : null;
}
