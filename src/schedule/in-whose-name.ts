import type { Presence } from '../access/actor/presence.ts';
import type { RegionScope } from '../access/region/region-scope.ts';
import { regionById } from '../access/region/region-store.ts';
import type { Database } from '../database/database.ts';
import { inTransaction } from '../database/transaction.ts';

/** In whose name something due is done, by its subject: the id of a person; null where it is nobody's any more. */
export type InWhoseName = (scope: RegionScope, subject: string) => Promise<string | null>;
/** By kind; what isn't among them is done in nobody's name. */
export type InWhoseNames = Readonly<Record<string, InWhoseName>>;

interface DueInRegion {
  readonly regionId: string;
  readonly kind: string;
  readonly subject: string;
}

/**
 * Looks, before something is done in somebody's name, whether they are still in the workspace or server. Platforms are asked
 * before the transaction, which would hold others up meanwhile. False while one can't tell: it stays due.
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
