import type { RegionScope } from '../../access/region/region-scope.ts';
import type { KitFacts } from './facts.ts';
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
