import { type Chart, seriesChart } from '../../../documents/chart.ts';
import { chartParts, type Part } from '../../../documents/outline.ts';
import type { TextKey } from '../../../texts/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { Figure } from '../../figures/figure.ts';
import type { RegionReturns } from '../aggregates/returns.ts';
import type { ReportContent } from '../content/content.ts';
import { departmentText } from '../words.ts';

/** Draws how many of the questionnaires came back: of events and of organisations, and of each department where that is told. */
export function returnCharts({ report }: ReportContent, t: Translator): readonly Part[] {
  const { figures, returnsByDepartment } = report;
  const inRegion = [
    { name: t.text('reports.chart.returns.events'), ...returnsIn(figures.questionnairesAnswered) },
    { name: t.text('reports.chart.returns.organisations'), ...returnsIn(figures.respondingOrganisations) },
  ].filter(({ sent }) => sent > 0);
  if (inRegion.every(({ received }) => received === 0)) return [];
  const ofDepartments = (key: TextKey, groups: readonly (RegionReturns & { readonly key: string | null })[]) =>
    chartParts(
      returnChart(
        t,
        t.text(key),
        groups.map((group) => ({ name: departmentText(t, group.key), ...group })),
      ),
    );
  return [
    ...chartParts(returnChart(t, t.text('reports.chart.returns'), inRegion)),
    ...ofDepartments('reports.chart.eventReturns', returnsByDepartment?.events ?? []),
    ...ofDepartments('reports.chart.organisationReturns', returnsByDepartment?.organisations ?? []),
  ];
}

function returnsIn({ value, of }: Pick<Figure, 'value' | 'of'>): RegionReturns {
  return { sent: of ?? 0, received: value ?? 0 };
}

function returnChart(
  t: Translator,
  title: string,
  groups: readonly (RegionReturns & { readonly name: string })[],
): Chart {
  const part = (name: string, count: (group: RegionReturns) => number) => ({
    name,
    values: groups.map((group) => ({ value: count(group), label: t.number(count(group)) })),
  });
  return seriesChart(
    { title, line: (category, values) => t.text('reports.chart.line', { category, values }) },
    groups.map(({ name }) => name),
    [
      part(t.text('reports.chart.returns.received'), ({ received }) => received),
      part(t.text('reports.chart.returns.missing'), ({ sent, received }) => sent - received),
    ],
    { stacked: true },
  );
}
