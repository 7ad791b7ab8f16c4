import type { Departure } from '../../access/contacts/departure.ts';
import type { Scope } from '../../access/operation/scope.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Worded } from '../menu/waits.ts';
import type { Edition } from './edition.ts';

/** Returns a line for each thing that isn't over in an edition and that nobody can deal with any more once it is closed. */
export type StillOpen = (scope: RegionScope, edition: Edition) => Promise<readonly Worded[]>;

/** Runs, in the same transaction, when an edition is closed: those whom it leaves without a decision are told. */
export type EditionClosedHook = (scope: Scope, edition: Edition) => Promise<void>;

/** Returns the prefix of the keys of what such a hook sends. */
export function editionClosedKey({ id }: Pick<Edition, 'id'>): string {
  return `edition-closed:${id}:`;
}

/** An edition that was just closed, and how those concerned are told; null where nobody is. */
export interface ClosedEdition {
  readonly edition: Edition;
  readonly leaves: Departure | null;
}

/** An edition that is about to be closed, and what isn't over in it. */
export interface EditionClosing {
  readonly edition: Edition;
  readonly stillOpen: readonly Worded[];
  /** Whether it holds nothing, so that it can be removed instead. */
  readonly isEmpty: boolean;
}
