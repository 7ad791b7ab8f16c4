import type { Core } from '../core.ts';
import { refuse } from '../errors.ts';
import type { ApiRequest, ApiResponse } from './request.ts';

export type Handler = (core: Core, request: ApiRequest) => ApiResponse;

export interface Route {
  readonly method: string;
  /** `/channels/:channel/messages` */
  readonly pattern: string;
  readonly handle: Handler;
  /** Webhook tokens and interaction tokens in the path stand for the bot's token. */
  readonly open: boolean;
}

export const route = (method: string, pattern: string, handle: Handler, open = false): Route => ({
  method,
  pattern,
  handle,
  open,
});

export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export function findRoute(routes: readonly Route[], method: string, path: string): Match {
  let pathKnown = false;
  for (const candidate of routes) {
    const params = matchPath(candidate.pattern, path);
    if (!params) continue;
    if (candidate.method === method) return { route: candidate, params };
    pathKnown = true;
  }
  throw refuse(pathKnown ? 'methodNotAllowed' : 'notFound');
}

export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const actual = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(actual);
    else if (part !== actual) return null;
  }
  return params;
}
