import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../log.ts';
import { closeNow, limitConnections } from './connections.ts';

/** Whoever scrapes comes over one connection or two. */
const MOST_CONNECTIONS = 16;

export interface MetricsPage {
  /** The token that a reader has to send as `Authorization: Bearer …`; null where whoever reaches the port may read. */
  readonly token: string | null;
  /** Returns what is counted, and its media type. */
  readonly read: () => Promise<{ readonly type: string; readonly text: string }>;
  readonly log: Log;
}

/** Answers whoever scrapes; 401 without the right token. */
export function metricsListener({ token, read, log }: MetricsPage): RequestListener {
  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    if (token !== null && !isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
      response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end();
      return;
    }
    // A request whose body isn't read to its end counts as still coming, and may be cut off for another's.
    request.resume();
    read().then(
      ({ type, text }) => response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(text),
      (error: unknown) => {
        log.error('metrics.failed', error);
        response.writeHead(500).end();
      },
    );
  };
}

/** Compares in a time that says nothing of where they differ, nor of how long either is. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** Serves `/metrics` on a port of its own, and nothing else. Throws when the port is taken; 0 takes a free one. */
export async function startMetricsPort(
  page: MetricsPage,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const answer = metricsListener(page);
  const server = createServer({ headersTimeout: 5_000, requestTimeout: 15_000 }, (request, response) => {
    if (request.url?.split('?')[0] === '/metrics') answer(request, response);
    else response.writeHead(404).end();
  });
  limitConnections(server, MOST_CONNECTIONS);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () => closeNow(server),
  };
}
