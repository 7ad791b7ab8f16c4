import { StartError } from '../../chat/platform.ts';
import type { Environment } from '../../env.ts';
import { checkRequestUrl } from '../../platforms/slack/request-url.ts';
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

async function checkSlackAddress(
  url: string,
  signingSecret: string,
  locale: Environment['locale'],
  now: Date,
): Promise<CheckResult> {
  const ask = (to: string, request: RequestInit) =>
    fetch(to, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) }).then(
      async (response) => ({ answer: await answerOf(response), code: String(response.status) }),
      (error: unknown) => ({ answer: null, code: networkCode(error) }),
    );
  try {
    return well(await checkRequestUrl({ url, signingSecret, ask, text: textIn, locale, now }));
  } catch (error) {
    if (error instanceof StartError) return wrong(error.message);
    throw error;
  }
}
