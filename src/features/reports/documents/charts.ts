import { barChart, type Chart, gridChart, seriesChart } from '../../../documents/chart.ts';
import { chartParts, type Part } from '../../../documents/outline.ts';
import type { Translator } from '../../../texts/translator.ts';
import { measureText } from '../../figures/words.ts';
import { LEVELS, MEDIUMS, mediumText, optionText, statementText } from '../../surveys/questions/options.ts';
import type { ChoiceResult } from '../aggregates/aggregate.ts';
import type { AggregatedRanking } from '../aggregates/borda.ts';
import { countedEvents, mondayOf, mondaysBetween } from '../aggregates/events.ts';
import type { ReportContent } from '../content/content.ts';
import { departmentText, EMPTY_CELL } from '../words.ts';
import { optionWording } from './option-wording.ts';

const line = (t: Translator) => (category: string, values: string) =>
  t.text('reports.chart.line', { category, values });

/** Draws the events of each department. */
export function departmentChart({ report }: ReportContent, t: Translator): readonly Part[] {
  return chartParts(
    barChart(
      { title: t.text('reports.chart.eventsByDepartment'), line: line(t) },
      report.byDepartment.map(({ key, events }) => ({
        name: departmentText(t, key),
        value: events,
        label: t.number(events),
      })),
    ),
  );
}

/** Draws the people who came in each department, where that is told. */
export function peopleChart({ report }: ReportContent, t: Translator): readonly Part[] {
  const told = report.byDepartment.filter(({ participants }) => participants !== null);
  return chartParts(
    barChart(
      { title: t.text('reports.chart.peopleByDepartment'), line: line(t) },
      told.map(({ key, participants }) => ({
        name: departmentText(t, key),
        value: participants?.value ?? null,
        label: participants ? measureText(t, participants, 'people') : EMPTY_CELL,
      })),
    ),
  );
}

/** Draws how many events each theme has. */
export function themeChart({ report }: ReportContent, t: Translator): readonly Part[] {
  return chartParts(
    barChart(
      { title: t.text('reports.csv.byTheme'), line: line(t) },
      report.byTheme.map(({ key, events }) => ({
        name: key ?? t.text('reports.noTheme'),
        value: events,
        label: t.number(events),
      })),
    ),
  );
}

/** Draws how many media items there are of each kind that there is, an item about several organisations once. */
export function mediaKindsChart({ report }: ReportContent, t: Translator): readonly Part[] {
  const { count } = report.media;
  return chartParts(
    barChart(
      { title: t.text('reports.chart.media'), line: line(t) },
      MEDIUMS.filter((medium) => count[medium] > 0).map((medium) => ({
        name: t.text(mediumText(medium)),
        value: count[medium],
        label: t.number(count[medium]),
      })),
    ),
  );
}

/** Draws how often each answer to a question was chosen. */
export function choiceChart(t: Translator, question: string, { answered, counts }: ChoiceResult): Chart {
  return barChart(
    { title: t.text('reports.question', { question, answered }), line: line(t) },
    counts.map(({ option, count }) => ({ name: t.text(optionText(option)), value: count, label: t.number(count) })),
  );
}

/** Draws the points of a ranking, with rank and mentions. */
export function rankingChart(t: Translator, title: string, { options }: AggregatedRanking): Chart {
  return barChart(
    { title, line: line(t) },
    options.map(({ option, rank, points, mentions }) => ({
      name:
        rank === null
          ? optionWording(t, option)
          : t.text('reports.chart.ranked', { rank, option: optionWording(t, option) }),
      value: points,
      label: t.text('reports.chart.points', { points, mentions }),
    })),
  );
}

/** Draws the answers to the statements about the month, from "not at all" to "a lot", as parts of one bar each. */
export function scaleChart({ report }: ReportContent, t: Translator): readonly Part[] {
  const judged = report.scales.filter(({ answered, counts }) => answered > 0 && counts !== null);
  return chartParts(
    seriesChart(
      { title: t.text('surveys.questions.scales.text'), line: line(t) },
      judged.map(({ statement, answered }) =>
        t.text('reports.question', { question: t.text(statementText(statement)), answered }),
      ),
      LEVELS.map((level) => ({
        name: t.text(optionText(level)),
        values: judged.map(({ counts }) => {
          const value = counts?.[level] ?? 0;
          return { value, label: t.number(value) };
        }),
      })),
      { stacked: true },
    ),
  );
}

/** More weeks than that find no room beside each other. */
const MOST_WEEKS = 8;

/**
 * Draws the events by week and department, in a grid. An event of several weeks stands
 * in each, which a note says.
 */
export function weekGrid({ report, facts }: ReportContent, t: Translator): readonly Part[] {
  const { byWeek = [], byDepartment } = report;
  const [first, last] = [byWeek.at(0), byWeek.at(-1)];
  if (first === undefined || last === undefined) return [];
  const weeks = mondaysBetween(first.week, last.week);
  if (weeks.length < 2 || weeks.length > MOST_WEEKS) return [];
  const departments = byDepartment.map(({ key }) => key).filter((key) => byWeek.some((one) => one.department === key));
  const count = (week: string, department: string | null) =>
    byWeek.find((one) => one.week === week && one.department === department)?.events ?? 0;
  const chart = gridChart(
    { title: t.text('reports.chart.byWeek'), line: line(t) },
    departments.map((key) => departmentText(t, key)),
    weeks.map((week) => ({
      name: t.day(week, 'day'),
      values: departments.map((key) => ({ value: count(week, key), label: t.number(count(week, key)) })),
    })),
  );
  const parts = chartParts(chart);
  const counted = countedEvents(facts).map(({ event: { days } }) => new Set(days.map(mondayOf)).size);
  const notes = [
    t.text('reports.chart.byWeekNote'),
    ...(counted.some((size) => size > 1) ? [t.text('reports.chart.byWeekTwice')] : []),
    ...(counted.includes(0) ? [t.text('reports.chart.byWeekUndated')] : []),
  ];
  return parts.length === 0 ? [] : [...parts, { kind: 'note', text: notes.join(' ') }];
}
