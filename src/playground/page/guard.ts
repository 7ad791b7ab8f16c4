import type { MiddlewareHandler } from 'hono';
import { parseUrl } from '../../chat/address.ts';
import type { Environment } from '../../env.ts';
import { type TrialReason, trialRefusalText } from '../trial-refusal.ts';
import { languageOf } from './language.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** The page's own address: the host and the port that it listens to, and the address under which it is reached from outside. */
export type PageAddress = Pick<Environment, 'host' | 'port' | 'publicUrl'>;

/**
 * Lets only the page itself in. Another site open in the same browser could otherwise act as the people of the trial,
 * by a request across origins or through a name of its own that resolves to this machine. A port that isn't the page's own is that of
 * somebody else's server, even on this machine.
 */
export function onlyFromThePage({ host: own, port, publicUrl }: PageAddress): MiddlewareHandler {
  const names = new Set([...LOOPBACK, own]);
  const outside = publicUrl === undefined ? null : new URL(publicUrl).host;
  const isKnown = (host: string, listening: number) => {
    const named = parseUrl(`http://${host}`);
    if (!named) return false;
    return host.toLowerCase() === outside || (names.has(named.hostname) && Number(named.port || 80) === listening);
  };
  return async (context, next) => {
    const refused = (reason: TrialReason, status: 403 | 415) =>
      context.text(trialRefusalText(languageOf(context), reason), status);
    const host = context.req.header('Host');
    if (!host || !isKnown(host, portOf(context.env) ?? port)) return refused('unknownAddress', 403);
    if (context.req.method !== 'GET') {
      if (!sameOrigin(context.req.header('Origin'), host)) return refused('otherSite', 403);
      const type = context.req.header('Content-Type')?.split(';')[0]?.trim();
      if (type !== 'application/json') return refused('onlyJson', 415);
    }
    await next();
    for (const [name, value] of Object.entries(HEADERS)) {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    }
    return;
  };
}

/** Returns the port that a request has come to; undefined where no server has handed it on. A port of 0 in the environment is any. */
function portOf(env: unknown): number | undefined {
  return (env as { readonly incoming?: { readonly socket: { readonly localPort?: number } } })?.incoming?.socket
    .localPort;
}

function sameOrigin(origin: string | undefined, host: string): boolean {
  return origin !== undefined && parseUrl(origin)?.host === host.toLowerCase();
}
