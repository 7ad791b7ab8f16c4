import { createHmac, randomUUID } from 'node:crypto';
import { StartError } from '../../chat/platform.ts';
import type { PlatformText } from '../platform-text.ts';
import { wordsOf } from './words.ts';

export interface RequestUrlOptions {
  readonly url: string;
  readonly signingSecret: string;
  /** Sends the request, and returns what came back, or why nothing did. */
  readonly ask: (url: string, request: RequestInit) => Promise<{ readonly answer: unknown; readonly code: string }>;
  readonly text: PlatformText;
  readonly locale: 'fr' | 'en';
  readonly now: Date;
}

/** The status by which the bot refuses what this secret didn't sign. */
const NOT_SIGNED = '401';

/**
 * Asks at the bot's address for events what Slack asks when it is entered in the app's settings, signed as Slack signs, and says that it
 * was answered. Throws StartError.
 */
export async function checkRequestUrl(options: RequestUrlOptions): Promise<string> {
  const { url, signingSecret, ask, now } = options;
  const words = wordsOf(options.text, options.locale);
  // The bot takes the same signed request only once.
  const challenge = randomUUID();
  const body = JSON.stringify({ token: 'doctor', challenge, type: 'url_verification' });
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const digest = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const headers = {
    'Content-Type': 'application/json',
    'X-Slack-Request-Timestamp': timestamp,
    'X-Slack-Signature': `v0=${digest}`,
  };
  const { answer, code } = await ask(url, { method: 'POST', headers, body });
  if (isAnswer(answer, challenge)) return words.say('doctor.requestUrl', { url });
  throw new StartError(words.say(code === NOT_SIGNED ? 'doctor.notSigned' : 'doctor.notReached', { url, code }));
}

function isAnswer(answer: unknown, challenge: string): boolean {
  return typeof answer === 'object' && answer !== null && 'challenge' in answer && answer.challenge === challenge;
}
