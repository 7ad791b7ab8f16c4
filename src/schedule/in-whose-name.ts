import type { Presence } from '../access/actor/presence.ts';
import type { RegionScope } from '../access/region/region-scope.ts';
import { regionById } from '../access/region/region-store.ts';
import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/transaction.ts';

/** Returns the id of the person in whose name an item is done, by its subject; null when there is nobody any more. */
export type InWhoseName = (scope: RegionScope, subject: string) => Promise<string | null>;
/** The same, by kind. Due items of other kinds are done in nobody's name. */
export type InWhoseNames = Readonly<Record<string, InWhoseName>>;

interface DueInRegion {
  readonly regionId: string;
  readonly kind: string;
  readonly subject: string;
}

/**
 * Checks, before something is done in somebody's name, that they are still in the workspace or server. Platforms are
 * asked before the transaction, which would otherwise hold others up. Returns false while that can't be told: the
 * item stays due.
 */
export async function lookForWhoActs(
  database: Database,
  { regionId, kind, subject }: DueInRegion,
  now: Date,
  names: InWhoseNames,
  presence: Pick<Presence, 'lookFor'>,
): Promise<boolean> {
  const inWhoseName = names[kind];
  if (!inWhoseName) return true;
  const personId = await inTransaction(database, async (tx) => {
    const region = await regionById(tx, regionId);
    return region && inWhoseName({ tx, region, now }, subject);
  });
  return personId === null || presence.lookFor(regionId, personId);
}
