import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

const FIVE_MINUTES_S = 300;
/** Bytes of Slack's longest body: a submitted form of 30 fields, each percent-encoded several times over. */
export const LONGEST_BODY = 1_048_576;
/** Bytes of an unsigned body. Slack signs everything but its check of the certificate, which has a few short fields. */
export const LONGEST_UNSIGNED = 1_024;

export type MediaType = 'application/json' | 'application/x-www-form-urlencoded';

/** The announcements in the headers of a request that may be Slack's. */
export interface Announced {
  readonly type: MediaType;
  readonly signed: Signed | null;
}

export interface Signed {
  /** As it stands in the header: it is part of what was signed. */
  readonly timestamp: string;
  /** The 64 digits of the signature. */
  readonly digest: string;
}

/**
 * Checks only the request line and the headers. Returns the HTTP status to refuse the request with, before a byte of
 * its body is kept.
 */
export function announced(request: IncomingMessage, seconds: number): Announced | number {
  const { method, headers } = request;
  if (method !== 'POST') return 405;
  const type = mediaTypeOf(headers);
  if (type === null) return 415;
  const signed = signedIn(headers, seconds);
  // Only its body shows a check of the certificate.
  if (signed === null && type === 'application/json') return 401;
  const length = headers['content-length'];
  if (length !== undefined && Number(length) > (signed ? LONGEST_BODY : LONGEST_UNSIGNED)) return signed ? 413 : 401;
  return { type, signed };
}

function mediaTypeOf(headers: IncomingHttpHeaders): MediaType | null {
  const { 'content-encoding': encoding = 'identity', 'content-type': given = '' } = headers;
  const [type = '', charset = 'charset=utf-8', more] = given.split(';').map((part) => part.trim().toLowerCase());
  if (encoding.toLowerCase() !== 'identity' || charset.replaceAll('"', '') !== 'charset=utf-8' || more) return null;
  return type === 'application/json' || type === 'application/x-www-form-urlencoded' ? type : null;
}

/**
 * Returns null where Slack wouldn't have written it so: anything laxer would let one signature pass under several
 * spellings.
 */
function signedIn(headers: IncomingHttpHeaders, seconds: number): Signed | null {
  const timestamp = String(headers['x-slack-request-timestamp']);
  const digest = /^v0=([0-9a-f]{64})$/.exec(String(headers['x-slack-signature']))?.[1];
  if (digest === undefined || !/^[1-9]\d{0,11}$/.test(timestamp)) return null;
  return Math.abs(seconds - Number(timestamp)) <= FIVE_MINUTES_S ? { timestamp, digest } : null;
}

/**
 * Seconds for which a signature is remembered. Its timestamp is too old afterwards, even if it was ahead of the bot's
 * clock.
 */
export const REMEMBERED_S = 2 * FIVE_MINUTES_S;
