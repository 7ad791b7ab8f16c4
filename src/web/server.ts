import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Log } from '../log.ts';
import { limitConnections } from './connections.ts';

/**
 * Who asks has this long for its headers, and this long for the whole of it; in milliseconds. A connection is kept for longer
 * than proxies keep theirs (a minute): else one of ours would end just as the next request comes over it.
 */
const TIME_LIMITS = {
  ...{ headersTimeout: 5_000, requestTimeout: 15_000, connectionsCheckingInterval: 1_000 },
  keepAliveTimeout: 75_000,
} as const;

/** What the address of a file says: its unguessable id, and the proof that it was given out by the bot. */
export interface FileAddress {
  readonly id: string;
  readonly until: string | undefined;
  readonly to: string | undefined;
  readonly signature: string | undefined;
}

export interface StoredFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** What whoever opens a link reads when it leads to its file no more, or not now. */
export interface Instead {
  readonly status: 410 | 503;
  readonly words: string;
}

export interface WebOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly health: () => Promise<{ readonly status: 'ok' | 'unavailable' }>;
  /** A file whose link was sent, or what to read instead; null when there is none. */
  readonly file: (address: FileAddress) => Promise<StoredFile | Instead | null>;
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
    const { until, to, signature } = context.req.query();
    const file = await options.file({ id: context.req.param('id'), until, to, signature });
    if (!file) return context.text('Not found', 404);
    if ('words' in file) return context.text(file.words, file.status);
    return context.body(Uint8Array.from(file.bytes), 200, {
      'Content-Type': file.type,
      // Somebody uploaded it: it is shown as what it is, never run.
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      'X-Content-Type-Options': 'nosniff',
      // The address is all one needs to read it.
      'Cache-Control': 'private, no-store',
      'Referrer-Policy': 'no-referrer',
      'Content-Security-Policy': "default-src 'none'; sandbox",
    });
  });
  if (options.pages) app.route('/', options.pages);

  const pages = getRequestListener(app.fetch);
  const { slackRequests } = options;
  const server = createServer(TIME_LIMITS, (request, response) => {
    const path = request.url?.split('?')[0];
    if (slackRequests && path === '/slack/events') slackRequests(request, response);
    else void pages(request, response);
  });
  limitConnections(server);
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
