import type { Translator } from '../../../../texts/translator.ts';
import { isReceived } from '../../../surveys/rules.ts';
import { findingText } from '../../finding-words.ts';
import { isDraft, noteOn, type ReportContent } from '../../content.ts';
import { type Figure, type FigureId, isFigureId } from '../../figures.ts';
import { dayText, figureName, measureText, NOTHING, valueText } from '../../words.ts';
import { figureTable } from '../figure-table.ts';
import { list, type Part, paragraph, subheading, table } from '../outline.ts';

/** What funders read: the volume beside what was shared, then who came, what was seen of it, who goes on. */
const KEY_FIGURES: readonly FigureId[] = [
  'events',
  'coOrganisedEvents',
  'participants',
  'eventsWithOfficials',
  'questionnairesAnswered',
  'respondingOrganisations',
  'organisationsWithCoverage',
  'mediaMentions',
  'organisationsUsingLogo',
  'organisationsComingBack',
];

export function essential(content: ReportContent, t: Translator): readonly Part[] {
  return figureTable(content, t, KEY_FIGURES);
}

/** What the edition wanted, and what came of it. */
export function objectives({ edition, report }: ReportContent, t: Translator): readonly Part[] {
  const { message, priority, expectedResults } = edition;
  const rows = expectedResults.flatMap(({ figure: id, target }) => {
    if (!isFigureId(id)) return [];
    const figure = report.figures[id];
    const expected = measureText(t, { value: target, precision: 'exact' }, figure.unit);
    return [[figureName(t, id), expected, valueText(t, figure), t.text(`reports.reached.${reached(figure, target)}`)]];
  });
  return [
    ...(message === null ? [] : [paragraph(t.text('reports.objectives.message', { message }))]),
    ...(priority === null
      ? []
      : [paragraph(t.text('reports.objectives.priority', { priority: t.text(`editions.priority.${priority}`) }))]),
    ...table(
      [
        t.text('reports.column.figure'),
        t.text('reports.column.expected'),
        t.text('reports.column.obtained'),
        t.text('reports.column.reached'),
      ],
      rows,
    ),
  ];
}

/** A lower bound below the target doesn't tell that it was missed. */
function reached({ value, precision }: Figure, target: number): 'yes' | 'no' | 'unknown' {
  if (value === null) return 'unknown';
  if (value >= target) return 'yes';
  return precision === 'at_least' ? 'unknown' : 'no';
}

/** How the figures came about: units, bases, rate of answers, precision. */
export function method(content: ReportContent, t: Translator): readonly Part[] {
  const { report, facts } = content;
  const { questionnairesAnswered, respondingOrganisations } = report.figures;
  const { answersCountedOn: countedOn, answersProbablyCountedOn: probably } = report;
  return [
    ...list([
      t.text('reports.method.events', { share: valueText(t, questionnairesAnswered) }),
      t.text('reports.method.organisations', { share: valueText(t, respondingOrganisations) }),
      ...(countedOn === null
        ? []
        : [
            probably === null
              ? t.text('reports.method.counted', { day: dayText(t, countedOn) })
              : t.text('reports.method.countedProbably', { day: dayText(t, countedOn), probably: dayText(t, probably) }),
          ]),
      t.text('reports.method.base'),
      t.text('reports.method.precision'),
      t.text('reports.method.rankings'),
      facts.previous === null
        ? t.text('reports.method.first')
        : t.text('reports.method.previous', { year: String(facts.previous.year) }),
    ]),
  ];
}

export function annexes(content: ReportContent, t: Translator): readonly Part[] {
  const { report, findings, earlier, changes, version } = content;
  return [
    ...titled(t.text('reports.annex.respondents'), list([...report.respondents].sort((a, b) => a.localeCompare(b)))),
    ...titled(t.text('reports.annex.events'), eventTable(content, t)),
    ...titled(
      t.text('reports.annex.findings'),
      list(
        findings.map((finding) => {
          const found = findingText(t, finding);
          const note = noteOn(content, finding);
          return note === null
            ? t.text('reports.annex.toTreat', { finding: found })
            : t.text('reports.annex.treated', { finding: found, note });
        }),
      ),
    ),
    ...titled(
      t.text('reports.annex.versions'),
      list([
        ...earlier.map(({ version, createdAt }) =>
          t.text('reports.annex.version', { version, when: t.date(createdAt) }),
        ),
        t.text(isDraft(content) ? 'reports.annex.draft' : 'reports.annex.version', {
          version,
          when: t.date(content.madeAt),
        }),
      ]),
    ),
    ...titled(
      t.text('reports.annex.changes', { version: earlier.at(-1)?.version ?? 0 }),
      table(
        [t.text('reports.column.figure'), t.text('reports.column.was'), t.text('reports.column.is')],
        changes.map(({ id, before, after }) => {
          const figure = report.figures[id];
          return [figureName(t, id), valueText(t, { ...figure, ...before }), valueText(t, { ...figure, ...after })];
        }),
      ),
    ),
  ];
}

function eventTable({ facts }: ReportContent, t: Translator): readonly Part[] {
  const names = new Map(facts.organisations.map(({ id, name }) => [id, name]));
  const events = [...facts.events].sort((a, b) => (a.days[0] ?? '9999').localeCompare(b.days[0] ?? '9999'));
  const sheets = new Map(facts.eventSheets.map(({ event, answers }) => [event, answers]));
  return table(
    [
      t.text('reports.column.event'),
      t.text('reports.column.day'),
      t.text('reports.column.department'),
      t.text('reports.column.organiser'),
      t.text('reports.column.state'),
    ],
    events.map((event) => [
      event.title,
      event.days[0] === undefined ? t.text('reports.noDay') : dayText(t, event.days[0]),
      event.department ?? NOTHING,
      [event.organisation, ...event.coOrganisers].map((id) => names.get(id) ?? id).join(', '),
      event.status !== 'accepted'
        ? t.text(`reports.state.${event.status}`)
        : t.text(isReceived('event', sheets.get(event.id) ?? {}) ? 'reports.state.answered' : 'reports.state.silent'),
    ]),
  );
}

function titled(title: string, parts: readonly Part[]): readonly Part[] {
  return parts.length === 0 ? [] : [subheading(title), ...parts];
}
