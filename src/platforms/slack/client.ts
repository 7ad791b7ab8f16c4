import { type Logger, LogLevel, webApi } from '@slack/bolt';
import type { Log } from '../../log.ts';

export type SlackClient = webApi.WebClient;

/** Longer than Slack ever takes, short enough that a lost answer is noticed. */
const ANSWER_TIMEOUT_MS = 15_000;

/**
 * Returns the options of Slack's clients. The SDK's own retries are off: after a lost answer they post a second time,
 * and a rate limit of one channel would hold up all the others.
 */
export function clientOptions(apiUrl: string, log: Log): webApi.WebClientOptions {
  return {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: ANSWER_TIMEOUT_MS,
    logger: sdkLogger(log),
  };
}

export function createClient(token: string, apiUrl: string, log: Log): SlackClient {
  return new webApi.WebClient(token, clientOptions(apiUrl, log));
}

/**
 * Returns a logger for the SDK. Its lines may quote what people wrote or a token, so only the fact that there was one
 * is kept, and errors by their kind.
 */
export function sdkLogger(log: Log): Logger {
  const quiet = () => {};
  return {
    debug: quiet,
    info: quiet,
    warn: () => log.debug('slack.sdk-warning'),
    error: (...lines: readonly unknown[]) => {
      const error = lines.find((line) => line instanceof Error);
      if (error) log.error('slack.sdk-error', error);
      else log.debug('slack.sdk-error');
    },
    setLevel: quiet,
    getLevel: () => LogLevel.WARN,
    setName: quiet,
  };
}
