import { webApi } from '@slack/bolt';
import { StartError } from '../../chat/platform.ts';
import { isPassingTrouble, type PatientStart, patiently } from '../patient-start.ts';
import type { SlackClient } from './client.ts';
import { failureOf, slackCode } from './errors.ts';
import { missingScopes } from './scopes.ts';
import { textAt } from './wire.ts';
import type { Words } from './words.ts';

/** Without these nobody can ask the bot for anything, nor be answered. Without any other it does what it can. */
const essential: ReadonlySet<string> = new Set(['chat:write', 'commands', 'users:read']);

export interface Identity {
  /** The bot's user id. */
  readonly user: string;
  readonly bot: string;
  /** What it is mentioned by, without @. */
  readonly handle: string;
  readonly team: string;
  /** What the app was to be allowed and isn't; null when Slack didn't tell. */
  readonly lacks: readonly string[] | null;
}

/** Checks the bot token and what it may do. Throws StartError: one line that says which setting is wrong. */
export async function signIn(
  client: SlackClient,
  apiUrl: string,
  words: Words,
  patience: PatientStart,
): Promise<Identity> {
  const answer = await patiently(() => client.auth.test(), patience).catch((error: unknown) => {
    throw startError(error, 'SLACK_BOT_TOKEN', apiUrl, words);
  });
  const user = textAt(answer, 'user_id');
  const bot = textAt(answer, 'bot_id');
  const team = textAt(answer, 'team_id');
  if (!user || !bot || !team) throw new StartError(words.say('start.not-a-bot'));
  const lacks = missingScopes(answer);
  const missing = lacks ?? [];
  const fatal = missing.filter((scope) => essential.has(scope));
  if (fatal.length > 0) throw new StartError(words.say('start.missing-scopes', { scopes: fatal.join(', ') }));
  for (const scope of missing) {
    patience.log.warn('slack.scope-not-granted', {
      scope,
      consequence: words.say(`start.without.${scope.replaceAll(':', '-')}`),
    });
  }
  return { user, bot, handle: textAt(answer, 'user') ?? user, team, lacks };
}

/** Slack's trouble rather than a setting of ours: how many milliseconds to wait at least; null for what won't pass. */
export function passesAtStart(error: unknown): number | null {
  const failure = failureOf(error);
  if (failure.kind === 'rate-limited') return failure.retryAfter;
  const code = slackCode(error);
  if (code !== null) return failure.kind === 'ambiguous' || code === 'request_timeout' ? 0 : null;
  if (error instanceof webApi.WebAPIHTTPError) return failure.kind === 'ambiguous' ? 0 : null;
  return isPassingTrouble(error) ? 0 : null;
}

export function startError(
  error: unknown,
  variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN',
  apiUrl: string,
  words: Words,
): StartError {
  const options = { cause: error };
  const code = slackCode(error);
  const which = variable === 'SLACK_BOT_TOKEN' ? 'bot' : 'app';
  if (code !== null && passesAtStart(error) === null) {
    return new StartError(words.say(`start.refused-${which}-token`, { code }), options);
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    return new StartError(words.say('start.not-slack', { url: apiUrl, status: error.statusCode }), options);
  }
  if (code !== null || failureOf(error).kind === 'rate-limited')
    return new StartError(words.say('start.busy'), options);
  return new StartError(words.say('start.unreachable', { url: apiUrl }), options);
}
