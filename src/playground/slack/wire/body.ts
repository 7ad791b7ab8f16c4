import type { IncomingMessage } from 'node:http';
import { isDeeperThan, isObject, type Json, type JsonObject, parseJson, textOf } from '../json.ts';

/** Fields that hold JSON, as such or written into a text; every other field stays text. */
const jsonFields = ['attachments', 'blocks', 'files', 'metadata', 'unfurls', 'view'];
/** Lists that some methods take as such too. */
const listFields = ['channels', 'file_ids', 'types', 'users'];
/** A limit of the local Slack: no app sends anything nested deeper, and deeper nesting would exhaust it. */
const deepest = 100;

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The arguments of a call, and the conclusions from its content type. */
export interface ParsedArguments {
  readonly args: JsonObject;
  /** The token of a form; one in JSON or in the address doesn't count. */
  readonly token: string;
  /** Arguments from a JSON body, which methods that only read ignore. */
  readonly inJson: readonly string[];
  readonly warnings: readonly string[];
}

type BodyError =
  | 'invalid_json'
  | 'invalid_form_data'
  | 'json_not_object'
  | 'invalid_post_type'
  | 'missing_post_type'
  | 'invalid_charset'
  | 'invalid_arg_name'
  | 'invalid_array_arg'
  | 'invalid_arguments';

export async function parseArguments(
  request: IncomingMessage,
  body: Buffer,
  url: URL,
): Promise<ParsedArguments | BodyError> {
  const query = fromFields(url.searchParams);
  const parsed =
    request.method === 'GET' || body.length === 0
      ? { fields: {}, json: false, warnings: [] }
      : await parseBody(body, request.headers['content-type'] ?? '');
  if (typeof parsed === 'string') return parsed;
  const { token: _, ...args } = { ...query, ...parsed.fields };
  const wrong = wrongName(Object.keys(args));
  if (wrong) return wrong;
  return {
    args,
    token: parsed.json ? '' : textOf(parsed.fields.token),
    inJson: parsed.json ? Object.keys(parsed.fields) : [],
    warnings: parsed.warnings,
  };
}

interface ParsedBody {
  readonly fields: JsonObject;
  readonly json: boolean;
  readonly warnings: readonly string[];
}

async function parseBody(body: Buffer, header: string): Promise<ParsedBody | BodyError> {
  if (header.trim() === '') return 'missing_post_type';
  const [type = '', ...parameters] = header.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters
    .find((one) => one.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (charset !== undefined && !['utf-8', 'iso-8859-1'].includes(charset)) return 'invalid_charset';
  const text = body.toString(charset === 'iso-8859-1' ? 'latin1' : 'utf8');
  switch (type) {
    case 'application/json':
      return parseJsonBody(text, charset);
    case 'application/x-www-form-urlencoded':
      return form(fromFields(new URLSearchParams(text)), charset);
    case 'multipart/form-data': {
      const read = await formData(body, header);
      if (read === null) return 'invalid_form_data';
      return form(fromFields([...read].filter(isText)), charset);
    }
    case 'text/plain':
      return { fields: {}, json: false, warnings: charset === undefined ? ['missing_charset'] : [] };
    default:
      return 'invalid_post_type';
  }
}

function form(fields: JsonObject, charset: string | undefined): ParsedBody {
  return { fields, json: false, warnings: charset === undefined ? [] : ['superfluous_charset'] };
}

function parseJsonBody(text: string, charset: string | undefined): ParsedBody | BodyError {
  const json = parseJson(text);
  if (json === undefined) return 'invalid_json';
  if (!isObject(json)) return 'json_not_object';
  if (isDeeperThan(json, deepest)) return 'invalid_arguments';
  const fields: JsonObject = {};
  for (const [name, value] of Object.entries(json)) {
    // An explicit null counts as missing.
    if (value === null) continue;
    fields[name] = jsonFields.includes(name) ? readJson(value) : value;
    const structured = jsonFields.includes(name) || listFields.includes(name);
    if (!structured && typeof value === 'object') return 'invalid_arguments';
  }
  return { fields, json: true, warnings: charset === undefined ? ['missing_charset'] : [] };
}

function readJson(value: Json | undefined): Json | undefined {
  const parsed = typeof value === 'string' ? parseJson(value) : value;
  return parsed === undefined || isDeeperThan(parsed, deepest) ? textOf(value) : parsed;
}

function fromFields(fields: Iterable<[string, string]>): JsonObject {
  return Object.fromEntries(
    [...fields].map(([name, value]) => [name, jsonFields.includes(name) ? readJson(value) : value]),
  );
}

/** Checks names: letters, digits and underscores. `users[0]` is how PHP writes lists, which Slack accepts nowhere. */
function wrongName(names: readonly string[]): BodyError | null {
  if (names.some((name) => /^\w+\[.*\]$/.test(name))) return 'invalid_array_arg';
  return names.every((name) => /^\w{1,64}$/.test(name)) ? null : 'invalid_arg_name';
}

/** Returns the bytes of an upload: the raw body, or the first file of a form. */
export async function uploadedBytes(body: Buffer, type: string): Promise<Buffer> {
  if (!type.includes('multipart/form-data')) return body;
  const read = await formData(body, type);
  for (const [, value] of read ?? []) {
    if (typeof value !== 'string') return Buffer.from(await value.arrayBuffer());
  }
  return Buffer.alloc(0);
}

function isText(field: [string, unknown]): field is [string, string] {
  return typeof field[1] === 'string';
}

async function formData(body: Buffer, type: string): Promise<FormData | null> {
  try {
    const read = await new Response(new Uint8Array(body), { headers: { 'Content-Type': type } }).formData();
    return read as unknown as FormData;
  } catch {
    return null;
  }
}
