import type { Region } from '../access/region/region.ts';
import { allRegions } from '../access/region/region-store.ts';
import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/transaction.ts';
import { eraseMarked, unknownErasures } from '../features/privacy/erase-again.ts';

const ELSEWHERE =
  'give a copy of the database a BACKUP_DIR of its own; if this one is put back from that one, take "origin" out of these lines of erasures.jsonl, then restart';

/**
 * Erases those again whom a backup that was put back holds, though they were erased since: before anybody is answered, so that
 * nobody meets them. What can't be done is in the log, and tried at the next start. Throws BackupError where the list of them can't be read.
 */
export async function eraseAgain(database: Database, now: Date): Promise<void> {
  const marks = await database.backups.erased();
  if (marks.length === 0) return;
  for (const region of await allRegions(database)) {
    const ours = marks.filter((mark) => mark.region === region.id);
    const { again, elsewhere } = await inTransaction(database, (tx) => unknownErasures({ tx, region, now }, ours));
    if (elsewhere > 0)
      database.log.warn('erasure.of-another-database', { region: region.id, elsewhere, todo: ELSEWHERE });
    for (const mark of again) await repeat(database, region, mark, now);
  }
}

type Unknown = Awaited<ReturnType<typeof unknownErasures>>['again'][number];

async function repeat(database: Database, region: Region, mark: Unknown, now: Date): Promise<void> {
  const where = { region: region.id, erasure: mark.erasure };
  try {
    const people = await inTransaction(database, (tx) => eraseMarked({ tx, region, now }, mark));
    database.log.info('erasure.repeated', { ...where, people });
  } catch (error) {
    database.log.error('erasure.not-repeated', error, {
      ...where,
      todo: "somebody who had themselves erased is back from the backup; if they were the last coordinator, name another, then restart; if they are one person with an account that wasn't erased, part the two, then restart",
    });
  }
}
