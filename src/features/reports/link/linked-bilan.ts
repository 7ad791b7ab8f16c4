import { regionById } from '../../../access/region/region-store.ts';
import type { Tx } from '../../../database/transaction.ts';
import { contentsOf } from '../../../files/store.ts';
import { signed } from '../../../signatures/jws.ts';
import { publishedJson } from '../publication/publication.ts';
import { keptSigningKey } from '../publication/signing-store.ts';
import { publicationStore } from '../publication/store.ts';
import { isLinkToken, linkTokenHash } from './bilan-link.ts';
import { linkWithHash } from './store.ts';

/** A bilan inside its signature, as the nation reads it. */
export interface SignedBilan {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/**
 * The bilan at an address. 'cut': the address was cut, or another one took its place. 'withdrawn': the bilan was
 * withdrawn. 'unknown': that can't be told just now. null: the bot gave out no such address.
 */
export type LinkedBilan = SignedBilan | 'cut' | 'withdrawn' | 'unknown' | null;

/** Returns the published bilan that an address leads to: the same bytes each time, until another version is published. */
export async function linkedBilan(tx: Tx, token: string, now: Date): Promise<LinkedBilan> {
  if (!isLinkToken(token)) return null;
  const link = await linkWithHash(tx, linkTokenHash(token));
  if (link === null) return null;
  if (link.isCut) return 'cut';
  const region = await regionById(tx, link.regionId);
  if (region === null) return null;
  const scope = { tx, region, now };
  const publication = await publicationStore(scope).latest(link.editionId);
  const json = publication && publishedJson(publication);
  if (!json) return 'withdrawn';
  const bytes = (await contentsOf(scope, [json.id])).get(json.id);
  const key = await keptSigningKey(scope);
  // An erasure may have emptied it since.
  if (bytes === undefined || bytes.byteLength === 0 || key === null) return 'withdrawn';
  const name = json.name.replace(/\.json$/, '.jws');
  return { name, type: 'application/jose+json', bytes: Buffer.from(await signed(bytes, key)) };
}
