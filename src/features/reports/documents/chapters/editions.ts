import { barChart } from '../../../../documents/chart.ts';
import { chartParts, listParts, type Part, paragraphPart, tableParts } from '../../../../documents/outline.ts';
import { alphabetical } from '../../../../reading/index.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { type FigureId, unitOf } from '../../../figures/figure.ts';
import { figureName, measureText } from '../../../figures/words.ts';
import type { PreviousFigures } from '../../aggregates/facts.ts';
import type { ReportContent } from '../../content/content.ts';
import { isUnanimous } from '../../disclosure/respondents.ts';
import { EMPTY_CELL, earlierText } from '../../words.ts';
import { isIncludedFigure } from '../figure-table.ts';
import { KEY_FIGURES } from './summary.ts';

/** The figures that are drawn from edition to edition. */
const DRAWN = ['events', 'participants'] as const satisfies readonly FigureId[];

/** Returns the editions that are compared, this one last: figures that are told, and of earlier ones those that were. */
function comparedEditions({ facts, older, report }: ReportContent): readonly PreviousFigures[] {
  const told = KEY_FIGURES.flatMap((id) => {
    const { value, precision, withheld, of } = report.figures[id];
    if (!isIncludedFigure(report.figures[id]) || value === null || withheld !== null) return [];
    return precision === 'unknown' || precision === 'not_applicable'
      ? []
      : [[id, { value, precision, ...(of === null ? {} : { of }) }] as const];
  });
  return [
    ...older,
    ...(facts.previous === null ? [] : [facts.previous]),
    { year: report.year, figures: Object.fromEntries(told) },
  ];
}

/** Puts several editions side by side. Of two the figures themselves tell; from three on there is a table. */
export function editionsChapter(content: ReportContent, t: Translator): readonly Part[] {
  const editions = comparedEditions(content);
  if (editions.length < 3) return [];
  const ids = KEY_FIGURES.filter((id) => editions.filter(({ figures }) => figures[id] !== undefined).length > 1);
  return [
    ...tableParts(
      [t.text('reports.column.figure'), ...editions.map(({ year }) => String(year))],
      ids.map((id) => [
        figureName(t, id),
        ...editions.map(({ figures }) => {
          const figure = figures[id];
          return figure === undefined ? EMPTY_CELL : earlierText(t, content.report.figures[id], figure);
        }),
      ]),
    ),
    ...DRAWN.flatMap((id) =>
      chartParts(
        barChart(
          {
            title: t.text('reports.chart.byEdition', { figure: figureName(t, id) }),
            line: (category, values) => t.text('reports.chart.line', { category, values }),
          },
          editions.flatMap(({ year, figures }) => {
            const figure = figures[id];
            if (figure === undefined) return [];
            return [{ name: String(year), value: figure.value, label: measureText(t, figure, unitOf(id)) }];
          }),
        ),
      ),
    ),
  ];
}

/** Thanks those who answered, by name where naming them reveals nothing. */
export function thanksChapter({ report }: ReportContent, t: Translator): readonly Part[] {
  const { respondents, unnamedRespondents } = report;
  if (unnamedRespondents > 0) {
    const words = isUnanimous(report) ? 'reports.thanks.unnamed' : 'reports.thanks.someShare';
    return [paragraphPart(t.text(words, { count: unnamedRespondents }))];
  }
  if (respondents.length === 0) return [];
  return [
    paragraphPart(t.text('reports.thanks.named', { count: respondents.length })),
    ...listParts(alphabetical(t.locale, respondents, (name) => name)),
  ];
}
