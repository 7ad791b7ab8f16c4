import type { Core } from '../core.ts';
import { isObject, type JsonObject, textOf } from '../json.ts';
import { methodNamed } from '../methods/index.ts';
import { type Method, needScope } from '../methods/method.ts';
import { ProtocolError } from '../protocol-error.ts';
import { type Answer, jsonAnswer, rateLimited } from './answer.ts';
import type { RateLimits } from './rate-limits.ts';

/** Calls one method: token, scope, rate, then the method itself. */
export function callMethod(
  core: Core,
  limits: RateLimits | null,
  name: string,
  authorization: string | undefined,
  args: JsonObject,
): Answer {
  const method = methodNamed(name);
  try {
    if (!method) throw new ProtocolError('unknown_method', { req_method: name });
    authenticate(core, method, name, authorization, args);
    if (method.scope) needScope(core, method.scope);
    const wait = limits?.take(name, method, args) ?? null;
    if (wait !== null) return rateLimited(wait);
    return jsonAnswer(200, method.run(core, args), scopeHeaders(core, method));
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return jsonAnswer(200, { ok: false, error: error.code, ...error.details });
  }
}

function authenticate(
  core: Core,
  method: Method,
  name: string,
  authorization: string | undefined,
  args: JsonObject,
): void {
  if (name === 'api.test') return;
  const bearer = /^Bearer\s+(.+)$/i.exec(authorization ?? '')?.[1];
  const token = bearer ?? textOf(args.token);
  if (token === '') throw new ProtocolError('not_authed');
  const { botToken, appToken } = core.secrets;
  if (token !== botToken && token !== appToken) throw new ProtocolError('invalid_auth');
  if ((method.token === 'app') !== (token === appToken)) throw new ProtocolError('not_allowed_token_type');
}

function scopeHeaders(core: Core, method: Method): Record<string, string> {
  return {
    'X-OAuth-Scopes': core.installation.scopes.join(','),
    ...(method.scope ? { 'X-Accepted-OAuth-Scopes': method.scope } : {}),
  };
}

/** What is kept of a request: its body without the token, which is nobody's business in a snapshot. */
export function withoutToken(args: unknown): unknown {
  if (!isObject(args)) return args;
  const { token: _, ...rest } = args;
  return rest;
}
