import { webApi } from '@slack/bolt';
import { StartError } from '../../chat/platform.ts';
import type { SlackClient } from './client.ts';
import { failureOf, slackCode } from './errors.ts';
import { botScopes } from './register.ts';
import { textAt } from './wire.ts';
import type { Words } from './words.ts';

export interface Identity {
  /** The bot's user id. */
  readonly user: string;
  readonly bot: string;
  /** What it is mentioned by, without @. */
  readonly handle: string;
  readonly team: string;
}

/** Checks the bot token and what it may do. Throws StartError: one line that says which setting is wrong. */
export async function signIn(client: SlackClient, apiUrl: string, words: Words): Promise<Identity> {
  const answer = await client.auth.test().catch((error: unknown) => {
    throw startError(error, 'SLACK_BOT_TOKEN', apiUrl, words);
  });
  const user = textAt(answer, 'user_id');
  const bot = textAt(answer, 'bot_id');
  const team = textAt(answer, 'team_id');
  if (!user || !bot || !team) throw new StartError(words.say('start.not-a-bot'));
  const granted = answer.response_metadata?.scopes;
  const missing = granted ? botScopes.filter((scope) => !granted.includes(scope)) : [];
  if (missing.length > 0) throw new StartError(words.say('start.missing-scopes', { scopes: missing.join(', ') }));
  return { user, bot, handle: textAt(answer, 'user') ?? user, team };
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
  if (code !== null && failureOf(error).kind !== 'rate-limited') {
    return new StartError(words.say(`start.refused-${which}-token`, { code }), options);
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    return new StartError(words.say('start.not-slack', { url: apiUrl, status: error.statusCode }), options);
  }
  if (failureOf(error).kind === 'rate-limited') return new StartError(words.say('start.busy'), options);
  return new StartError(words.say('start.unreachable', { url: apiUrl }), options);
}
