import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RecordedRequest } from '../../local-platform.ts';
import type { SlackCore } from '../core.ts';
import { SocketDelivery } from '../deliver/sockets.ts';
import { type Answer, jsonAnswer, rateLimited, textAnswer } from './answer.ts';
import type { Fault, SlackFaults } from './faults.ts';
import type { SlackRateLimits } from './rate-limits.ts';
import { type Task, Tasks } from './tasks.ts';

/** The one HTTP server of a local Slack: Web API, response URLs, files and sockets. */
export class SlackServer {
  readonly requests: RecordedRequest[] = [];
  readonly #core: SlackCore;
  readonly #faults: SlackFaults;
  readonly #server: Server;
  readonly #tasks: Tasks;

  constructor(core: SlackCore, faults: SlackFaults, limits: SlackRateLimits) {
    this.#core = core;
    this.#faults = faults;
    this.#tasks = new Tasks(core, limits);
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        if (!response.headersSent) send(response, textAnswer(500, String(error)));
      });
    });
    this.#server.keepAliveTimeout = 60_000;
    this.#server.on('upgrade', (request, stream, head) => {
      const ticket = addressOf(request).searchParams.get('ticket') ?? '';
      if (core.delivery instanceof SocketDelivery && this.#tasks.tickets.delete(ticket)) {
        return core.delivery.sockets.accept(request, stream, head);
      }
      stream.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
  }

  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const task = await this.#tasks.read(request, addressOf(request));
    const fault = this.#faults.next(task.name, task.body);
    const answer = await this.#carryOut(task, fault, response);
    this.requests.push({
      method: request.method ?? '',
      path: task.name,
      body: task.body,
      status: answer?.status ?? 0,
      response: answer?.recorded ?? null,
    });
    if (!answer) return;
    await this.#core.kept();
    send(response, answer);
  }

  /** Returns null when the connection was reset instead of answered. */
  async #carryOut(task: Task, fault: Fault | null, response: ServerResponse): Promise<Answer | null> {
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
        await new Promise<void>((resolve) => this.#core.workspace.clock.after(fault.milliseconds, resolve));
        return task.run();
      case 'reset': {
        const { stored } = fault;
        if (stored === true) await task.run();
        response.socket?.resetAndDestroy();
        if (typeof stored === 'object') this.#core.workspace.clock.after(stored.after, () => void task.run());
        return null;
      }
    }
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
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
