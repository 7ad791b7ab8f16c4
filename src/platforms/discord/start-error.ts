import { DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes } from 'discord.js';
import { StartError } from '../../chat/platform.ts';
import { codeOf } from './errors.ts';
import type { DiscordOptions } from './options.ts';

/** Says that the gateway closed the connection, and with which code. */
export class ClosedByGateway extends Error {
  readonly closeCode: number;

  constructor(closeCode: number, options?: ErrorOptions) {
    super(`the gateway closed with ${closeCode}`, options);
    this.closeCode = closeCode;
  }
}

const HOUR = 60 * 60_000;
/** Matches discord.js's message that Discord grants no session today; that error has no code of its own. */
const noSessions = /^Not enough sessions remaining .* resets at (\S+)$/;

/** Returns what to tell whoever starts the bot. */
export function startError(error: unknown, options: DiscordOptions): StartError {
  return new StartError(startWords(error, options), { cause: error });
}

/** Returns what to tell whoever runs the bot when Discord has closed its connection for good. */
export function goneWords(code: number, options: DiscordOptions): string {
  return options.text(options.locale, 'platforms.discord.gone', { why: closedWords(code, options) });
}

function startWords(error: unknown, options: DiscordOptions): string {
  const { text, apiUrl, locale } = options;
  if (error instanceof ClosedByGateway) return closedWords(error.closeCode, options);
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid)
    return text(locale, 'platforms.discord.start.token');
  const reset = error instanceof Error ? noSessions.exec(error.message)?.[1] : undefined;
  if (reset !== undefined) {
    const hours = Math.max(1, Math.ceil((Date.parse(reset) - Date.now()) / HOUR));
    return text(locale, 'platforms.discord.start.sessions', { hours });
  }
  const code = codeOf(error) ?? (error instanceof Error ? error.name : '?');
  return text(locale, 'platforms.discord.start.unreachable', { url: apiUrl, code });
}

function closedWords(code: number, { text, locale }: DiscordOptions): string {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return text(locale, 'platforms.discord.start.token');
    case GatewayCloseCodes.DisallowedIntents:
      return text(locale, 'platforms.discord.start.intents');
    case GatewayCloseCodes.InvalidShard:
    case GatewayCloseCodes.ShardingRequired:
    case GatewayCloseCodes.InvalidAPIVersion:
    case GatewayCloseCodes.InvalidIntents:
      return text(locale, 'platforms.discord.start.outdated', { code: String(code) });
    default:
      return text(locale, 'platforms.discord.start.closed', { code: String(code) });
  }
}
