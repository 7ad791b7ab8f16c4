import { z } from 'zod';
import type { MediaType } from './http-headers.ts';

/** Nothing Slack sends is nested deeper; a deeper body would exhaust whatever walks through it. */
const DEEPEST = 100;

const payload = z.looseObject({ type: z.string() });
const event = z.looseObject({
  type: z.literal('event_callback'),
  event_id: z.string(),
  event: z.looseObject({ type: z.string() }),
});
const others = z.looseObject({ type: z.enum(['url_verification', 'app_rate_limited']) });
const json = z.union([event, others]);
const command = z.object({
  command: z.string().startsWith('/'),
  user_id: z.string().min(1),
  channel_id: z.string().min(1),
});
const check = z.object({ ssl_check: z.literal('1') });

export type SignedPayload = 'for Bolt' | 'check of the certificate';

/** Returns the payload of a body, if Slack may have written it; null for anything else. */
export function payloadIn(body: Buffer, type: MediaType): SignedPayload | null {
  const text = decoded(body);
  if (text === null) return null;
  if (type === 'application/json') return json.safeParse(parsed(text)).success ? 'for Bolt' : null;
  const fields = new URLSearchParams(text);
  const names = [...fields.keys()];
  // Readers would disagree on a field that is given twice.
  if (new Set(names).size < names.length) return null;
  const given = Object.fromEntries(fields);
  if (check.safeParse(given).success) return 'check of the certificate';
  const written = fields.get('payload');
  const right = written === null ? command.safeParse(given) : payload.safeParse(parsed(written));
  return right.success ? 'for Bolt' : null;
}

function decoded(body: Buffer): string | null {
  try {
    // Bolt reads a byte order mark as a character, which JSON doesn't begin with.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  if (isDeep(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    if (bracket === '[' || bracket === '{') depth += 1;
    if (bracket === ']' || bracket === '}') depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}
