import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import { DeliveryError, type DeliveryFailure } from '../../chat/platform.ts';
import type { RefusalReason } from '../../chat/refusal.ts';

const reasons: Readonly<Record<number, RefusalReason>> = {
  [RESTJSONErrorCodes.UnknownChannel]: 'channel-gone',
  [RESTJSONErrorCodes.UnknownGuild]: 'channel-gone',
  [RESTJSONErrorCodes.UnknownMessage]: 'message-gone',
  [RESTJSONErrorCodes.UnknownUser]: 'user-gone',
  [RESTJSONErrorCodes.UnknownMember]: 'user-gone',
  [RESTJSONErrorCodes.InvalidRecipients]: 'user-gone',
  [RESTJSONErrorCodes.MissingAccess]: 'not-in-channel',
  [RESTJSONErrorCodes.MissingPermissions]: 'no-permission',
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser]: 'direct-messages-closed',
  [RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds]: 'user-gone',
  [RESTJSONErrorCodes.InvalidActionOnArchivedThread]: 'channel-archived',
  [RESTJSONErrorCodes.ThreadLocked]: 'channel-archived',
  [RESTJSONErrorCodes.MaximumNumberOfWebhooksReached]: 'channel-full',
  [RESTJSONErrorCodes.RequestEntityTooLarge]: 'too-long',
};

/** Refusals that pass by themselves, with the milliseconds to wait when Discord doesn't say. */
const passing: Readonly<Record<number, number>> = {
  [RESTJSONErrorCodes.OpeningDirectMessagesTooFast]: 60_000,
  [RESTJSONErrorCodes.ChannelSendRateLimit]: 10_000,
  [RESTJSONErrorCodes.ServerSendRateLimit]: 10_000,
  [RESTJSONErrorCodes.ActionCannotBePerformedDueToSlowmodeRateLimit]: 30_000,
  [RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached]: 5 * 60_000,
};

/** How long to wait at least where a limit is told without its header, the only place in which the client reads for how long. */
const LEAST_RETRY_MS = 1_000;

/** Codes of network errors that occur before a byte of the request is sent. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export function toDeliveryError(error: unknown): DeliveryError {
  return error instanceof DeliveryError ? error : new DeliveryError(failureOf(error), { cause: error });
}

function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof RateLimitError) {
    const wait = error.retryAfter || Math.max(LEAST_RETRY_MS, error.timeToReset);
    return { kind: 'rate-limited', retryAfter: Math.max(1, Math.ceil(wait)) };
  }
  if (error instanceof DiscordAPIError) {
    const wait = typeof error.code === 'number' ? passing[error.code] : undefined;
    if (wait !== undefined) return { kind: 'rate-limited', retryAfter: wait };
    if (error.code === RESTJSONErrorCodes.APIResourceOverloaded) return { kind: 'unavailable' };
    if (error.status === 413) return { kind: 'refused', reason: 'too-long' };
    if (isNotItsRefusal(error)) return { kind: 'unavailable' };
    return { kind: 'refused', reason: (typeof error.code === 'number' && reasons[error.code]) || 'other' };
  }
  if (error instanceof HTTPError) return { kind: 'ambiguous' };
  return neverSent.has(codeOf(error) ?? '') ? { kind: 'unavailable' } : { kind: 'ambiguous' };
}

/**
 * Returns whether it isn't Discord that refuses what was asked for: the token isn't accepted just now, or something in
 * between answered, with a page of its own. A request that makes no sense (400) is none the better later.
 */
function isNotItsRefusal({ status, code }: DiscordAPIError): boolean {
  if (status === 401 || code === RESTJSONErrorCodes.CloudflareIsBlockingYourRequest) return true;
  return typeof code !== 'number' && status !== 400;
}

/** Returns the system's code of a network error, wherever in the chain of causes it is. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

/** Returns whether neither the network nor Discord caused the error: the bot's own code failed on this message. */
export function isOurMistake(error: unknown): boolean {
  return (error instanceof TypeError || error instanceof RangeError) && codeOf(error) === null;
}

/** Returns whether Discord itself says that something isn't there: a page of whatever stands in between has no code. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.status === 404 && typeof error.code === 'number';

export function apiCodeOf(error: unknown): number | null {
  return error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : null;
}

/** Returns the names of the fields for whose values Discord refused a request. */
export function refusedFields(error: unknown): readonly string[] {
  if (apiCodeOf(error) !== RESTJSONErrorCodes.InvalidFormBodyOrContentType) return [];
  const { rawError } = error as DiscordAPIError;
  return 'errors' in rawError && typeof rawError.errors === 'object' ? Object.keys(rawError.errors) : [];
}

/** Returns whether Discord refused the uploads, or something with them: another try with links may pass. */
export function isUploadRefusal(error: unknown): boolean {
  if (!(error instanceof DiscordAPIError)) return false;
  return (
    error.status === 413 ||
    error.code === RESTJSONErrorCodes.RequestEntityTooLarge ||
    error.code === RESTJSONErrorCodes.MissingPermissions
  );
}
