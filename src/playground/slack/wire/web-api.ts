import type { SlackCore } from '../core.ts';
import { type JsonObject, listOf, objectOf, textOf } from '../json.ts';
import { methodNamed } from '../methods/index.ts';
import { type Method, needScope, postingChannelId } from '../methods/method.ts';
import { ProtocolError } from '../protocol-error.ts';
import { type Answer, jsonAnswer, rateLimited } from './answer.ts';
import type { ParsedArguments } from './body.ts';
import type { SlackRateLimits } from './rate-limits.ts';

/** A request to a method of the Web API. */
export interface Call extends ParsedArguments {
  readonly name: string;
  /** GET or POST, which is all that methods distinguish. */
  readonly verb: string;
  readonly authorization: string | undefined;
}

/** Calls one method: token, scope, rate, then the method itself. */
export function callMethod(core: SlackCore, limits: SlackRateLimits, call: Call): Answer {
  const method = methodNamed(call.name);
  try {
    if (!method) throw new ProtocolError('unknown_method', { req_method: call.name });
    authenticate(core, method, call);
    if (method.scope) needScope(core, method.scope);
    const args = argumentsFor(method, call);
    const wait = limits.take(call.name, method, postingChannelId(core, args.channel));
    if (wait !== null) return rateLimited(wait);
    return jsonAnswer(200, withWarnings(method.run(core, args), call.warnings), scopeHeaders(core, method));
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    return jsonAnswer(200, withWarnings({ ok: false, error: error.code, ...error.details }, call.warnings));
  }
}

function authenticate(core: SlackCore, method: Method, call: Call): void {
  if (call.name === 'api.test') return;
  if (method.posted && call.verb !== 'POST') throw new ProtocolError('insecure_request');
  const bearer = /^Bearer\s+(\S.*)$/i.exec(call.authorization ?? '')?.[1];
  const token = bearer ?? call.token;
  if (token === '') throw new ProtocolError('not_authed');
  const { botToken, appToken } = core.secrets;
  if (token !== botToken && token !== appToken) throw new ProtocolError('invalid_auth');
  if ((method.token === 'app') !== (token === appToken)) throw new ProtocolError('not_allowed_token_type');
}

/** Returns the arguments that a method sees: those that only read take forms and queries, not JSON. */
function argumentsFor(method: Method, { args, inJson }: Call): JsonObject {
  if (!method.reads) return args;
  return Object.fromEntries(Object.entries(args).filter(([name]) => !inJson.includes(name)));
}

/** Adds warnings: Slack carries out a call with something odd, and says so. */
function withWarnings(json: JsonObject, more: readonly string[]): JsonObject {
  if (more.length === 0) return json;
  const metadata = objectOf(json.response_metadata);
  const warnings = [...listOf(metadata.warnings), ...more];
  return {
    ...json,
    warning: [textOf(json.warning), ...more].filter(Boolean).join(','),
    response_metadata: { ...metadata, warnings },
  };
}

function scopeHeaders(core: SlackCore, method: Method): Record<string, string> {
  return {
    'X-OAuth-Scopes': core.installation.scopes.join(','),
    ...(method.scope ? { 'X-Accepted-OAuth-Scopes': method.scope } : {}),
  };
}
