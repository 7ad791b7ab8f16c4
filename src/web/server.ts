import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Log } from '../log.ts';
import { closeNow, limitConnections } from './connections.ts';

/**
 * Time limits for headers and whole requests, in milliseconds. Idle connections are kept for longer than proxies keep
 * theirs (a minute); otherwise one would close just as the next request arrives over it.
 */
const TIME_LIMITS = {
  ...{ headersTimeout: 5_000, requestTimeout: 15_000, connectionsCheckingInterval: 1_000 },
  keepAliveTimeout: 75_000,
} as const;

/** The parts of a file's address: its unguessable id, and the proof that the bot gave it out. */
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

/** The page shown when a link doesn't lead to its file any more, or not now. */
export interface Instead {
  readonly status: 410 | 503;
  readonly words: string;
}

export interface WebOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly health: () => Promise<{ readonly status: 'ok' | 'unavailable' }>;
  /** Returns whether the bot can do all its work, and the codes of what keeps it from it. */
  readonly readiness: () => Promise<{ readonly ready: boolean }>;
  /** Returns a file whose link was sent, or the page to show instead; null when there is none. */
  readonly file: (address: FileAddress) => Promise<StoredFile | Instead | null>;
  /** Returns the signed bilan that an address leads to, or the page to show instead; null when the bot gave out no such address. */
  readonly bilan: (token: string) => Promise<StoredFile | Instead | null>;
  /** Slack's signed requests, when it delivers over HTTP. */
  readonly slackRequests: RequestListener | null;
  /** Answers whoever reads what the bot counts; null when that isn't read here. */
  readonly metrics?: RequestListener | null;
  readonly log: Log;
  /** Further pages: those of the local platforms in a trial. */
  readonly pages?: Hono;
}

export interface Web {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts one HTTP server for everything. Throws when the port is taken. */
export async function startWeb(options: WebOptions): Promise<Web> {
  const app = new Hono();
  // Hono's default handler would log the error's message, which may quote data.
  app.onError((error, context) => {
    options.log.error('web.failed', error);
    return context.text('Internal Server Error', 500);
  });
  app.get('/health', async (context) => {
    const health = await options.health();
    return context.json(health, health.status === 'ok' ? 200 : 503);
  });
  app.get('/ready', async (context) => {
    const readiness = await options.readiness();
    return context.json(readiness, readiness.ready ? 200 : 503);
  });
  app.get('/files/:id/:name', async (context) => {
    const { until, to, signature } = context.req.query();
    return handedOut(context, await options.file({ id: context.req.param('id'), until, to, signature }));
  });
  app.get('/bilans/:token', async (context) => handedOut(context, await options.bilan(context.req.param('token'))));
  if (options.pages) app.route('/', options.pages);

  const pages = getRequestListener(app.fetch);
  const { slackRequests, metrics } = options;
  const server = createServer(TIME_LIMITS, (request, response) => {
    const path = request.url?.split('?')[0];
    if (slackRequests && path === '/slack/events') slackRequests(request, response);
    else if (metrics && path === '/metrics') metrics(request, response);
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
    close: () => closeNow(server),
  };
}

/** Answers with what an unguessable address leads to. */
function handedOut(context: Context, file: StoredFile | Instead | null): Response {
  // The address alone gives access to the file, and what it leads to may change.
  const unkept = {
    'Cache-Control': 'private, no-store',
    'Referrer-Policy': 'no-referrer',
    // An address that stands on a page by mistake isn't to be found by searching.
    'X-Robots-Tag': 'noindex, nofollow',
  };
  if (!file) return context.text('Not found', 404, unkept);
  if ('words' in file) return context.text(file.words, file.status, unkept);
  return context.body(Uint8Array.from(file.bytes), 200, {
    ...unkept,
    'Content-Type': file.type,
    // People upload these files: browsers have to download them as they are and never run them.
    'Content-Disposition': `attachment; filename*=UTF-8''${encodedName(file.name)}`,
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
}

/** Encodes a file's name as a header holds it (RFC 8187), which means something else by signs that addresses leave as they are. */
function encodedName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Formats a host for an address. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return isIPv6(host) ? `[${host}]` : host;
}
