import { seriesChart } from '../../../documents/chart.ts';
import { chartParts, type Part } from '../../../documents/outline.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Figure } from '../../figures/figure.ts';
import type { ReportContent } from '../content/content.ts';

/** Draws how many of the questionnaires came back, of events and of organisations; nothing where none did. */
export function returnCharts({ report: { figures } }: ReportContent, t: Translator): readonly Part[] {
  const kinds = [
    { name: t.text('reports.chart.returns.events'), ...returnsIn(figures.questionnairesAnswered) },
    { name: t.text('reports.chart.returns.organisations'), ...returnsIn(figures.respondingOrganisations) },
  ].filter(({ sent }) => sent > 0);
  if (kinds.every(({ received }) => received === 0)) return [];
  const series = (name: string, counts: readonly number[]) => ({
    name,
    values: counts.map((value) => ({ value, label: t.number(value) })),
  });
  return chartParts(
    seriesChart(
      {
        title: t.text('reports.chart.returns'),
        line: (category, values) => t.text('reports.chart.line', { category, values }),
      },
      kinds.map(({ name }) => name),
      [
        series(
          t.text('reports.chart.returns.received'),
          kinds.map(({ received }) => received),
        ),
        series(
          t.text('reports.chart.returns.missing'),
          kinds.map(({ sent, received }) => sent - received),
        ),
      ],
      { stacked: true },
    ),
  );
}

function returnsIn({ value, of }: Pick<Figure, 'value' | 'of'>) {
  return { sent: of ?? 0, received: value ?? 0 };
}
