import type { Translator } from '../../../texts/translator.ts';
import { FIGURE_IDS, unitOf } from '../../figures/figure.ts';
import { figureName } from '../../figures/words.ts';
import { MEDIUMS, mediumText } from '../../surveys/questions/options.ts';
import type { ToldCount } from '../aggregates/coordination.ts';
import { FACTS_FROM } from '../aggregates/thresholds.ts';
import type { ReportContent } from '../content/content.ts';
import { departmentText, withheldFigureText } from '../words.ts';
import type { CsvRow } from './csv-row.ts';

/** Writes the chamber's work around the events, and the counts of their announcements. */
export function coordinationRows({ report }: ReportContent, t: Translator): readonly CsvRow[] {
  const { coordination, access } = report;
  const section = t.text('reports.coordination.title');
  const events = t.text('reports.chapter.events');
  const count = (id: string, key: Parameters<Translator['text']>[0], value: number, unit: string): CsvRow => {
    return { section, id, label: t.text(key), value, unit };
  };
  return [
    ...(coordination?.meetings ?? []).map(({ title, day, coming }) => ({
      section: t.text('reports.chapter.meetings'),
      id: 'meeting',
      ...toldRow(t, [title, t.day(day)].join(' · '), coming),
      unit: 'people',
    })),
    ...(coordination?.kit
      ? [
          count('kitSent', 'reports.coordination.kitSent', coordination.kit.sent, 'organisations'),
          {
            section,
            id: 'kitReceived',
            ...toldRow(t, t.text('reports.coordination.kitReceived'), coordination.kit.received),
            unit: 'organisations',
          },
        ]
      : []),
    ...(coordination && coordination.announcements.sent > 0 ? announcementRows(coordination.announcements, t) : []),
    ...(access && access.accessibility > 0
      ? [
          {
            section: events,
            id: 'accessibility',
            label: t.text('reports.csv.accessibility'),
            value: access.accessibility,
            of: access.events,
            unit: 'events',
          },
        ]
      : []),
    ...(access && access.price > 0
      ? [
          {
            section: events,
            id: 'price',
            label: t.text('reports.csv.price'),
            value: access.price,
            of: access.events,
            unit: 'events',
          },
          {
            section: events,
            id: 'price.free',
            label: t.text('reports.csv.free'),
            value: access.free,
            of: access.price,
            unit: 'events',
          },
        ]
      : []),
  ];
}

type Announced = NonNullable<ReportContent['report']['coordination']>['announcements'];

function announcementRows({ sent, relaying, reach }: Announced, t: Translator): readonly CsvRow[] {
  const section = t.text('reports.coordination.title');
  return [
    {
      section,
      id: 'announcements',
      label: t.text('reports.coordination.announcements'),
      value: sent,
      unit: 'announcements',
    },
    { section, id: 'relaying', ...toldRow(t, t.text('reports.coordination.relaying'), relaying), unit: 'people' },
    ...(reach === null
      ? []
      : [
          {
            section,
            id: 'reach',
            label: t.text('reports.coordination.reach'),
            value: reach.value,
            precision: reach.precision,
            ...reach.parts,
            unit: 'people',
          },
        ]),
  ];
}

function toldRow(t: Translator, label: string, { value, withheld }: ToldCount): CsvRow {
  return {
    label: withheld === null ? label : `${label} · ${withheldFigureText(t, withheld, FACTS_FROM)}`,
    value,
  };
}

/** Writes the events by week and department. */
export function weekRows({ report }: ReportContent, t: Translator): readonly CsvRow[] {
  return (report.byWeek ?? []).map(({ week, department, events }) => ({
    section: t.text('reports.chart.byWeek'),
    id: `${week}.${department ?? ''}`,
    label: `${departmentText(t, department)} · ${t.day(week)}`,
    value: events,
    unit: 'events',
  }));
}

/** Writes the media items of each kind that there is, each item once. */
export function mediumRows({ report }: ReportContent, t: Translator): readonly CsvRow[] {
  const { count } = report.media;
  return MEDIUMS.filter((medium) => count[medium] > 0).map((medium) => ({
    section: t.text('reports.chart.media'),
    id: `media.${medium}`,
    label: t.text(mediumText(medium)),
    value: count[medium],
    unit: 'mentions',
  }));
}

/** Writes the figures of the editions before, each with the base it had: the last one's stand beside each figure without it. */
export function editionRows({ older, facts }: ReportContent, t: Translator): readonly CsvRow[] {
  return [...older, ...(facts.previous === null ? [] : [facts.previous])].flatMap(({ year, figures }) =>
    FIGURE_IDS.flatMap((id): readonly CsvRow[] => {
      const figure = figures[id];
      if (figure === undefined) return [];
      const { value, precision, of = null } = figure;
      return [
        {
          section: t.text('reports.column.previous', { year: String(year) }),
          id: `${year}.${id}`,
          label: figureName(t, id),
          value,
          of,
          precision,
          unit: unitOf(id),
        },
      ];
    }),
  );
}
