import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RecordedRequest } from '../../local-platform.ts';
import type { DiscordCore } from '../core.ts';
import { DiscordError, refuse } from '../errors.ts';
import { serveAttachment } from './attachments.ts';
import { readBody, readRaw } from './body.ts';
import { DiscordFaults, type FaultKind } from './faults.ts';
import { DiscordRateLimits, type LimitOptions, rateLimitBody, refusal } from './rate-limits.ts';
import type { ApiResponse } from './request.ts';
import { type ApiRoute, checkIds, findRoute } from './router.ts';

export interface DiscordRequest extends RecordedRequest {
  /** Without the question mark. */
  readonly query: string;
}

interface Answer extends ApiResponse {
  readonly headers?: Readonly<Record<string, string>>;
}

/** The version of an address without one; only 10 is supported here. */
const DEFAULT_VERSION = '6';

/** Reads, checks, limits, carries out and records every REST request. */
export class RestServer {
  readonly requests: DiscordRequest[] = [];
  readonly faults = new DiscordFaults();
  readonly #core: DiscordCore;
  readonly #routes: readonly ApiRoute[];
  readonly #limits: DiscordRateLimits;
  #inFlight = 0;
  #idle: (() => void)[] = [];

  constructor(core: DiscordCore, routes: readonly ApiRoute[], limits: LimitOptions) {
    this.#core = core;
    this.#routes = routes;
    this.#limits = new DiscordRateLimits(core.clock, core.applicationId, limits);
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
      await this.#answerApi(request, response, api[1] ?? DEFAULT_VERSION, api[2] ?? '/', url.searchParams);
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
    version: string,
    path: string,
    query: URLSearchParams,
  ): Promise<void> {
    const method = request.method ?? 'GET';
    const raw = await readRaw(request);
    const fault = this.#core && this.faults.take(method, path);
    if (fault?.kind === 'delay' && fault.when !== 'after') await this.#wait(fault.milliseconds);
    const carryOut = (): Promise<Answer> => this.#carryOut(request, raw, method, version, path, query);
    if (fault && !isAfter(fault)) {
      if (fault.kind === 'reset') {
        if (fault.storeAfter !== undefined) this.#core.clock.after(fault.storeAfter, () => void carryOut());
        return cut(request);
      }
      const answer = faultAnswer(fault);
      if (answer) {
        this.requests.push({
          method,
          path,
          query: query.toString(),
          body: await bodyForRecord(raw, request),
          status: answer.status,
          response: answer.body,
        });
        return this.#give(response, answer);
      }
    }
    const answer = await carryOut();
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

  async #carryOut(
    request: IncomingMessage,
    raw: Buffer,
    method: string,
    version: string,
    path: string,
    query: URLSearchParams,
  ): Promise<Answer> {
    let body: unknown;
    let headers: Readonly<Record<string, string>> = {};
    const record = (answer: ApiResponse): Answer => {
      this.requests.push({ method, path, query: query.toString(), body, status: answer.status, response: answer.body });
      return { ...answer, headers };
    };
    try {
      const read = await readBody(raw, request.headers['content-type'] ?? '');
      body = read.body;
      if (version !== '10') throw new DiscordError(400, 50041, 'Invalid API version');
      const { route, params } = findRoute(this.#routes, method, path);
      const authorized = request.headers.authorization === `Bot ${this.#core.token}`;
      if (!route.open && !authorized) throw refuse('unauthorized');
      checkIds(params);
      const verdict = this.#limits.take({ method, pattern: route.pattern, params, authorized });
      headers = verdict.headers;
      if (verdict.retryAfter !== null)
        return record({ status: 429, body: rateLimitBody(verdict.retryAfter, verdict.global ? 'global' : 'user') });
      return record(route.handle(this.#core, { method, path, params, query, body, files: read.files }));
    } catch (error) {
      if (error instanceof DiscordError) {
        if (error.retryAfter !== null) headers = refusal('user', error.retryAfter, headers);
        return record({ status: error.status, body: error.body() });
      }
      // A bug of this server must be visible, not be taken for a rule of Discord.
      console.error('local Discord:', method, path, error);
      return record({
        status: 500,
        body: { message: error instanceof Error ? (error.stack ?? error.message) : String(error), code: 0 },
      });
    }
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

const isAfter = (fault: FaultKind): boolean => 'when' in fault && fault.when === 'after';

function faultAnswer(fault: FaultKind): Answer | null {
  switch (fault.kind) {
    case 'rateLimit': {
      const scope = fault.scope ?? 'user';
      const global = scope === 'global';
      const headers = refusal(scope, fault.retryAfter, global ? { 'x-ratelimit-global': 'true' } : {});
      return { status: 429, body: rateLimitBody(fault.retryAfter, scope), headers };
    }
    case 'status':
      return { status: fault.status, body: { message: `${fault.status}: Internal Server Error`, code: 0 } };
    case 'refuse':
      return { status: fault.status, body: { message: fault.message, code: fault.code } };
    default:
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

async function bodyForRecord(raw: Buffer, request: IncomingMessage): Promise<unknown> {
  try {
    return (await readBody(raw, request.headers['content-type'] ?? '')).body;
  } catch {
    return undefined;
  }
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
      ...headers,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    })
    .end(text);
}
