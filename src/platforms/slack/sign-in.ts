import type { DeclaredNeed } from '../../chat/needs.ts';
import { StartError } from '../../chat/platform.ts';
import { type PatientStart, patiently } from '../patient-start.ts';
import type { PlatformText } from '../platform-text.ts';
import type { SlackClient } from './client.ts';
import { missingScopes } from './scopes.ts';
import { startError } from './start-error.ts';
import { textAt } from './wire.ts';
import type { SlackWords } from './words.ts';

export interface Identity {
  /** The bot's user id. */
  readonly user: string;
  readonly bot: string;
  /** The name it is mentioned by, without @. */
  readonly handle: string;
  readonly team: string;
  /** The workspace's address, which ends with a slash. */
  readonly address: string;
  /** The scopes that aren't granted; null when Slack didn't list them. */
  readonly lacks: readonly DeclaredNeed[] | null;
}

export interface SignInOptions {
  readonly apiUrl: string;
  readonly needs: readonly DeclaredNeed[];
  readonly words: SlackWords;
  readonly text: PlatformText;
  readonly locale: 'fr' | 'en';
}

/** Checks the bot token and its scopes. Throws StartError, whose one line says which setting is wrong. */
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
  const address = textAt(answer, 'url') ?? 'https://slack.com/';
  return { user, bot, handle: textAt(answer, 'user') ?? user, team, address, lacks };
}
