import { purgeJournal } from '../../access/journal/journal-store.ts';
import { endOfTerm } from '../../access/region/data-settings-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';

/** Deletes what the journal has held for longer than the region keeps what was. Returns whether some may be left. */
export async function purgeEntries(scope: RegionScope, most: number): Promise<boolean> {
  return (await purgeJournal(scope, await endOfTerm(scope, 'history'), most)) === most;
}
