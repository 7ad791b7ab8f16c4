import type { RegionScope } from '../../access/region/region-scope.ts';
import type { Worded } from '../menu/waits.ts';
import type { Edition } from './edition.ts';

/** Returns a line for each thing that isn't over in an edition and that nobody can deal with any more once it is closed. */
export type StillOpen = (scope: RegionScope, edition: Edition) => Promise<readonly Worded[]>;

/** An edition that is about to be closed, and what isn't over in it. */
export interface EditionClosing {
  readonly edition: Edition;
  readonly stillOpen: readonly Worded[];
}
