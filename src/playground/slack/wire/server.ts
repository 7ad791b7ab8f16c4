import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecordedRequest } from '../../local-platform.ts';
import type { SlackCore } from '../core.ts';
import { SocketDelivery } from '../deliver/sockets.ts';
import { type Answer, jsonAnswer, rateLimited, textAnswer } from './answer.ts';
import { parseArguments, readBytes } from './body.ts';
import type { Fault, SlackFaults } from './faults.ts';
import { download, pageFile, upload } from './file-routes.ts';
import type { SlackRateLimits } from './rate-limits.ts';
import { respond } from './response-url.ts';
import { type Call, callMethod } from './web-api.ts';

/** A request that was read: the form it is recorded in, and how to carry it out. */
interface Task {
  readonly name: string;
  readonly body: unknown;
  run(): Answer | Promise<Answer>;
}

/** The one HTTP server of a local Slack: Web API, response URLs, files and sockets. */
export class SlackServer {
  readonly requests: RecordedRequest[] = [];
  private readonly core: SlackCore;
  private readonly faults: SlackFaults;
  private readonly limits: SlackRateLimits;
  private readonly server: Server;
  private readonly tickets = new Set<string>();

  constructor(core: SlackCore, faults: SlackFaults, limits: SlackRateLimits) {
    this.core = core;
    this.faults = faults;
    this.limits = limits;
    this.server = createServer((request, response) => {
      this.handle(request, response).catch((error: unknown) => {
        if (!response.headersSent) send(response, textAnswer(500, String(error)));
      });
    });
    this.server.keepAliveTimeout = 60_000;
    this.server.on('upgrade', (request, stream, head) => {
      const ticket = addressOf(request).searchParams.get('ticket') ?? '';
      if (core.delivery instanceof SocketDelivery && this.tickets.delete(ticket)) {
        return core.delivery.accept(request, stream, head);
      }
      stream.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
  }

  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = addressOf(request);
    const task = await this.taskFor(request, url);
    const fault = this.faults.next(task.name, task.body);
    const answer = await this.carryOut(task, fault, response);
    this.requests.push({
      method: request.method ?? '',
      path: task.name,
      body: task.body,
      status: answer?.status ?? 0,
      response: answer?.recorded ?? null,
    });
    if (answer) send(response, answer);
  }

  /** Returns null when the connection was reset instead of answered. */
  private async carryOut(task: Task, fault: Fault | null, response: ServerResponse): Promise<Answer | null> {
    switch (fault?.kind) {
      case undefined:
        return task.run();
      case 'rateLimited':
        return rateLimited(fault.retryAfter);
      case 'refuse':
        return jsonAnswer(200, { ok: false, error: fault.error });
      case 'status':
        if (fault.stored) await task.run();
        return textAnswer(fault.status, '');
      case 'delay':
        await new Promise<void>((resolve) => this.core.workspace.clock.after(fault.milliseconds, resolve));
        return task.run();
      case 'reset': {
        const { stored } = fault;
        if (stored === true) await task.run();
        response.socket?.resetAndDestroy();
        if (typeof stored === 'object') this.core.workspace.clock.after(stored.after, () => void task.run());
        return null;
      }
    }
  }

  private async taskFor(request: IncomingMessage, url: URL): Promise<Task> {
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
      return { name, body: parsed.args, run: () => this.call(call) };
    }
    if (/^\/(commands|actions|app)\//.test(path)) {
      const parsed = await parseArguments(request, body, url);
      const json = typeof parsed === 'string' ? undefined : parsed.args;
      return { name: 'response_url', body: json ?? null, run: () => this.response(path, json) };
    }
    if (path.startsWith('/upload/v1/') && request.method === 'POST') {
      const key = path.slice('/upload/v1/'.length);
      return { name: 'upload', body: `${body.length} bytes`, run: () => upload(this.core, key, body, type) };
    }
    if (path.startsWith('/files-pri/')) {
      return { name: 'download', body: null, run: () => download(this.core, path, authorization) };
    }
    if (path.startsWith('/page-files/')) {
      return { name: 'page-file', body: null, run: () => pageFile(this.core, path.split('/')[2] ?? '') };
    }
    if (path === '/sign-in') return { name: 'sign-in', body: null, run: () => textAnswer(200, '<html>Sign in</html>') };
    return { name: path, body: null, run: () => textAnswer(404, 'not found') };
  }

  private call(call: Call): Answer {
    const answer = callMethod(this.core, this.limits, call);
    const { url } = answer.recorded as { url?: string };
    if (call.name === 'apps.connections.open' && url) this.tickets.add(new URL(url).searchParams.get('ticket') ?? '');
    return answer;
  }

  private response(path: string, json: Parameters<typeof respond>[2]): Answer {
    const wait = this.limits.takeResponse(path);
    return wait === null ? respond(this.core, path, json) : rateLimited(wait);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }
}

/** Parses the target; an invalid one leads nowhere. */
function addressOf({ url = '/' }: IncomingMessage): URL {
  const read = URL.canParse(url, 'http://localhost') ? url : '/';
  return new URL(read, 'http://localhost');
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}
