import { type Part, paragraphPart, tableParts } from '../../../documents/outline.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Figure, FigureId } from '../../figures/figure.ts';
import { figureName, measureText } from '../../figures/words.ts';
import type { ReportContent } from '../content.ts';
import { baseText, changeText, precisionText, valueText } from '../words.ts';

/** Lists figures with all that is needed to read them correctly, and the sentences published about them. */
export function figureTable(content: ReportContent, t: Translator, ids: readonly FigureId[]): readonly Part[] {
  const { facts, report } = content;
  const known = ids.map((id) => report.figures[id]).filter(isIncludedFigure);
  const year = facts.previous?.year;
  const header = [
    t.text('reports.column.figure'),
    t.text('reports.column.value'),
    t.text('reports.column.base'),
    t.text('reports.column.precision'),
    t.text('reports.column.source'),
    year === undefined ? t.text('reports.column.before') : t.text('reports.column.previous', { year: String(year) }),
    t.text('reports.column.change'),
  ];
  const rows = known.map((figure) => [
    figureName(t, figure.id),
    valueText(t, figure),
    baseText(t, figure),
    precisionText(t, figure),
    t.text(`reports.source.${figure.source}`),
    measureText(t, figure.previous, figure.unit),
    changeText(t, figure),
  ]);
  const claims = report.claims.filter(({ figure }) => known.some(({ id }) => id === figure));
  return [
    ...tableParts(header, rows),
    ...claims.map(({ figure, wording }) =>
      paragraphPart(t.text('reports.claim', { figure: figureName(t, figure), wording })),
    ),
  ];
}

/**
 * Returns whether a figure is part of this bilan: one that nobody was asked about, or that nobody entered, isn't; one
 * that was asked about and isn't known is.
 */
export function isIncludedFigure({ value, source, of, base }: Figure): boolean {
  return of !== 0 && base?.asked !== 0 && (value !== null || source !== 'entered');
}
