import { FIGURE_IDS, type Figure, type FigureId } from '../../figures/figure.ts';
import type { ReportFigures } from '../aggregates/aggregate.ts';

/** The part of a figure that a version tells. */
type Told = Pick<Figure, 'value' | 'precision' | 'of' | 'parts' | 'toConfirm' | 'withheld'>;

export interface FigureChange {
  readonly id: FigureId;
  readonly before: Told;
  readonly after: Told;
}

/** Returns the figures that differ from those of the version before; the new version must list them. */
export function changedFigures(before: ReportFigures, after: ReportFigures): readonly FigureChange[] {
  return FIGURE_IDS.flatMap((id) => {
    const [a, b] = [before, after].map(({ figures }) => figures[id]);
    if (a === undefined || b === undefined) return [];
    const same = a.value === b.value && a.precision === b.precision && a.of === b.of && a.toConfirm === b.toConfirm;
    const part = ({ value, precision, of, parts, toConfirm, withheld }: Told): Told => ({
      value,
      precision,
      of,
      parts,
      toConfirm,
      withheld,
    });
    return same ? [] : [{ id, before: part(a), after: part(b) }];
  });
}
