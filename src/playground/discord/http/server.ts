import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { serveAttachment } from './attachments.ts';
import { readRaw } from './body.ts';
import { type Answer, faultAnswer, isAfter } from './fault-answer.ts';
import { DiscordFaults } from './faults.ts';
import { DiscordRateLimits, type LimitOptions } from './rate-limits.ts';
import { type DiscordRequest, type ReadRequest, RequestDesk } from './request-desk.ts';
import type { ApiRoute } from './router.ts';

/** The version of an address without one; only 10 is supported here. */
const DEFAULT_VERSION = '6';

/** Answers every REST request, unless a fault stands in its way. */
export class RestServer {
  readonly requests: DiscordRequest[] = [];
  readonly faults = new DiscordFaults();
  readonly #core: DiscordCore;
  readonly #desk: RequestDesk;
  readonly #limits: DiscordRateLimits;
  #inFlight = 0;
  #idle: (() => void)[] = [];

  constructor(core: DiscordCore, routes: readonly ApiRoute[], limits: LimitOptions) {
    this.#core = core;
    this.#limits = new DiscordRateLimits(core.clock, core.applicationId, limits);
    this.#desk = new RequestDesk(core, routes, this.#limits, this.requests);
  }

  /** Switches rate limits on or off. */
  keepLimits(on: boolean): void {
    this.#limits.on = on;
  }

  /** Resolves once no request is being carried out; requests held back by a fault don't count. */
  async idle(): Promise<void> {
    while (this.#inFlight > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = addressOf(request);
    if (url && /^\/(ephemeral-)?attachments\//.test(url.pathname))
      return serveAttachment(this.#core, request, url, response);
    const api = url && /^\/api(?:\/v(\d+))?(\/.*)$/.exec(url.pathname);
    if (!api) return send(response, { status: 404, body: refuse('notFound').body() });
    const { banned } = this.#limits.invalid;
    if (banned > 0) return turnAway(response, banned);
    this.#inFlight++;
    try {
      const address = { version: api[1] ?? DEFAULT_VERSION, path: api[2] ?? '/', query: url.searchParams };
      await this.#answerApi(request, response, address);
    } catch (error) {
      // A client that hung up while it was still writing needs no answer.
      if (!response.headersSent && !response.destroyed && !request.destroyed)
        send(response, { status: 500, body: { message: String(error), code: 0 } });
    } finally {
      this.#done();
    }
  }

  async #answerApi(
    request: IncomingMessage,
    response: ServerResponse,
    address: Pick<ReadRequest, 'version' | 'path' | 'query'>,
  ): Promise<void> {
    const method = request.method ?? 'GET';
    const read: ReadRequest = { ...address, method, headers: request.headers, raw: await readRaw(request) };
    const fault = this.faults.take(method, read.path);
    if (fault?.kind === 'delay' && fault.when !== 'after') await this.#wait(fault.milliseconds);
    const carryOut = (): Promise<Answer> => this.#desk.carryOut(read);
    if (fault && !isAfter(fault)) {
      if (fault.kind === 'reset') {
        if (fault.storeAfter !== undefined) this.#core.clock.after(fault.storeAfter, () => void carryOut());
        return cut(request);
      }
      const answer = faultAnswer(fault);
      if (answer) {
        await this.#desk.recordUnread(read, answer);
        return this.#give(response, answer);
      }
    }
    const answer = await carryOut();
    await this.#core.kept();
    if (fault && isAfter(fault)) {
      if (fault.kind === 'reset') return cut(request);
      if (fault.kind === 'delay') await this.#wait(fault.milliseconds);
      if (fault.kind === 'status') return this.#give(response, faultAnswer(fault) ?? answer);
    }
    this.#give(response, answer);
  }

  #give(response: ServerResponse, answer: Answer): void {
    this.#limits.invalid.note(answer.status, answer.headers?.['x-ratelimit-scope']);
    send(response, answer);
  }

  async #wait(milliseconds: number): Promise<void> {
    this.#done();
    await new Promise<void>((resolve) => this.#core.clock.after(milliseconds, resolve));
    this.#inFlight++;
  }

  #done(): void {
    this.#inFlight--;
    if (this.#inFlight > 0) return;
    const idle = this.#idle;
    this.#idle = [];
    for (const resolve of idle) resolve();
  }
}

/** Returns null when the address can't be parsed. */
function addressOf(request: IncomingMessage): URL | null {
  try {
    return new URL(`http://localhost${request.url ?? '/'}`);
  } catch {
    return null;
  }
}

/** Answers in place of Discord, as the proxy in front of it does, in that proxy's words. */
function turnAway(response: ServerResponse, seconds: number): void {
  response.writeHead(429, { 'content-type': 'text/plain', 'retry-after': String(seconds) }).end('error code: 1015');
}

/** Resets the connection instead of ending it: the client sees ECONNRESET. */
function cut(request: IncomingMessage): void {
  request.socket.resetAndDestroy();
}

function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  const headers = { ...answer.headers, via: '1.1 local' };
  if (answer.body === null || answer.status === 204) {
    response.writeHead(answer.status, headers).end();
    return;
  }
  const text = JSON.stringify(answer.body);
  response
    .writeHead(answer.status, {
      'content-type': 'application/json',
      ...headers,
      'content-length': Buffer.byteLength(text),
    })
    .end(text);
}
