import type { DiscordCore } from '../core.ts';
import { refuse } from '../errors.ts';
import { requireSnowflake } from '../validate/values.ts';
import type { ApiRequest, ApiResponse } from './request.ts';

export type Handler = (core: DiscordCore, request: ApiRequest) => ApiResponse;

export interface ApiRoute {
  readonly method: string;
  /** `/channels/:channel/messages` */
  readonly pattern: string;
  readonly handle: Handler;
  /** The webhook or interaction token in the path replaces the bot's token. */
  readonly open: boolean;
}

export const route = (method: string, pattern: string, handle: Handler, open = false): ApiRoute => ({
  method,
  pattern,
  handle,
  open,
});

export interface Match {
  readonly route: ApiRoute;
  readonly params: Readonly<Record<string, string>>;
}

export function findRoute(routes: readonly ApiRoute[], method: string, path: string): Match {
  let pathKnown = false;
  for (const candidate of routes) {
    const params = matchPath(candidate.pattern, path);
    if (!params) continue;
    if (candidate.method === method) return { route: candidate, params };
    pathKnown = true;
  }
  throw refuse(pathKnown ? 'methodNotAllowed' : 'notFound');
}

/** Discord's names for the ids in a path, used when one isn't valid. */
const idFields: Readonly<Record<string, string>> = {
  application: 'application_id',
  channel: 'channel_id',
  command: 'command_id',
  event: 'guild_scheduled_event_id',
  guild: 'guild_id',
  interaction: 'interaction_id',
  message: 'message_id',
  overwrite: 'overwrite_id',
  role: 'role_id',
  user: 'user_id',
  webhook: 'webhook_id',
};

/** Checks that ids in a path are numbers, except those with a special name. */
export function checkPathIds(params: Match['params']): void {
  for (const [name, value] of Object.entries(params)) {
    const field = idFields[name];
    if (field !== undefined && value !== '@me' && value !== '@original') requireSnowflake(field, value);
  }
}

export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const actual = given[index] ?? '';
    if (part.startsWith(':')) {
      const value = decoded(actual);
      if (value === null) return null;
      params[part.slice(1)] = value;
    } else if (part !== actual) return null;
  }
  return params;
}

/** Returns null when percent signs don't decode. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
