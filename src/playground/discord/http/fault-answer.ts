import type { FaultKind } from './faults.ts';
import { rateLimitBody, rateLimitHeaders } from './rate-limits.ts';
import type { ApiResponse } from './request.ts';

export interface Answer extends ApiResponse {
  readonly headers?: Readonly<Record<string, string>>;
}

/** Returns whether a fault strikes once the request has been carried out. */
export const isAfter = (fault: FaultKind): boolean => 'when' in fault && fault.when === 'after';

/** Returns what a fault answers; null where it delays or cuts off instead. */
export function faultAnswer(fault: FaultKind): Answer | null {
  switch (fault.kind) {
    case 'rateLimit': {
      const scope = fault.scope ?? 'user';
      const global = scope === 'global';
      const headers = rateLimitHeaders(scope, fault.retryAfter, global ? { 'x-ratelimit-global': 'true' } : {});
      return { status: 429, body: rateLimitBody(fault.retryAfter, scope), headers };
    }
    case 'status':
      return { status: fault.status, body: { message: `${fault.status}: Internal Server Error`, code: 0 } };
    case 'refuse':
      return { status: fault.status, body: { message: fault.message, code: fault.code, errors: fault.errors } };
    case 'page':
      return { status: fault.status, body: '<html></html>', headers: { 'content-type': 'text/html' } };
    default:
      return null;
  }
}
