import type { IncomingMessage } from 'node:http';
import { DiscordError, refuse } from '../errors.ts';
import { parseJson } from '../json.ts';
import type { UploadedPart } from './request.ts';

const WHOLE_REQUEST = 25 * 1024 * 1024;

export interface ReadBody {
  readonly body: unknown;
  readonly files: readonly UploadedPart[];
}

/** Reads the whole body. Of one that is too large, it keeps only enough to tell. */
export async function readRaw(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    // The body is read to its end all the same: a client that is cut off while it writes wouldn't learn why.
    if (size <= WHOLE_REQUEST) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
    size += chunk.length;
  }
  return Buffer.concat(chunks);
}

export async function readBody(raw: Buffer, contentType: string): Promise<ReadBody> {
  if (raw.length > WHOLE_REQUEST) throw refuse('requestTooLarge');
  if (raw.length === 0) return { body: undefined, files: [] };
  const type = contentType.toLowerCase().split(';')[0]?.trim();
  switch (type) {
    case 'multipart/form-data':
      return readMultipart(raw, contentType);
    case 'application/json':
      return { body: jsonOrRefuse(raw.toString('utf8')), files: [] };
    case 'application/x-www-form-urlencoded':
      return { body: Object.fromEntries(new URLSearchParams(raw.toString('utf8'))), files: [] };
    default:
      throw new DiscordError(400, 50035, 'Invalid Form Body', {
        _errors: [
          {
            code: 'CONTENT_TYPE_INVALID',
            message: `Expected "Content-Type" header to be one of {'application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'}.`,
          },
        ],
      });
  }
}

async function readMultipart(raw: Buffer, type: string): Promise<ReadBody> {
  const files: UploadedPart[] = [];
  const fields: Record<string, string> = {};
  for (const [field, value] of await partsOf(raw, type)) {
    if (typeof value === 'string') fields[field] = value;
    else files.push({ field, name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  const json = fields.payload_json;
  return { body: json === undefined ? fields : jsonOrRefuse(json), files };
}

async function partsOf(raw: Buffer, type: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
  } catch {
    throw refuse('malformedBody');
  }
}

function jsonOrRefuse(text: string): unknown {
  const parsed = parseJson(text);
  if (parsed === undefined) throw refuse('invalidJson');
  return parsed;
}
