import type { IncomingMessage } from 'node:http';
import { DiscordError, refuse } from '../errors.ts';
import { parseJson } from '../json.ts';
import type { UploadedPart } from './request.ts';

const WHOLE_REQUEST = 25 * 1024 * 1024;

export interface ReadBody {
  readonly body: unknown;
  readonly files: readonly UploadedPart[];
}

export async function readRaw(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk)));
  return Buffer.concat(chunks);
}

export async function readBody(raw: Buffer, type: string): Promise<ReadBody> {
  if (raw.length > WHOLE_REQUEST) throw refuse('requestTooLarge');
  if (raw.length === 0) return { body: undefined, files: [] };
  if (type.startsWith('multipart/form-data')) return readMultipart(raw, type);
  if (!type.startsWith('application/json')) {
    throw new DiscordError(400, 50035, 'Invalid Form Body', {
      _errors: [
        {
          code: 'CONTENT_TYPE_INVALID',
          message: `Expected "Content-Type" header to be one of {'application/json', 'multipart/form-data'}.`,
        },
      ],
    });
  }
  return { body: jsonOrRefuse(raw.toString('utf8')), files: [] };
}

async function readMultipart(raw: Buffer, type: string): Promise<ReadBody> {
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
  const files: UploadedPart[] = [];
  const fields: Record<string, string> = {};
  for (const [field, value] of form) {
    if (typeof value === 'string') fields[field] = value;
    else files.push({ field, name: value.name, type: value.type, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  const json = fields.payload_json;
  return { body: json === undefined ? fields : jsonOrRefuse(json), files };
}

function jsonOrRefuse(text: string): unknown {
  const parsed = parseJson(text);
  if (parsed === undefined) throw refuse('invalidJson');
  return parsed;
}
