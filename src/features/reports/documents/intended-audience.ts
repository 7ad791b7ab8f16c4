import { seriesChart } from '../../../documents/chart.ts';
import { chartParts, type Part, paragraphPart } from '../../../documents/outline.ts';
import type { Translator } from '../../../texts/translator.ts';
import { audienceKindText } from '../../events/fields/audience-kinds.ts';
import { knownAudience } from '../aggregates/intended-audience.ts';
import { FACTS_FROM } from '../aggregates/thresholds.ts';
import type { ReportContent } from '../content/content.ts';
import type { CsvRow } from './csv-row.ts';

/** Draws whom events were meant for beside who came to these very events, and says of which they are; nothing where both are known of none. */
export function intendedParts({ report }: ReportContent, t: Translator): readonly Part[] {
  const { intendedAudience: both, audience } = report;
  if (both === undefined || both.answered === 0) return [];
  if (both.withheld !== null) return [paragraphPart(t.text('reports.intended.withheld', { minimum: FACTS_FROM }))];
  const { events, told, answered, counts } = both;
  const series = (name: 'intended' | 'actual') => ({
    name: t.text(`reports.intended.${name}`),
    values: counts.map((one) => ({ value: one[name], label: t.number(one[name]) })),
  });
  const chart = seriesChart(
    {
      title: t.text('reports.intended.title', { answered }),
      line: (category, values) => t.text('reports.chart.line', { category, values }),
    },
    counts.map(({ kind }) => t.text(audienceKindText(kind))),
    [series('intended'), series('actual')],
    { stacked: false },
  );
  const base = t.text('reports.intended.base', { events, told, answered, known: knownAudience(audience) });
  return [...chartParts(chart), { kind: 'note', text: base }];
}

/** Writes the same numbers, or why they aren't told. */
export function intendedRows({ report }: ReportContent, t: Translator): readonly CsvRow[] {
  const both = report.intendedAudience;
  if (both === undefined || both.answered === 0) return [];
  const { answered, withheld, counts } = both;
  const section = t.text('reports.csv.intended');
  if (withheld !== null) {
    const label = t.text('reports.intended.withheld', { minimum: FACTS_FROM });
    return [{ section, id: 'intendedAudience', answered, label }];
  }
  return (['intended', 'actual'] as const).flatMap((which) =>
    counts.map((one) => ({
      section,
      id: `intendedAudience.${which}.${one.kind}`,
      label: `${t.text(`reports.intended.${which}`)} · ${t.text(audienceKindText(one.kind))}`,
      value: one[which],
      answered,
      unit: 'events',
    })),
  );
}
