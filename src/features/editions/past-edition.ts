import { type RegionScope, regionWords } from '../../access/region/region-scope.ts';
import type { Edition } from './edition.ts';
import { editionDays, isYearOver } from './rules.ts';
import { editionStore } from './store.ts';

/**
 * Returns the edition of a year that is over, and creates it as a closed one where the bot wasn't there: the next
 * editions are compared with its figures. `begun` tells whether it was created; null is returned when that year isn't over.
 */
export async function pastEdition(
  scope: RegionScope,
  year: number,
): Promise<{ readonly edition: Edition; readonly begun: boolean } | null> {
  const store = editionStore(scope);
  await store.lock();
  const known = await store.byYear(year);
  if (known) return { edition: known, begun: false };
  if (!isYearOver(year, scope.now, scope.region.timeZone)) return null;
  const name = regionWords(scope.region).text('editions.name', { year: String(year) });
  const edition = await store.create({ year, name, ...editionDays(year), message: null, priority: null });
  await store.close(edition.id);
  return { edition: { ...edition, open: false }, begun: true };
}
