import { createHmac, randomUUID } from 'node:crypto';
import type { Environment } from '../../env.ts';
import { textIn } from '../../texts/index.ts';
import { type CheckResult, well, wrong } from '../check-result.ts';
import { answerOf, networkCode } from './machine.ts';

const PATIENCE_MS = 10_000;

/** Checks that the bot answers at its public address, and Slack there if it comes by HTTP; nothing where it has none. */
export async function checkPublicUrl(environment: Environment, now: Date): Promise<readonly CheckResult[]> {
  const { publicUrl: url, locale, slack } = environment;
  if (url === undefined) return [];
  const code = await fetch(`${url}/health`, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    async (response) => (isHealth(await answerOf(response)) ? null : String(response.status)),
    (error: unknown) => networkCode(error),
  );
  if (code !== null) return [wrong(textIn(locale, 'maintenance.doctor.public.gone', { url, code }))];
  const reached = well(textIn(locale, 'maintenance.doctor.public.fine', { url }));
  // With Socket Mode, Slack never comes to this address.
  if (slack?.signingSecret === undefined || slack.appToken !== undefined) return [reached];
  return [reached, await checkSlackAddress(`${url}/slack/events`, slack.signingSecret, locale, now)];
}

function isHealth(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'status' in answer && 'database' in answer;
}

/** The status by which the bot refuses what this secret didn't sign. */
const NOT_SIGNED = 401;

/** Asks what Slack asks when this address is entered in the app's settings, signed as Slack signs. */
async function checkSlackAddress(
  url: string,
  secret: string,
  locale: Environment['locale'],
  now: Date,
): Promise<CheckResult> {
  // The bot takes the same signed request only once.
  const challenge = randomUUID();
  const body = JSON.stringify({ token: 'doctor', challenge, type: 'url_verification' });
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  const code = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Slack-Request-Timestamp': timestamp,
      'X-Slack-Signature': `v0=${digest}`,
    },
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).then(
    async (response) => (isAnswer(await answerOf(response), challenge) ? null : String(response.status)),
    (error: unknown) => networkCode(error),
  );
  if (code === null) return well(textIn(locale, 'maintenance.doctor.public.slack', { url }));
  const key = code === String(NOT_SIGNED) ? 'secret' : 'slackGone';
  return wrong(textIn(locale, `maintenance.doctor.public.${key}`, { url, code }));
}

function isAnswer(answer: unknown, challenge: string): boolean {
  return typeof answer === 'object' && answer !== null && 'challenge' in answer && answer.challenge === challenge;
}
