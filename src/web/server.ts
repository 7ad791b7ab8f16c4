import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Log } from '../log.ts';

export interface StoredFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface WebOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly health: () => Promise<{ readonly status: 'ok' | 'unavailable' }>;
  /** A file whose link was sent, by its unguessable id; null when there is none. */
  readonly file: (id: string) => Promise<StoredFile | null>;
  /** Slack's signed requests, when it delivers over HTTP. */
  readonly slackRequests: RequestListener | null;
  readonly log: Log;
  /** Further pages: the local platforms' in a trial. */
  readonly pages?: Hono;
}

export interface Web {
  readonly url: string;
  close(): Promise<void>;
}

/** One http server for all there is to serve. Throws when the port is taken. */
export async function startWeb(options: WebOptions): Promise<Web> {
  const app = new Hono();
  // Hono's own way writes the error's message, which may quote data.
  app.onError((error, context) => {
    options.log.error('web.failed', error);
    return context.text('Internal Server Error', 500);
  });
  app.get('/health', async (context) => {
    const health = await options.health();
    return context.json(health, health.status === 'ok' ? 200 : 503);
  });
  app.get('/files/:id/:name', async (context) => {
    const id = z.uuid().safeParse(context.req.param('id'));
    const file = id.success ? await options.file(id.data) : null;
    if (!file) return context.text('Not found', 404);
    return context.body(Uint8Array.from(file.bytes), 200, {
      'Content-Type': file.type,
      // Somebody uploaded it: it is shown as what it is, never run.
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    });
  });
  if (options.pages) app.route('/', options.pages);

  const pages = getRequestListener(app.fetch);
  const { slackRequests } = options;
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (slackRequests && path === '/slack/events') slackRequests(request, response);
    else void pages(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${shownHost(options.host)}:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** A host as an address names it. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return isIPv6(host) ? `[${host}]` : host;
}
