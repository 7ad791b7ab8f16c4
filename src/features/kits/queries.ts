import type { RegionScope } from '../../access/region/region-scope.ts';
import { contentsOf } from '../../files/store.ts';
import type { KitFacts, KitLogo } from './facts.ts';
import { kitReceiptStore } from './receipt-store.ts';
import { kitStore } from './store.ts';

/**
 * Returns the ids of the organisations that should have the latest kit and haven't confirmed it; none before a kit is
 * published.
 */
export async function organisationsWithoutKit(scope: RegionScope, editionId: string): Promise<ReadonlySet<string>> {
  const store = kitReceiptStore(scope);
  const kit = await kitStore(scope).latest(editionId);
  if (!kit) return new Set();
  const receipts = await store.receipts(kit.id);
  const received = new Set(receipts.flatMap((one) => (one.receivedAt === null ? [] : [one.organisationId])));
  const waiting = (await store.recipients(editionId)).map(({ organisation }) => organisation.id);
  return new Set(
    [...waiting, ...receipts.map(({ organisationId }) => organisationId)].filter((id) => !received.has(id)),
  );
}

/** Returns how the edition's kit was handed out; null before one is published. */
export async function kitFacts(scope: RegionScope, editionId: string): Promise<KitFacts | null> {
  const kit = await kitStore(scope).latest(editionId);
  return kit && { versions: kit.version, ...(await kitReceiptStore(scope).counts(editionId)) };
}

/** The media types of pictures that both Word and a browser show as they are. */
const PICTURES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg']);

/** The most logos that a document shows, and the most bytes of one that are read. */
const LOGOS = 6;
const LARGEST_LOGO = 500_000;

/** Matches the parts of a logo's file name that don't tell whose logo it is. */
const NOT_ITS_OWNER = /\.[a-z]+$|logos?|[-_ ]+/giu;

/** Returns the pictures of the edition's latest kit that are called a logo, in the kit's order. */
export async function kitLogos(scope: RegionScope, editionId: string): Promise<readonly KitLogo[]> {
  const kit = await kitStore(scope).latest(editionId);
  const logos = (kit?.files ?? [])
    .filter(({ name, type, size }) => /logo/i.test(name) && PICTURES.has(type) && size <= LARGEST_LOGO)
    .slice(0, LOGOS);
  const contents = await contentsOf(
    scope,
    logos.map(({ id }) => id),
  );
  return logos.flatMap(({ id, name }) => {
    const bytes = contents.get(id);
    return bytes === undefined ? [] : [{ of: name.replace(NOT_ITS_OWNER, ' ').trim(), bytes }];
  });
}
