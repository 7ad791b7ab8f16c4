import type { IncomingMessage } from 'node:http';
import { isObject, type JsonObject, parseJson } from '../json.ts';

/** Form fields that hold JSON; every other field stays the text it is, whatever it looks like. */
const jsonFields = ['attachments', 'blocks', 'files', 'metadata', 'unfurls', 'view'];

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

type ParsedBody = JsonObject | 'invalid_json' | 'invalid_form_data' | 'json_not_object' | 'invalid_post_type';

export async function parseArguments(request: IncomingMessage, body: Buffer, url: URL): Promise<ParsedBody> {
  const query = fromFields(url.searchParams);
  if (request.method === 'GET' || body.length === 0) return query;
  const type = request.headers['content-type'] ?? '';
  if (type.includes('application/json')) {
    const json = parseJson(body.toString('utf8'));
    if (json === undefined) return 'invalid_json';
    return isObject(json) ? { ...query, ...json } : 'json_not_object';
  }
  if (type.includes('application/x-www-form-urlencoded')) {
    return { ...query, ...fromFields(new URLSearchParams(body.toString('utf8'))) };
  }
  if (type.includes('multipart/form-data')) {
    const form = await formData(body, type);
    if (form === null) return 'invalid_form_data';
    const texts = [...form].filter((field): field is [string, string] => typeof field[1] === 'string');
    return { ...query, ...fromFields(texts) };
  }
  return 'invalid_post_type';
}

function fromFields(fields: Iterable<[string, string]>): JsonObject {
  const parsed: JsonObject = {};
  for (const [name, value] of fields) {
    const json = jsonFields.includes(name) ? parseJson(value) : undefined;
    parsed[name] = json === undefined ? value : json;
  }
  return parsed;
}

/** The bytes of an upload: the raw body, or the first file of a form. */
export async function uploadedBytes(body: Buffer, type: string): Promise<Buffer> {
  if (!type.includes('multipart/form-data')) return body;
  const form = await formData(body, type);
  for (const [, value] of form ?? []) {
    if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}

async function formData(body: Buffer, type: string): Promise<FormData | null> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } }).formData();
    return form as unknown as FormData;
  } catch {
    return null;
  }
}
