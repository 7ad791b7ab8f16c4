import type { JsonObject } from '../json.ts';

/** An HTTP response. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
  /** The form in which it is recorded. */
  readonly recorded: unknown;
}

export function jsonAnswer(status: number, json: JsonObject, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(json),
    recorded: json,
  };
}

export function textAnswer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers: { 'Content-Type': 'text/html; charset=utf-8', ...headers }, body, recorded: body };
}

export function rateLimited(seconds: number): Answer {
  return jsonAnswer(429, { ok: false, error: 'ratelimited' }, { 'Retry-After': String(seconds) });
}
