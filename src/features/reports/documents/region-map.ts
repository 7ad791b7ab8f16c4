import { mapChart } from '../../../documents/chart.ts';
import type { Part } from '../../../documents/outline.ts';
import { departmentName, departmentOutline } from '../../../reading/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import type { ReportContent } from '../content/content.ts';
import { departmentText } from '../words.ts';

/** More departments than that find no room for their numbers: no region has as many. */
const MOST_DEPARTMENTS = 16;

/**
 * Draws the region's departments as a map, each with its number of events, and says below how many lie elsewhere and whose outlines
 * these are. Returns no part where the region is one department, one of its departments has no outline, or no event lies in it.
 */
export function regionMap({ report: { byDepartment }, region }: ReportContent, t: Translator): readonly Part[] {
  const codes = [...new Set(region.departments)].sort();
  if (codes.length < 2 || codes.length > MOST_DEPARTMENTS) return [];
  if (!byDepartment.some(({ key, events }) => events > 0 && key !== null && codes.includes(key))) return [];
  const areas = codes.flatMap((code) => {
    const outline = departmentOutline(code);
    if (outline === null) return [];
    const value = byDepartment.find(({ key }) => key === code)?.events ?? 0;
    const shape = { ...outline, name: departmentName(code) };
    return [{ name: departmentText(t, code), value, label: t.number(value), shape }];
  });
  if (areas.length < codes.length) return [];
  const line = (category: string, values: string) => t.text('reports.chart.line', { category, values });
  return [
    { kind: 'chart', chart: mapChart({ title: t.text('reports.chart.map'), line }, areas) },
    ...elsewhere(byDepartment, codes, t),
    { kind: 'note', text: t.text('reports.chart.mapSource') },
  ];
}

/** Says how many events the map doesn't show; nothing where it shows all. */
function elsewhere(
  byDepartment: ReportContent['report']['byDepartment'],
  codes: readonly string[],
  t: Translator,
): readonly Part[] {
  const count = (which: (key: string | null) => boolean) =>
    byDepartment.reduce((sum, { key, events }) => (which(key) ? sum + events : sum), 0);
  const outside = count((key) => key !== null && !codes.includes(key));
  const unknown = count((key) => key === null);
  return outside + unknown === 0
    ? []
    : [{ kind: 'note', text: t.text('reports.chart.mapElsewhere', { outside, unknown }) }];
}
