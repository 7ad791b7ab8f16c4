import { refuse } from '../errors.ts';
import { isObject, type WireObject } from '../json.ts';
import { notAnObject } from '../validate/values.ts';

export interface UploadedPart {
  /** Field of the multipart form: files[0], files[1] … */
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * One request, completely read. Handlers are synchronous, so that what they store and what is recorded never diverge.
 */
export interface ApiRequest {
  readonly method: string;
  /** Below /api/v10, without the query. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON, or the payload_json of a multipart form. */
  readonly body: unknown;
  readonly files: readonly UploadedPart[];
}

export interface ApiResponse {
  readonly status: number;
  /** null means no body at all. */
  readonly body: unknown;
}

export const ok = (body: unknown): ApiResponse => ({ status: 200, body });
export const created = (body: unknown): ApiResponse => ({ status: 201, body });
export const noContent: ApiResponse = { status: 204, body: null };

export function param(request: ApiRequest, name: string): string {
  const value = request.params[name];
  if (value === undefined) throw refuse('notFound');
  return value;
}

/** Returns the body of an endpoint that takes an object; a missing body counts as an empty object. */
export function bodyObject(request: ApiRequest): WireObject {
  const { body } = request;
  if (body === undefined) return {};
  if (!isObject(body)) throw notAnObject();
  return { ...body };
}
