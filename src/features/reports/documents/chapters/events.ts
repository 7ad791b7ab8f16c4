import { type Part, paragraphPart, subheadingPart, tableParts } from '../../../../documents/outline.ts';
import type { Translator } from '../../../../texts/translator.ts';
import type { Withheld } from '../../../figures/figure.ts';
import { measureText } from '../../../figures/words.ts';
import { optionText } from '../../../surveys/questions/options.ts';
import type { ChoiceResult } from '../../aggregate.ts';
import type { ReportContent } from '../../content.ts';
import type { EventCount, EventGroup } from '../../events.ts';
import { FACTS_FROM } from '../../thresholds.ts';
import { departmentText, EMPTY_CELL, withheldFigureText } from '../../words.ts';
import { figureTable } from '../figure-table.ts';

export function eventsChapter(content: ReportContent, t: Translator): readonly Part[] {
  const { byDepartment, byTheme, byDay } = content.report;
  const severalDays = content.facts.events.some(({ days }) => days.length > 1);
  return [
    ...figureTable(content, t, ['events', 'coOrganisedEvents', 'cancelledEvents', 'postponedEvents']),
    ...groups(t, 'byDepartment', byDepartment, (key) => departmentText(t, key)),
    ...groups(t, 'byTheme', byTheme, (key) => key ?? t.text('reports.noTheme')),
    ...groups(t, 'byDay', byDay, (key) => (key === null ? t.text('reports.noDay') : t.day(key))),
    ...(severalDays && byDay.length > 1 ? [paragraphPart(t.text('reports.byDay.severalDays'))] : []),
  ];
}

const COLUMNS = { byDepartment: 'department', byTheme: 'theme', byDay: 'day' } as const;

function groups(
  t: Translator,
  by: keyof typeof COLUMNS,
  lines: readonly (EventCount & Partial<EventGroup>)[],
  nameOf: (key: string | null) => string,
): readonly Part[] {
  // A single line would only repeat the figures above it.
  if (lines.length < 2) return [];
  const withPeople = lines.some(({ participants }) => participants);
  return [
    subheadingPart(t.text(`reports.csv.${by}`)),
    ...tableParts(
      [
        t.text(`reports.column.${COLUMNS[by]}`),
        t.text('reports.figure.events'),
        ...(withPeople ? [t.text('reports.figure.participants')] : []),
      ],
      lines.map(({ key, events, participants }) => [
        nameOf(key),
        t.number(events),
        ...(withPeople ? [participants ? measureText(t, participants, 'people') : EMPTY_CELL] : []),
      ]),
    ),
  ];
}

export function audienceChapter(content: ReportContent, t: Translator): readonly Part[] {
  return [
    ...figureTable(content, t, ['participants', 'eventsWithOfficials']),
    ...choiceTable(t, t.text('surveys.questions.audience.text'), content.report.audience, FACTS_FROM),
  ];
}

/**
 * Counts how often each option was chosen. Nothing is shown as long as nobody answered; a withheld result says why.
 */
export function choiceTable(
  t: Translator,
  question: string,
  { answered, counts, withheld }: ChoiceResult,
  minimum: number,
): readonly Part[] {
  if (answered === 0) return [];
  if (withheld !== null) return [withheldPart(t, question, withheld, minimum)];
  return [
    paragraphPart(t.text('reports.question', { question, answered })),
    ...tableParts(
      [t.text('reports.column.answer'), t.text('reports.column.number')],
      counts.map(({ option, count }) => [t.text(optionText(option)), t.number(count)]),
    ),
  ];
}

/** Says why the answers to a question aren't told. */
export function withheldPart(t: Translator, question: string, withheld: Withheld, minimum: number): Part {
  return paragraphPart(t.text('reports.notTold', { question, why: withheldFigureText(t, withheld, minimum) }));
}
