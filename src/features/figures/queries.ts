import type { RegionScope } from '../../access/region/region-scope.ts';
import type { EnteredFigure } from './entered-figure.ts';
import { figureStore } from './store.ts';

/** All that was entered of an edition, in the order it was first entered. */
export function enteredFigures(scope: RegionScope, editionId: string): Promise<readonly EnteredFigure[]> {
  return figureStore(scope).ofEdition(editionId);
}
