import { webApi } from '@slack/bolt';
import type { DeclaredNeed } from '../../chat/needs.ts';
import { StartError } from '../../chat/platform.ts';
import { isPassingTrouble, type PatientStart, patiently } from '../patient-start.ts';
import type { SlackClient } from './client.ts';
import { failureOf, slackCode } from './errors.ts';
import { missingScopes } from './scopes.ts';
import { textAt } from './wire.ts';
import type { SlackWords, Text } from './words.ts';

export interface Identity {
  /** The bot's user id. */
  readonly user: string;
  readonly bot: string;
  /** What it is mentioned by, without @. */
  readonly handle: string;
  readonly team: string;
  /** The scopes that were not granted; null when Slack didn't tell. */
  readonly lacks: readonly DeclaredNeed[] | null;
}

export interface SignInOptions {
  readonly apiUrl: string;
  readonly needs: readonly DeclaredNeed[];
  readonly words: SlackWords;
  readonly text: Text;
  readonly locale: 'fr' | 'en';
}

/** Checks the bot token and what it may do. Throws StartError: one line that says which setting is wrong. */
export async function signIn(
  client: SlackClient,
  { apiUrl, needs, words, text, locale }: SignInOptions,
  patience: PatientStart,
): Promise<Identity> {
  const answer = await patiently(() => client.auth.test(), patience).catch((error: unknown) => {
    throw startError(error, 'SLACK_BOT_TOKEN', apiUrl, words);
  });
  const user = textAt(answer, 'user_id');
  const bot = textAt(answer, 'bot_id');
  const team = textAt(answer, 'team_id');
  if (!user || !bot || !team) throw new StartError(words.say('start.not-a-bot'));
  const lacks = missingScopes(answer, needs);
  const missing = lacks ?? [];
  const fatal = missing.filter(({ required }) => required).map(({ name }) => name);
  if (fatal.length > 0) throw new StartError(words.say('start.missing-scopes', { scopes: fatal.join(', ') }));
  for (const { name: scope, without } of missing) {
    const consequence = without.map((key) => text(locale, key)).join(' ; ');
    patience.log.warn('slack.scope-not-granted', { scope, consequence, todo: words.say('start.install-again') });
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
  words: SlackWords,
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
