import { originsNow } from '../access/region/origins-store.ts';
import { allRegions } from '../access/region/region-store.ts';
import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/transaction.ts';

/** Notes in each region which database it is in, where it has been put into another one since the last start. */
export async function noteOrigins(database: Database, now: Date): Promise<void> {
  if (database.backups.origin === null) return;
  for (const region of await allRegions(database)) {
    await inTransaction(database, (tx) => originsNow({ tx, region, now }));
  }
}
