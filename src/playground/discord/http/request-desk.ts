import type { IncomingHttpHeaders } from 'node:http';
import type { RecordedRequest } from '../../local-platform.ts';
import type { DiscordCore } from '../core.ts';
import { DiscordError, refuse } from '../errors.ts';
import { readBody } from './body.ts';
import type { Answer } from './fault-answer.ts';
import { type DiscordRateLimits, rateLimitBody, rateLimitHeaders } from './rate-limits.ts';
import type { ApiResponse } from './request.ts';
import { type ApiRoute, checkPathIds, findRoute } from './router.ts';

export interface DiscordRequest extends RecordedRequest {
  /** Without the question mark. */
  readonly query: string;
}

/** A request whose bytes have all come. */
export interface ReadRequest {
  readonly method: string;
  readonly version: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
}

/** Checks, limits, carries out and records requests. */
export class RequestDesk {
  readonly #core: DiscordCore;
  readonly #routes: readonly ApiRoute[];
  readonly #limits: DiscordRateLimits;
  readonly #requests: DiscordRequest[];

  constructor(core: DiscordCore, routes: readonly ApiRoute[], limits: DiscordRateLimits, requests: DiscordRequest[]) {
    this.#core = core;
    this.#routes = routes;
    this.#limits = limits;
    this.#requests = requests;
  }

  async carryOut(request: ReadRequest): Promise<Answer> {
    const { method, path } = request;
    let body: unknown;
    let headers: Readonly<Record<string, string>> = {};
    const record = (answer: ApiResponse): Answer => {
      this.#record(request, body, answer);
      return { ...answer, headers };
    };
    try {
      const read = await readBody(request.raw, request.headers['content-type'] ?? '');
      body = read.body;
      if (request.version !== '10') throw new DiscordError(400, 50041, 'Invalid API version');
      const { route, params } = findRoute(this.#routes, method, path);
      const authorized = request.headers.authorization === `Bot ${this.#core.token}`;
      if (!route.open && !authorized) throw refuse('unauthorized');
      checkPathIds(params);
      const verdict = this.#limits.take({ method, pattern: route.pattern, params, authorized });
      headers = verdict.headers;
      if (verdict.retryAfter !== null)
        return record({ status: 429, body: rateLimitBody(verdict.retryAfter, verdict.global ? 'global' : 'user') });
      return record(route.handle(this.#core, { method, path, params, query: request.query, body, files: read.files }));
    } catch (error) {
      if (error instanceof DiscordError) {
        if (error.retryAfter !== null) headers = rateLimitHeaders('user', error.retryAfter, headers);
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

  /** Records a request that is answered without being carried out. */
  async recordUnread(request: ReadRequest, answer: ApiResponse): Promise<void> {
    this.#record(request, await bodyForRecord(request), answer);
  }

  #record({ method, path, query }: ReadRequest, body: unknown, { status, body: response }: ApiResponse): void {
    this.#requests.push({ method, path, query: query.toString(), body, status, response });
  }
}

async function bodyForRecord({ raw, headers }: ReadRequest): Promise<unknown> {
  try {
    return (await readBody(raw, headers['content-type'] ?? '')).body;
  } catch {
    return undefined;
  }
}
