import type { RegionScope } from '../../access/region/region-scope.ts';
import type { EnteredFigure, FigureNote } from './entered-figure.ts';
import { COUNTED_ON } from './entries.ts';
import { figureStore } from './store.ts';

/** Returns everything that was entered for an edition, in the order of first entry. */
export function enteredFigures(scope: RegionScope, editionId: string): Promise<readonly EnteredFigure[]> {
  return figureStore(scope).ofEdition(editionId);
}

/** Returns the notes to the figures of an edition, in the same order. The day of the count stands in that place, and is none. */
export async function figureNotes(scope: RegionScope, editionId: string): Promise<readonly FigureNote[]> {
  const entered = await enteredFigures(scope, editionId);
  return entered.flatMap(({ key, note }) => (note === null || key === COUNTED_ON ? [] : [{ key, note }]));
}
