import type { RegionScope } from '../../access/region/region-scope.ts';
import type { EnteredFigure } from './entered-figure.ts';
import { figureStore } from './store.ts';

/** Returns everything that was entered for an edition, in the order of first entry. */
export function enteredFigures(scope: RegionScope, editionId: string): Promise<readonly EnteredFigure[]> {
  return figureStore(scope).ofEdition(editionId);
}
