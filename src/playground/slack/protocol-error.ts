import type { JsonObject } from './json.ts';

/** An error Slack answers with HTTP 200 and `{ ok: false, error }`. */
export class ProtocolError extends Error {
  readonly code: string;
  readonly details: JsonObject;

  constructor(code: string, details: JsonObject = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** Makes an error with Slack's line-by-line explanation of refused blocks, views or arguments. */
export function explained(code: string, messages: readonly string[]): ProtocolError {
  return new ProtocolError(code, { response_metadata: { messages: [...messages] } });
}
