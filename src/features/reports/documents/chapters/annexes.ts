import { mapInSteps, type Stepwise } from '../../../../concurrency/turns.ts';
import { listParts, type Part, paragraphPart, tableParts, titledParts } from '../../../../documents/outline.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { FIGURE_IDS } from '../../../figures/figure.ts';
import { figureName } from '../../../figures/words.ts';
import { countedStates } from '../../aggregates/events.ts';
import { noteOn, type ReportContent } from '../../content/content.ts';
import { findingText } from '../../findings/words.ts';
import { baseText, EMPTY_CELL, precisionText, valueText } from '../../words.ts';
import { isIncludedFigure } from '../figure-table.ts';
import { statedVersion } from '../stated-version.ts';

/** Lists which events took place, what the check found, and what changed since the version before. */
export function* annexesChapter(content: ReportContent, t: Translator): Stepwise<readonly Part[]> {
  const { report, findings, earlier, changes } = content;
  const events = yield* eventTable(content, t);
  const found = yield* mapInSteps(findings, (finding) => {
    const words = findingText(t, finding);
    const note = noteOn(content, finding);
    return note === null
      ? t.text('reports.annex.toTreat', { finding: words })
      : t.text('reports.annex.treated', { finding: words, note });
  });
  return [
    ...titledParts(t.text('reports.annex.events'), events),
    ...titledParts(t.text('reports.csv.byDay'), dayTable(content, t)),
    ...titledParts(t.text('reports.annex.sources'), sourceTable(content, t)),
    ...titledParts(t.text('reports.annex.findings'), listParts(found)),
    ...titledParts(
      t.text('reports.annex.versions'),
      listParts([
        ...earlier.map(({ version, createdAt }) =>
          t.text('reports.annex.version', { version, when: t.date(createdAt) }),
        ),
        statedVersion(content, t),
      ]),
    ),
    ...titledParts(
      t.text('reports.annex.changes', { version: earlier.at(-1)?.version ?? 0 }),
      tableParts(
        [t.text('reports.column.figure'), t.text('reports.column.was'), t.text('reports.column.is')],
        changes.map(({ id, before, after }) => {
          const figure = report.figures[id];
          return [figureName(t, id), valueText(t, { ...figure, ...before }), valueText(t, { ...figure, ...after })];
        }),
      ),
    ),
  ];
}

function* eventTable({ facts }: ReportContent, t: Translator): Stepwise<readonly Part[]> {
  const names = new Map(facts.organisations.map(({ id, name }) => [id, name]));
  const events = [...facts.events].sort((a, b) => byDay(a.days[0], b.days[0]));
  yield;
  // Thousands of events lie on the same few days and are in the same few states, each of which takes long to word.
  const days = new Map([...new Set(events.flatMap((event) => event.days))].map((day) => [day, t.day(day)]));
  const counted = countedStates(facts);
  const states = new Map([...new Set(counted.values())].map((status) => [status, t.text(`reports.state.${status}`)]));
  const noDay = t.text('reports.noDay');
  yield;
  const rows = yield* mapInSteps(events, (event) => [
    event.title,
    event.days.length === 0 ? noDay : t.list(event.days.map((day) => days.get(day) ?? day)),
    event.department ?? EMPTY_CELL,
    [event.organisation, ...event.coOrganisers].map((id) => names.get(id) ?? id).join(', '),
    // Only coordinators see whether an event's questionnaire is missing.
    states.get(counted.get(event.id) ?? event.status) ?? '',
  ]);
  return tableParts(
    [
      t.text('reports.column.event'),
      t.text('reports.column.day'),
      t.text('reports.column.department'),
      t.text('reports.column.organiser'),
      t.text('reports.column.state'),
    ],
    rows,
  );
}

/** A single day would only repeat the figures. */
function dayTable({ report, facts }: ReportContent, t: Translator): readonly Part[] {
  const { byDay } = report;
  if (byDay.length < 2) return [];
  const severalDays = facts.events.some(({ days }) => days.length > 1);
  return [
    ...tableParts(
      [t.text('reports.column.day'), t.text('reports.figure.events')],
      byDay.map(({ key, events }) => [key === null ? t.text('reports.noDay') : t.day(key), t.number(events)]),
    ),
    ...(severalDays ? [paragraphPart(t.text('reports.byDay.severalDays'))] : []),
  ];
}

/** Tells of each figure where it comes from, on how many answers it rests, and how precisely it is known. */
function sourceTable({ report }: ReportContent, t: Translator): readonly Part[] {
  return tableParts(
    [
      t.text('reports.column.figure'),
      t.text('reports.column.base'),
      t.text('reports.column.precision'),
      t.text('reports.column.source'),
    ],
    FIGURE_IDS.map((id) => report.figures[id])
      .filter((figure) => isIncludedFigure(figure) && figure.value !== null)
      .map((figure) => [
        figureName(t, figure.id),
        baseText(t, figure),
        precisionText(t, figure),
        t.text(`reports.source.${figure.source}`),
      ]),
  );
}

/** Sorts by day; an entry without a day comes last. */
function byDay(a = '9999', b = '9999'): number {
  return a < b ? -1 : Number(a > b);
}
