import type { MiddlewareHandler } from 'hono';
import { parseUrl } from '../../chat/address.ts';
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

/**
 * Lets only the page itself in. Another site open in the same browser could otherwise act as the people of the trial,
 * by a request across origins or through a name of its own that resolves to this machine. `names` are further host
 * names of the page.
 */
export function onlyFromThePage(names: readonly string[]): MiddlewareHandler {
  const known = new Set([...LOOPBACK, ...names]);
  return async (context, next) => {
    const refused = (reason: TrialReason, status: 403 | 415) =>
      context.text(trialRefusalText(languageOf(context), reason), status);
    const host = context.req.header('Host');
    if (!host || !known.has(hostName(host))) return refused('unknownAddress', 403);
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

function hostName(host: string): string {
  return parseUrl(`http://${host}`)?.hostname ?? '';
}

function sameOrigin(origin: string | undefined, host: string): boolean {
  return origin !== undefined && parseUrl(origin)?.host === host.toLowerCase();
}
