import type { RegionScope } from '../../access/region/region-scope.ts';
import { kitStore } from './store.ts';

/** Ids of the organisations that are to have the latest kit and haven't said that they do; none before it is published. */
export async function organisationsWithoutKit(scope: RegionScope, editionId: string): Promise<ReadonlySet<string>> {
  const store = kitStore(scope);
  const kit = await store.latest(editionId);
  if (!kit) return new Set();
  const receipts = await store.receipts(kit.id);
  const received = new Set(receipts.flatMap((one) => (one.receivedAt === null ? [] : [one.organisationId])));
  const waiting = (await store.recipients(editionId)).map(({ organisation }) => organisation.id);
  return new Set(
    [...waiting, ...receipts.map(({ organisationId }) => organisationId)].filter((id) => !received.has(id)),
  );
}
