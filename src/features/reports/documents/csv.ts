import { csvText } from '../../../documents/csv.ts';
import type { Translator } from '../../../texts/translator.ts';
import { FIGURE_IDS } from '../../figures/figure.ts';
import type { Sum } from '../../figures/measures.ts';
import { figureName } from '../../figures/words.ts';
import { MEDIUMS, mediumText } from '../../surveys/questions/options.ts';
import type { EventCount, EventGroup } from '../aggregates/events.ts';
import { pressReview } from '../aggregates/media.ts';
import type { ReportContent } from '../content/content.ts';
import { departmentText, valueText } from '../words.ts';
import { accountRows } from './csv-account.ts';
import { answerRows } from './csv-answers.ts';
import { coordinationRows, editionRows, mediumRows, weekRows } from './csv-coordination.ts';
import { COLUMNS, type CsvRow } from './csv-row.ts';
import { entryText } from './press-line.ts';

/** Writes every number of the bilan, one a line, and then the coordinators' words. */
export function csvDocument(content: ReportContent, t: Translator): string {
  return csvText(
    [
      COLUMNS.map((column) => t.text(`reports.csv.${column}`)),
      ...rows(content, t).map((row) => COLUMNS.map((column) => row[column] ?? null)),
    ],
    t.locale,
  );
}

function rows(content: ReportContent, t: Translator): readonly CsvRow[] {
  const { report, facts } = content;
  return [
    ...figureRows(content, t),
    ...groupRows(t, 'byDepartment', report.byDepartment, (key) => departmentText(t, key)),
    ...groupRows(t, 'byTheme', report.byTheme, (key) => key ?? t.text('reports.noTheme')),
    ...groupRows(t, 'byDay', report.byDay, (key) => (key === null ? t.text('reports.noDay') : t.day(key))),
    ...mediumRows(content, t),
    ...report.media.byOrganisation.flatMap(({ organisation, name, count }) =>
      MEDIUMS.filter((medium) => count[medium] > 0).map((medium) => ({
        section: t.text('reports.csv.coverage'),
        id: `${organisation}.${medium}`,
        label: `${name} · ${t.text(mediumText(medium))}`,
        value: count[medium],
        unit: 'mentions',
      })),
    ),
    ...pressReview(report.media).map((entry, index) => ({
      section: t.text('reports.csv.press'),
      id: `press.${index + 1}`,
      label: entryText(t, entry),
    })),
    ...weekRows(content, t),
    ...coordinationRows(content, t),
    ...editionRows(content, t),
    ...answerRows(content, t),
    ...accountRows(content, t),
    ...facts.launchAttendanceLines.map(({ category, people }) => ({
      section: t.text('reports.chapter.launch'),
      id: 'launchAttendanceLine',
      label: category,
      value: people,
      unit: 'people',
    })),
    ...[...content.texts].map(([key, words]) => ({ section: t.text('reports.csv.texts'), id: key, label: words })),
  ];
}

function figureRows({ report }: ReportContent, t: Translator): readonly CsvRow[] {
  const { of, toConfirm, unit, source } = report.figures.organisationsComingBack;
  const figures = FIGURE_IDS.map((id): CsvRow => {
    const { value, of, base, precision, parts, withheld, unit, source, previous, change } = report.figures[id];
    return {
      section: t.text('reports.csv.figures'),
      id,
      label: withheld === null ? figureName(t, id) : `${figureName(t, id)} · ${valueText(t, report.figures[id])}`,
      value,
      of,
      answered: base?.answered ?? null,
      asked: base?.asked ?? null,
      precision,
      told: parts?.told ?? null,
      estimated: parts?.estimated ?? null,
      unit,
      source,
      previous: previous.value,
      previousPrecision: previous.precision,
      change,
    };
  });
  if (toConfirm === null) return figures;
  const label = `${figureName(t, 'organisationsComingBack')} · ${t.text('surveys.options.toConfirm')}`;
  const id = 'organisationsComingBack.toConfirm';
  return [...figures, { section: t.text('reports.csv.figures'), id, label, value: toConfirm, of, unit, source }];
}

function groupRows(
  t: Translator,
  group: 'byDepartment' | 'byTheme' | 'byDay',
  lines: readonly (EventCount & Partial<EventGroup>)[],
  nameOf: (key: string | null) => string,
): readonly CsvRow[] {
  const section = t.text(`reports.csv.${group}`);
  return lines.flatMap(({ key, events, participants }): readonly CsvRow[] => {
    const [id, label] = [key ?? '', nameOf(key)];
    return [
      { section, id: `${id}.events`, label, value: events, precision: 'exact', unit: 'events' },
      ...(participants ? [{ section, id: `${id}.participants`, label, ...sumCells(participants) }] : []),
    ];
  });
}

function sumCells({ value, precision, parts }: Sum): CsvRow {
  return { value, precision, ...parts, unit: 'people' };
}
