import { webApi } from '@slack/bolt';
import { DeliveryError, type DeliveryFailure } from '../../chat/platform.ts';
import type { RefusalReason } from '../../chat/refusal.ts';

/** Slack's codes for "this was not done and won't be", with the port's reasons. */
const refusals: Readonly<Record<string, RefusalReason>> = {
  not_in_channel: 'not-in-channel',
  channel_not_found: 'channel-gone',
  is_archived: 'channel-archived',
  // Editing a message answers this instead of is_archived; Discord reports a locked thread the same way.
  is_inactive: 'channel-archived',
  restricted_action_thread_locked: 'channel-archived',
  invalid_channel: 'channel-gone',
  message_not_found: 'message-gone',
  thread_not_found: 'message-gone',
  cant_update_message: 'no-permission',
  cant_delete_message: 'no-permission',
  edit_window_closed: 'no-permission',
  user_not_found: 'user-gone',
  users_not_found: 'user-gone',
  user_disabled: 'user-gone',
  user_is_bot: 'user-gone',
  user_not_visible: 'direct-messages-closed',
  cannot_dm_bot: 'direct-messages-closed',
  messages_tab_disabled: 'direct-messages-closed',
  restricted_action: 'no-permission',
  restricted_action_read_only_channel: 'no-permission',
  restricted_action_thread_only_channel: 'no-permission',
  restricted_action_non_threadable_channel: 'no-permission',
  missing_scope: 'no-permission',
  no_permission: 'no-permission',
  posting_to_channel_denied: 'no-permission',
  access_denied: 'no-permission',
  app_access_restricted: 'no-permission',
  user_is_external_guest: 'no-permission',
  cannot_reply_to_message: 'message-gone',
  invalid_user_combination: 'direct-messages-closed',
  method_not_supported_for_channel_type: 'direct-messages-closed',
  not_allowed_token_type: 'no-permission',
  msg_too_long: 'too-long',
  msg_blocks_too_long: 'too-long',
  attachment_payload_limit_exceeded: 'too-long',
  metadata_too_large: 'too-long',
};

const rateLimits = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);
/** These pass by themselves, or an administrator puts them right: what waits must still be there then. */
const notNow = new Set([
  'request_timeout',
  'accesslimited',
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'team_access_not_granted',
  'org_login_required',
  'team_added_to_org',
  'ekm_access_denied',
  'two_factor_setup_required',
  'external_channel_migrating',
  'update_failed',
  'file_update_failed',
  'unable_to_share_files',
  'streaming_state_conflict',
]);
/** Slack itself says that part of the operation may have happened. */
const perhapsDone = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'unknown_error']);

/** The connection was never made, so nothing can have been sent. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Slack refused a message's layout, not the message itself. */
const layoutRefusals = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'invalid_attachments',
  'invalid_arguments',
]);

const DEFAULT_RETRY_MS = 30_000;
/** The SDK rounds the seconds down, to nothing for less than one. */
const LEAST_RETRY_MS = 1_000;

/** Returns the error code of a call that Slack refused; null for any other failure. */
export function slackCode(error: unknown): string | null {
  const reason = error instanceof DeliveryError ? error.cause : error;
  if (!(reason instanceof webApi.WebAPIPlatformError)) return null;
  const code: unknown = reason.data.error;
  // The SDK puts the whole of an answer that isn't JSON here.
  return typeof code === 'string' && /^[a-z][a-z0-9_]*$/i.test(code) ? code : null;
}

/** Returns whether Slack says that the app, as it is installed now, may not do this at all. */
export function lacksScope(error: unknown): boolean {
  return slackCode(error) === 'missing_scope';
}

/** Returns the error that the SDK throws for a code, for the one answer that doesn't come through the SDK. */
export function slackRefusal(code: string): Error {
  return new webApi.WebAPIPlatformError({ ok: false, error: code });
}

/** Returns whether a plainer layout of the same message may pass. */
export function refusesLayout(error: unknown): boolean {
  const code = slackCode(error);
  return code !== null && layoutRefusals.has(code);
}

export function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { kind: 'rate-limited', retryAfter: Math.max(LEAST_RETRY_MS, error.retryAfter * 1000) };
  }
  if (error instanceof webApi.WebAPIPlatformError) return platformFailure(error);
  if (error instanceof webApi.WebAPIHTTPError) return failureOfPage(error.statusCode);
  // The SDK has no class for a 429 without Retry-After.
  if (error instanceof Error && error.message.startsWith('Retry header did not contain')) {
    return { kind: 'rate-limited', retryAfter: DEFAULT_RETRY_MS };
  }
  return codesOf(error).some((code) => neverConnected.has(code)) ? { kind: 'unavailable' } : { kind: 'ambiguous' };
}

/** Returns the failure that an HTTP status other than success means; `retryAfter` is that header. */
export function failureOfStatus(status: number, retryAfter: string | null): DeliveryFailure {
  if (status === 429) {
    const seconds = Number(retryAfter ?? Number.NaN);
    const wait = seconds >= 0 ? Math.max(LEAST_RETRY_MS, seconds * 1000) : DEFAULT_RETRY_MS;
    return { kind: 'rate-limited', retryAfter: wait };
  }
  const refused = status >= 400 && status < 500 && status !== 408;
  return refused ? { kind: 'refused', reason: 'other' } : { kind: 'ambiguous' };
}

/**
 * Returns the failure that an HTTP status means in answer to a call. Slack refuses what it is asked for with status 200 and
 * its own word; any other refusal comes from what stands in between, and passes. A request that makes no sense (400) or is
 * too large is none the better later.
 */
function failureOfPage(status: number): DeliveryFailure {
  const failure = failureOfStatus(status, null);
  const isOfRequest = status === 400 || status === 413 || status === 414;
  return failure.kind === 'refused' && !isOfRequest ? { kind: 'unavailable' } : failure;
}

function platformFailure(error: webApi.WebAPIPlatformError): DeliveryFailure {
  const code = slackCode(error);
  if (code === null || perhapsDone.has(code)) return { kind: 'ambiguous' };
  if (rateLimits.has(code)) {
    const seconds = error.data.response_metadata?.retryAfter;
    const wait = seconds === undefined ? DEFAULT_RETRY_MS : Math.max(LEAST_RETRY_MS, seconds * 1000);
    return { kind: 'rate-limited', retryAfter: wait };
  }
  if (notNow.has(code)) return { kind: 'unavailable' };
  return { kind: 'refused', reason: refusals[code] ?? 'other' };
}

/** Returns the codes of an error and of what caused it: fetch hides the system's error two levels down. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  let current: unknown = error instanceof webApi.WebAPIRequestError ? error.original : error;
  for (let depth = 0; depth < 4 && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string') codes.push(current.code);
    if (current instanceof AggregateError) codes.push(...current.errors.flatMap(codesOf));
    current = current.cause;
  }
  return codes;
}

/** Makes a call. Throws DeliveryError for Slack's refusals and for network trouble. */
export async function attemptCall<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    throw new DeliveryError(failureOf(error), { cause: error });
  }
}

/**
 * Makes a call that sends, changes or deletes a message. Throws DeliveryError. A missing scope counts as passing
 * trouble: an administrator can grant it again, and what waits must still be there then.
 */
export async function attemptToSend<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await attemptCall(call);
  } catch (error) {
    if (!lacksScope(error)) throw error;
    throw new DeliveryError({ kind: 'unavailable' }, { cause: error });
  }
}

export function refusedBecause(error: unknown, ...reasons: readonly RefusalReason[]): boolean {
  return error instanceof DeliveryError && error.failure.kind === 'refused' && reasons.includes(error.failure.reason);
}
