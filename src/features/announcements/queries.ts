import type { RegionScope } from '../../access/region/region-scope.ts';
import type { AnnouncementFacts } from './facts.ts';
import { announcementFactStore } from './facts-store.ts';

/** Returns the announcements that were made in a span of time and left, with who relayed them. `to` is null for an open end. */
export async function announcementFacts(
  scope: RegionScope,
  span: { readonly from: Date; readonly to: Date | null },
): Promise<AnnouncementFacts> {
  const store = announcementFactStore(scope);
  const ids = await store.leftBetween(span);
  return { sent: ids.length, relays: await store.relays(ids) };
}
