import type { ReportFigures } from './aggregate.ts';
import { FIGURE_IDS, type FigureId, type Measure } from './figures.ts';

export interface FigureChange {
  readonly id: FigureId;
  readonly before: Measure & { readonly of: number | null };
  readonly after: Measure & { readonly of: number | null };
}

/** What version 2 of a bilan must list: each figure that isn't what version 1 said. */
export function changedFigures(before: ReportFigures, after: ReportFigures): readonly FigureChange[] {
  return FIGURE_IDS.flatMap((id) => {
    const [a, b] = [before, after].map(({ figures }) => figures[id]);
    if (a === undefined || b === undefined) return [];
    const same = a.value === b.value && a.precision === b.precision && a.of === b.of;
    const part = ({ value, precision, of }: FigureChange['before']) => ({ value, precision, of });
    return same ? [] : [{ id, before: part(a), after: part(b) }];
  });
}
