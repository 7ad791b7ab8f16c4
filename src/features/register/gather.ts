import { directory } from '../../access/contacts/directory-store.ts';
import { dataSettingsStore } from '../../access/region/data-settings-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { databaseOf } from '../../database/transaction.ts';
import { comparePlatforms } from '../../platforms/registered.ts';
import type { RegisterFacts } from './facts.ts';

/** Returns what the register of this region tells, as it is set now. */
export async function registerFacts(scope: RegionScope): Promise<RegisterFacts> {
  const { region, now } = scope;
  const { contact, days } = await dataSettingsStore(scope).read();
  const installations = await directory(scope).installations();
  return {
    region: region.name,
    chamber: region.chamber,
    contact,
    days,
    platforms: installations.map(({ platform }) => platform).toSorted(comparePlatforms),
    backupDays: databaseOf(scope.tx).backups.days,
    logDays: databaseOf(scope.tx).log.keptDays,
    at: now,
  };
}
