import type { Actor } from '../../access/actor/actor.ts';
import { actorOf } from '../../access/actor/actor-store.ts';
import type { Region } from '../../access/region/region.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { allRegions } from '../../access/region/region-store.ts';
import type { ErasedMark } from '../../database/backup/erased.ts';
import type { Database } from '../../database/database.ts';
import { orderedId } from '../../database/ordered-id.ts';
import { inTransaction } from '../../database/transaction.ts';
import { eraseActor } from './erase.ts';
import { erasureStore } from './erasure-store.ts';

/**
 * Erases those again whom a backup that was put back holds, though they were erased since: before anybody is answered, so that
 * nobody meets them. What can't be done is in the log, and tried at the next start.
 */
export async function eraseAgain(database: Database, now: Date): Promise<void> {
  const marks = await database.backups.erased().catch((error: unknown) => {
    database.log.error('erasure.list-not-read', error);
    return [];
  });
  if (marks.length === 0) return;
  for (const region of await allRegions(database)) {
    const ours = marks.filter((mark) => mark.region === region.id);
    const unknown = await inTransaction(database, (tx) =>
      erasureStore({ tx, region, now }).unknownOf(ours.map(({ erasure }) => erasure)),
    );
    for (const mark of ours.filter(({ erasure }) => unknown.has(erasure))) await repeat(database, region, mark, now);
  }
}

async function repeat(database: Database, region: Region, mark: ErasedMark, now: Date): Promise<void> {
  const where = { region: region.id, erasure: mark.erasure };
  try {
    const people = await inTransaction(database, (tx) => eraseMarked({ tx, region, now }, mark));
    database.log.info('erasure.repeated', { ...where, people });
  } catch (error) {
    database.log.error('erasure.not-repeated', error, {
      ...where,
      todo: 'somebody who had themselves erased is back from the backup; if they were the last coordinator, name another, then restart',
    });
  }
}

/** Erases those who have one of these marks, as the erasure that had done it. Returns how many they are. */
async function eraseMarked(scope: RegionScope, { erasure, people }: ErasedMark): Promise<number> {
  const store = erasureStore(scope);
  // Before they became one they were several.
  const found = await store.peopleMarked(people);
  if (found.length === 0) await store.beginAndEnd(erasure);
  for (const [at, personId] of found.entries()) {
    const actor = await actorFor(scope, personId);
    await eraseActor({ ...scope, actor }, at === 0 ? erasure : orderedId(), []);
  }
  return found.length;
}

async function actorFor(scope: RegionScope, personId: string): Promise<Actor> {
  const { tx, region, now } = scope;
  const account = await erasureStore(scope).accountOf(personId);
  const user = { platform: account?.platform ?? '', id: account?.externalId ?? '', name: '' };
  if (account) return actorOf(tx, { region }, { ...user, team: null, administrator: null, locale: null }, now);
  return {
    ...{ personId, name: '', platform: user.platform, externalId: '', team: null, administrator: null },
    ...{ coordinator: false, delegateOf: [], organisations: [], requests: [], separable: null, locale: region.locale },
  };
}
