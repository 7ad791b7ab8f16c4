import type { Chart } from '../../../documents/chart.ts';
import type { Outline } from '../../../documents/outline.ts';

/**
 * Returns the one drawing of a bilan that stands in the chat: the events by week and department; where these aren't drawn, its
 * first one that isn't a map, whose source stands below it in the documents. Null where it has none.
 */
export function chatChart({ chapters }: Pick<Outline, 'chapters'>): Chart | null {
  const charts = chapters.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'chart' ? [part.chart] : [])));
  return charts.find(({ grid }) => grid) ?? charts.find(({ map }) => !map) ?? null;
}
