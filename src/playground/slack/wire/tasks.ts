import type { IncomingMessage } from 'node:http';
import type { SlackCore } from '../core.ts';
import { type Answer, jsonAnswer, rateLimited, textAnswer } from './answer.ts';
import { parseArguments, readBytes } from './body.ts';
import { download, pageFile, upload } from './file-routes.ts';
import type { SlackRateLimits } from './rate-limits.ts';
import { respond } from './response-url.ts';
import { type Call, callMethod } from './web-api.ts';

/** A request that was read: the form it is recorded in, and how to carry it out. */
export interface Task {
  readonly name: string;
  readonly body: unknown;
  run(): Answer | Promise<Answer>;
}

/** Reads each request and knows by its path what it asks for: a method, an answer, a file. */
export class Tasks {
  /** Tickets that were given out for a socket and not used yet. */
  readonly tickets = new Set<string>();
  readonly #core: SlackCore;
  readonly #limits: SlackRateLimits;

  constructor(core: SlackCore, limits: SlackRateLimits) {
    this.#core = core;
    this.#limits = limits;
  }

  async read(request: IncomingMessage, url: URL): Promise<Task> {
    const path = url.pathname;
    const body = await readBytes(request);
    const { authorization, 'content-type': type = '' } = request.headers;
    if (path.startsWith('/api/')) {
      const name = path.slice('/api/'.length);
      const parsed = await parseArguments(request, body, url);
      if (typeof parsed === 'string') {
        return { name, body: body.toString('utf8'), run: () => jsonAnswer(200, { ok: false, error: parsed }) };
      }
      const call = { ...parsed, name, verb: request.method ?? '', authorization };
      return { name, body: parsed.args, run: () => this.#call(call) };
    }
    if (/^\/(commands|actions|app)\//.test(path)) {
      const parsed = await parseArguments(request, body, url);
      const json = typeof parsed === 'string' ? undefined : parsed.args;
      return { name: 'response_url', body: json ?? null, run: () => this.#response(path, json) };
    }
    if (path.startsWith('/upload/v1/') && request.method === 'POST') {
      const key = path.slice('/upload/v1/'.length);
      return { name: 'upload', body: `${body.length} bytes`, run: () => upload(this.#core, key, body, type) };
    }
    if (path.startsWith('/files-pri/')) {
      return { name: 'download', body: null, run: () => download(this.#core, path, authorization) };
    }
    if (path.startsWith('/page-files/')) {
      return { name: 'page-file', body: null, run: () => pageFile(this.#core, path.split('/')[2] ?? '') };
    }
    if (path === '/sign-in') return { name: 'sign-in', body: null, run: () => textAnswer(200, '<html>Sign in</html>') };
    return { name: path, body: null, run: () => textAnswer(404, 'not found') };
  }

  #call(call: Call): Answer {
    const answer = callMethod(this.#core, this.#limits, call);
    const { url } = answer.recorded as { url?: string };
    if (call.name === 'apps.connections.open' && url) this.tickets.add(new URL(url).searchParams.get('ticket') ?? '');
    return answer;
  }

  #response(path: string, json: Parameters<typeof respond>[2]): Answer {
    const wait = this.#limits.takeResponse(path);
    return wait === null ? respond(this.#core, path, json) : rateLimited(wait);
  }
}
