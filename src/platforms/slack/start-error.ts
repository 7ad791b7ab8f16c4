import { webApi } from '@slack/bolt';
import { StartError } from '../../chat/platform.ts';
import { isPassingTrouble } from '../patient-start.ts';
import { failureOf, slackCode } from './errors.ts';
import type { SlackWords } from './words.ts';

/**
 * Returns how many milliseconds to wait at least for trouble that is Slack's rather than a wrong setting; null for what
 * won't pass.
 */
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
