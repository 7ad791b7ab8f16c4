import type { RegionScope } from '../../access/region/region-scope.ts';
import { UserError } from '../../chat/user-error.ts';
import type { Edition } from './edition.ts';
import { editionStore } from './store.ts';

/** Returns the edition that is open now; null between two editions. */
export function currentEditionOrNone(scope: RegionScope): Promise<Edition | null> {
  return editionStore(scope).open();
}

/** Returns what says that there is no edition. */
export function noEdition(): UserError {
  return new UserError('editions.errors.noneOpen');
}

/** Returns the edition that is open now. Throws UserError when there is none. */
export async function currentEdition(scope: RegionScope): Promise<Edition> {
  const edition = await currentEditionOrNone(scope);
  if (!edition) throw noEdition();
  return edition;
}

/** Returns the open edition or, between two, the latest one to look back on. Throws UserError before the first. */
export async function latestEdition(scope: RegionScope): Promise<Edition> {
  const edition = await findLatestEdition(scope);
  if (!edition) throw noEdition();
  return edition;
}

/** Returns the open edition, otherwise the latest one; null before the first. */
export function findLatestEdition(scope: RegionScope): Promise<Edition | null> {
  return editionStore(scope).openOrLatest();
}

/** Returns what `findLatestEdition` would have returned at a moment; null before the first. */
export function latestEditionAt(scope: RegionScope, at: Date): Promise<Edition | null> {
  return editionStore(scope).openOrLatestAt(at);
}

/** Returns the edition of a year; null where there is none. */
export function editionOfYear(scope: RegionScope, year: number): Promise<Edition | null> {
  return editionStore(scope).byYear(year);
}

/** Returns the latest editions before a year, at most `most`, the earliest first. */
export function editionsBefore(scope: RegionScope, year: number, most: number): Promise<Edition[]> {
  return editionStore(scope).before(year, most);
}

/** Returns from when until when an edition was worked on; `to` is null while it is open. */
export function editionPeriod(
  scope: RegionScope,
  editionId: string,
): Promise<{ readonly from: Date; readonly to: Date | null }> {
  return editionStore(scope).span(editionId);
}

export function editionById(scope: RegionScope, id: string): Promise<Edition | null> {
  return editionStore(scope).byId(id);
}

/**
 * Locks an edition that has to stay open until the transaction ends: whoever closes it waits. Throws a UserError that says
 * that it is closed, also where it was being closed at this moment.
 */
export async function holdOpenEdition(scope: RegionScope, id: string): Promise<void> {
  if (await editionStore(scope).holdOpen(id)) return;
  const edition = await editionById(scope, id);
  throw new UserError('editions.errors.closed', { year: String(edition?.year ?? '') });
}

/** Returns the region's editions, the latest first. */
export function allEditions(scope: RegionScope): Promise<Edition[]> {
  return editionStore(scope).all();
}
