import type { Translator } from '../../../../texts/translator.ts';
import { optionText } from '../../../surveys/options.ts';
import type { ChoiceResult } from '../../aggregate.ts';
import type { ReportContent } from '../../content.ts';
import type { EventGroup } from '../../events.ts';
import { publicGroups } from '../../public-groups.ts';
import { dayText, departmentText, measureText, NOTHING } from '../../words.ts';
import { figureTable } from '../figure-table.ts';
import { type Part, paragraph, subheading, table } from '../outline.ts';

export function events(content: ReportContent, t: Translator): readonly Part[] {
  const { report } = content;
  return [
    ...figureTable(content, t, ['events', 'coOrganisedEvents', 'cancelledEvents', 'postponedEvents']),
    ...groups(t, 'byDepartment', report.byDepartment, (key) => departmentText(t, key)),
    ...groups(t, 'byTheme', report.byTheme, (key) => key ?? t.text('reports.noTheme')),
    ...groups(t, 'byDay', report.byDay, (key) => (key === null ? t.text('reports.noDay') : dayText(t, key))),
  ];
}

const COLUMNS = { byDepartment: 'department', byTheme: 'theme', byDay: 'day' } as const;

function groups(
  t: Translator,
  by: keyof typeof COLUMNS,
  all: readonly EventGroup[],
  nameOf: (key: string | null) => string,
): readonly Part[] {
  // A single line says nothing that the figures above don't.
  if (all.length < 2) return [];
  const lines = publicGroups(all);
  const withPeople = lines.some(({ participants }) => participants !== null);
  return [
    subheading(t.text(`reports.csv.${by}`)),
    ...table(
      [
        t.text(`reports.column.${COLUMNS[by]}`),
        t.text('reports.figure.events'),
        ...(withPeople ? [t.text('reports.figure.participants')] : []),
      ],
      lines.map(({ key, events, participants }) => [
        nameOf(key),
        t.number(events),
        ...(withPeople ? [participants === null ? NOTHING : measureText(t, participants, 'people')] : []),
      ]),
    ),
  ];
}

export function audience(content: ReportContent, t: Translator): readonly Part[] {
  return [
    ...figureTable(content, t, ['participants', 'eventsWithOfficials']),
    ...choiceTable(t, t.text('surveys.questions.audience.text'), content.report.audience),
  ];
}

/** How often each option was chosen; nothing as long as nobody answered. */
export function choiceTable(t: Translator, question: string, { answered, counts }: ChoiceResult): readonly Part[] {
  if (answered === 0) return [];
  return [
    paragraph(t.text('reports.question', { question, answered })),
    ...table(
      [t.text('reports.column.answer'), t.text('reports.column.number')],
      counts.map(({ option, count }) => [t.text(optionText(option)), t.number(count)]),
    ),
  ];
}
