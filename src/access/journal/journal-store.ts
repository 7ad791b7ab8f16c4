import { clientOf, type Tx } from '../../database/transaction.ts';
import type { RegionScope } from '../region/region-scope.ts';
import type { Deed, Deeds } from './entry.ts';

/**
 * Writes what was done into the region's journal, in the transaction in which it is done: one statement, or none where
 * there is nothing to write. Without an actor it is the bot that did it by itself.
 */
export async function writeJournal(
  scope: RegionScope & { readonly actor?: { readonly personId: string } },
  deeds: Deeds,
): Promise<void> {
  const { region, now, actor } = scope;
  const all = deeds === null ? [] : Array.isArray(deeds) ? (deeds as readonly Deed[]) : [deeds as Deed];
  // A region that is still being set up is nobody else's yet, and may become part of another one.
  if (all.length === 0 || region.departments.length === 0) return;
  await clientOf(scope.tx).journalEntry.createMany({
    data: all.map(({ verb, object, organisation, person }) => ({
      ...{ regionId: region.id, at: now, doneById: actor?.personId ?? null, verb },
      ...{ objectKind: object.kind, objectId: object.id, objectName: object.name },
      ...{ organisationId: organisation?.id ?? null, organisationName: organisation?.name ?? null },
      personId: person ?? null,
    })),
  });
}

/** Lets this transaction change who the people in the journal are: where somebody is erased, merged or parted. */
export async function mayChangePeople(tx: Tx): Promise<void> {
  await clientOf(tx).$queryRaw`SELECT set_config('fil.journal', 'person', true)`;
}

/**
 * Deletes at most `most` of the region's entries that are older than `before`. Returns how many it deleted; as many as
 * `most` when some may be left.
 */
export async function purgeJournal({ tx, region }: RegionScope, before: Date, most: number): Promise<number> {
  const client = clientOf(tx);
  await client.$queryRaw`SELECT set_config('fil.journal', 'purge', true)`;
  const { count } = await client.journalEntry.deleteMany({
    where: { regionId: region.id, at: { lt: before } },
    limit: most,
  });
  await client.$queryRaw`SELECT set_config('fil.journal', '', true)`;
  return count;
}
