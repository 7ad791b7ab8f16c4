import { allRegions } from '../../src/access/region/region-store.ts';
import type { FileRef } from '../../src/chat/message.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { storeFile } from '../../src/files/store.ts';
import { silentLog } from '../../src/log.ts';
import type { Variables } from '../bench/child.ts';
import type { Towns } from '../bench/platforms.ts';
import { seedRegion } from '../bench/seed.ts';

/** A picture of one grey point, as base64. */
const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

/** Prepares a region on both platforms, in a database that is up to date. Returns its picture. */
export async function prepare(
  { DATABASE_URL: url, DATA_DIR: dataDir = 'memory' }: Variables,
  towns: Towns,
): Promise<FileRef> {
  const database = await openDatabase({ url, dataDir, log: silentLog });
  try {
    const now = new Date();
    await seedRegion(database, towns, now);
    const [region] = await allRegions(database);
    if (!region) throw new Error('there is no region');
    const file = { name: 'logo.png', type: 'image/png', bytes: Buffer.from(PICTURE, 'base64') };
    return await inTransaction(database, (tx) => storeFile({ tx, region, now }, file, null));
  } finally {
    await database.close();
  }
}
