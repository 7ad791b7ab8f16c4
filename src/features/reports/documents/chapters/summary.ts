import { type KeyFigure, listParts, type Part, paragraphPart, tableParts } from '../../../../documents/outline.ts';
import type { Translator } from '../../../../texts/translator.ts';
import { type Figure, type FigureId, isFigureId } from '../../../figures/figure.ts';
import { figureName, measureText, numberText } from '../../../figures/words.ts';
import { isCountedBeforeEnd } from '../../aggregates/aggregate.ts';
import type { PreviousFigures } from '../../aggregates/facts.ts';
import { FACTS_FROM, OPINIONS_FROM } from '../../aggregates/thresholds.ts';
import type { ReportContent } from '../../content/content.ts';
import { valueText } from '../../words.ts';
import { departmentChart } from '../charts.ts';
import { claimParts, isIncludedFigure } from '../figure-table.ts';
import { returnCharts } from '../return-charts.ts';
import { essentialPhoto } from './photos.ts';
import { essentialQuotation, quotationPart } from './words.ts';

/** The figures that funders read: how much took place and was shared, who came, how visible it was, who goes on. */
export const KEY_FIGURES: readonly FigureId[] = [
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

/** The eight that stand in large print on the page for funders. */
const LARGE_FIGURES: readonly FigureId[] = [
  'events',
  'participants',
  'eventsWithOfficials',
  'respondingOrganisations',
  'organisationsWithCoverage',
  'mediaMentions',
  'organisationsUsingLogo',
  'organisationsComingBack',
];

/** The page that is read alone: figures in large print, the chart of the departments, one photo and one voice. */
export function essentialChapter(content: ReportContent, t: Translator): readonly Part[] {
  const figures = LARGE_FIGURES.map((id) => content.report.figures[id]).filter(
    (figure) => isIncludedFigure(figure) && figure.value !== null && figure.withheld === null,
  );
  const [chart] = departmentChart(content, t);
  const voice = essentialQuotation(content, t);
  return [
    ...(figures.length === 0
      ? []
      : [{ kind: 'key-figures' as const, figures: figures.map((figure) => largeFigure(content, t, figure)) }]),
    ...(chart === undefined ? [] : [chart]),
    ...essentialPhoto(content, t),
    ...(voice === null ? [] : quotationPart(voice, t)),
  ];
}

/** Words the same figure of the edition before: its number, and of how many a share was. */
function largeBefore({ figures }: PreviousFigures, t: Translator, { id, of, previous }: Figure): string {
  const value = numberText(t, previous);
  if (of === null) return value;
  const before = figures[id]?.of;
  return before === undefined
    ? t.text('reports.earlier.noBase', { told: value })
    : t.text('reports.share', { value, whole: t.number(before) });
}

function largeFigure({ facts }: ReportContent, t: Translator, figure: Figure): KeyFigure {
  const { id, value, of, previous, base, parts } = figure;
  const before =
    facts.previous === null || previous.value === null
      ? null
      : t.text('reports.large.before', {
          year: String(facts.previous.year),
          value: largeBefore(facts.previous, t, figure),
        });
  const told = numberText(t, figure);
  return {
    name: figureName(t, id),
    value: of === null || value === null ? told : t.text('reports.share', { value: told, whole: t.number(of) }),
    notes: [
      ...(parts === null || base === null || parts.told === base.asked
        ? []
        : [t.text('reports.large.counted', { told: parts.told, of: base.asked })]),
      ...(before === null ? [] : [before]),
    ],
  };
}

/** Compares the edition's targets with its results. */
export function objectivesChapter({ edition, report }: ReportContent, t: Translator): readonly Part[] {
  const { message, priority, expectedResults } = edition;
  const rows = expectedResults.flatMap(({ figure: id, target }) => {
    if (!isFigureId(id)) return [];
    const figure = report.figures[id];
    const expected = measureText(t, { value: target, precision: 'exact' }, figure.unit);
    return [[figureName(t, id), expected, valueText(t, figure), t.text(`reports.reached.${reached(figure, target)}`)]];
  });
  return [
    ...(message === null ? [] : [paragraphPart(t.text('reports.objectives.message', { message }))]),
    ...(priority === null
      ? []
      : [paragraphPart(t.text('reports.objectives.priority', { priority: t.text(`editions.priority.${priority}`) }))]),
    ...tableParts(
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

/**
 * Below the target, neither a lower bound nor a figure that only some have answered shows that the target was missed.
 */
function reached({ value, precision, base }: Figure, target: number): 'yes' | 'no' | 'unknown' {
  if (value === null) return 'unknown';
  if (value >= target) return 'yes';
  const isWhole = base === null || base.answered >= base.asked;
  return precision === 'at_least' || !isWhole ? 'unknown' : 'no';
}

/** Explains how the figures came about: units, bases, response rate, precision. */
export function methodChapter(content: ReportContent, t: Translator): readonly Part[] {
  const { report, facts } = content;
  const { questionnairesAnswered, respondingOrganisations } = report.figures;
  return [
    ...listParts([
      questionnairesAnswered.of === 0
        ? t.text('reports.method.eventsUnasked')
        : t.text('reports.method.events', { share: valueText(t, questionnairesAnswered) }),
      respondingOrganisations.of === 0
        ? t.text('reports.method.organisationsUnasked')
        : t.text('reports.method.organisations', { share: valueText(t, respondingOrganisations) }),
      ...(report.whyAbsent.asked === 0
        ? []
        : [t.text('reports.method.absent', { answered: report.whyAbsent.answered, asked: report.whyAbsent.asked })]),
      ...countedText(content, t),
      ...begunText(content, t),
      t.text('reports.method.base'),
      t.text('reports.method.precision'),
      t.text('reports.method.few', { facts: FACTS_FROM, opinions: OPINIONS_FROM }),
      t.text('reports.method.rankings'),
      facts.previous === null
        ? t.text('reports.method.first')
        : t.text('reports.method.previous', { year: String(facts.previous.year) }),
    ]),
    ...returnCharts(content, t),
    ...claimParts(content, t, ['questionnairesAnswered', 'respondingOrganisations']),
  ];
}

/** Says on which day the answers were counted, and what is to be thought of a day on which the edition wasn't over. */
function countedText({ facts, report }: ReportContent, t: Translator): readonly string[] {
  const { answersCountedOn: countedOn, answersProbablyCountedOn: probably } = report;
  if (countedOn === null) return [];
  const day = t.day(countedOn);
  if (!isCountedBeforeEnd(facts)) return [t.text('reports.method.counted', { day })];
  if (probably === null) return [t.text('reports.method.countedEarly', { day })];
  return [t.text('reports.method.countedProbably', { day, probably: t.day(probably) })];
}

/** Says how many questionnaires were begun and not finished, though they count as received; nothing when all that came back are complete. */
export function begunText(
  { begun: { events, organisations } }: Pick<ReportContent, 'begun'>,
  t: Translator,
): readonly string[] {
  return events + organisations === 0 ? [] : [t.text('reports.method.begun', { events, organisations })];
}
