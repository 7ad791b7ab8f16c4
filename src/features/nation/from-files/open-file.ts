import { inTurns, turnOver } from '../../../concurrency/turns.ts';
import { isEnvelope, opened } from '../../../signatures/jws.ts';
import { SCHEMA } from '../../reports/documents/json.ts';
import { bilanHead, bilanInSteps } from './bilan-file.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { type RegionReport, regionOfBilan } from './region.ts';

/** The most bytes of a file: some hundred times what a large region's takes. */
export const LARGEST = 16 * 1024 * 1024;

export interface RegionFile {
  readonly name: string;
  /** At most LARGEST + 1 of it, so that a larger one is known without being read. */
  readonly bytes: Uint8Array;
}

/** A bilan.json without a signature: it counts for nothing, and has to be what a signed one holds. */
export interface PlainFile {
  readonly name: string;
  readonly text: string;
}

export type OpenedFile =
  | { readonly is: 'region'; readonly region: RegionReport; readonly text: string }
  | { readonly is: 'plain'; readonly plain: PlainFile }
  | { readonly is: 'refused'; readonly refusal: Refusal };

/** Reads what one region sent: bounded, then its signature, then its schema, each before what stands on it. */
export async function openFile({ name, bytes }: RegionFile): Promise<OpenedFile> {
  const refused = (...why: Parameters<typeof refusalOf> extends [string, ...infer R] ? R : never): OpenedFile => ({
    is: 'refused',
    refusal: refusalOf(name, ...why),
  });
  if (bytes.byteLength > LARGEST) return refused('tooBig', null, { megabytes: LARGEST / 1024 / 1024 });
  const given = jsonIn(bytes);
  // A large file takes long in each of these: others have their turns in between.
  await turnOver();
  if (given === null) return refused('notJson');
  if (!isEnvelope(given.json)) return { is: 'plain', plain: { name, text: given.text } };
  const held = await opened(given.json);
  if (held === null) return refused('altered');
  await turnOver();
  const inside = jsonIn(held.bytes);
  await turnOver();
  if (inside === null) return refused('notJson');
  const head = bilanHead.safeParse(inside.json);
  if (!head.success || head.data.schema !== SCHEMA) {
    return refused('unknownSchema', null, {
      schema: head.success ? head.data.schema.slice(0, 100) : '?',
      known: SCHEMA,
    });
  }
  const read = await inTurns(bilanInSteps(inside.json));
  if (!read.success) {
    return refused('malformed', null, { where: read.error.issues[0]?.path.join('.').slice(0, 100) || '?' });
  }
  if (read.data.draft) return refused('draft', read.data.region.name, { version: read.data.version });
  return { is: 'region', region: regionOfBilan(read.data, name, held.thumbprint), text: inside.text };
}

function jsonIn(bytes: Uint8Array): { readonly json: unknown; readonly text: string } | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { json: JSON.parse(text), text };
  } catch {
    return null;
  }
}
