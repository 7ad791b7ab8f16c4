import type { Stepwise } from '../../../concurrency/turns.ts';
import { FIGURE_IDS, type FigureId, type FigureUnit, isShareOfAnswers, unitOf } from '../../figures/figure.ts';
import { type Measure, type Precision, precisionOfChange, UNKNOWN } from '../../figures/measures.ts';
import { LEVELS, MEDIUMS, type Medium } from '../../surveys/questions/options.ts';
import type { Chosen } from './choose.ts';
import { addUp, type Combined, rangeOf, rounded, type ToldMeasure, weakest } from './combine.ts';
import type { Pair, SharedBetween } from './count-once.ts';
import { byText, grouped } from './grouped.ts';
import {
  byMedium,
  type Ranking,
  type RegionChoices,
  type RegionFigure,
  type RegionReport,
  type Scale,
} from './region.ts';
import { sharedEvents, sharedMedia } from './same.ts';
import type { PairDecisions } from './tables.ts';

/** A figure of all regions that came, with who knows it. */
export interface NationalFigure extends Measure {
  readonly id: FigureId;
  readonly unit: FigureUnit;
  /** The whole of a share, added up over the same regions as its value; null where it isn't one. */
  readonly of: number | null;
  readonly base: { readonly answered: number; readonly asked: number } | null;
  readonly toConfirm: number | null;
  /** Names of the regions: those that know it, those that don't, those that may not tell it. */
  readonly regions: {
    readonly known: readonly string[];
    readonly unknown: readonly string[];
    readonly withheld: readonly string[];
  };
  readonly previous: Combined;
  /** The change over those regions alone of which one is known; null where it is of none, or nothing follows from them together. */
  readonly change: { readonly value: number; readonly precision: Precision; readonly regions: number } | null;
}

/** A mean over the regions that tell it; `total` is what they tell together. */
export interface Mean {
  readonly mean: number | null;
  readonly total: number | null;
  readonly precision: Precision;
  readonly regions: number;
}

export interface NationRankedOption {
  readonly option: string;
  readonly rank: number | null;
  readonly points: number;
  readonly mentions: number;
}

/** The answers of several regions to one question, added up. */
export interface Added<T> {
  readonly answered: number;
  readonly regions: number;
  readonly lines: readonly T[];
}

export interface Nation extends Chosen {
  readonly figures: Readonly<Record<FigureId, NationalFigure>>;
  /** `own` and `external` are over the regions that tell both. */
  readonly budget: { readonly total: Mean; readonly own: Mean; readonly external: Mean };
  /** Items by medium, each counted once over all regions; null where no region tells them. */
  readonly media: Readonly<Record<Medium, Measure>> | null;
  readonly reasons: Added<NationRankedOption>;
  readonly defects: Added<NationRankedOption>;
  readonly audience: Added<{ readonly option: string; readonly count: number }>;
  readonly comingBack: Added<{ readonly option: string; readonly count: number }>;
  readonly scales: readonly (Added<{ readonly level: string; readonly count: number }> & {
    readonly statement: string;
  })[];
  /** Events and media of two regions that are one, or may be. */
  readonly pairs: readonly Pair[];
}

/** Figures that an event of two regions makes too high by what isn't known: each region counts its people. */
const SHARED_WITH_EVENTS: readonly FigureId[] = ['participants', 'eventsWithOfficials', 'coOrganisedEvents'];

/** Adds up what was chosen. The same files always make the same nation, whatever their order. */
export function* rollUp(chosen: Chosen, decisions: PairDecisions): Stepwise<Nation> {
  const { regions } = chosen;
  const events = yield* sharedEvents(regions, decisions);
  const media = yield* sharedMedia(regions, decisions);
  const absent = chosen.missing?.length ?? 0;
  const figures = {} as Record<FigureId, NationalFigure>;
  for (const id of FIGURE_IDS) {
    const isBound = (id === 'events' && events.unsure) || (id === 'mediaMentions' && media.unsure);
    figures[id] = withoutDoubles(figureOf(id, regions, absent, isBound), events, media);
    yield;
  }
  return {
    ...chosen,
    figures,
    budget: budgetOf(regions),
    media: mediaOf(regions, absent, media),
    reasons: rankingOf(regions.map(({ reasons }) => reasons)),
    defects: rankingOf(regions.map(({ defects }) => defects)),
    audience: choicesOf(regions.map(({ audience }) => audience)),
    comingBack: choicesOf(regions.map(({ comingBack }) => comingBack)),
    scales: scalesOf(regions.flatMap(({ scales }) => scales)),
    pairs: [...events.pairs, ...media.pairs],
  };
}

/** Returns one region's value of a figure. A table that lists media one by one tells by that how many there are. */
export function measureOf({ figures, media: { count, items } }: RegionReport, id: FigureId): ToldMeasure {
  const told = figures.get(id)?.measure ?? UNKNOWN;
  if (id !== 'mediaMentions' || told.value !== null || count === null || items !== null) return told;
  const kinds: readonly ToldMeasure[] = MEDIUMS.map((medium) => count[medium]);
  const { value, precision } = addUp(kinds);
  const range = rangeOf(kinds);
  return { value, precision, ...(range ? { range } : {}) };
}

/** Adds up a figure of all regions. `isBound` says that what two of them may count both makes it a lower bound. */
function figureOf(id: FigureId, regions: readonly RegionReport[], absent: number, isBound: boolean): NationalFigure {
  const told = regions.map((region) => ({ region, figure: region.figures.get(id), measure: measureOf(region, id) }));
  const isShare = told.some(({ figure }) => (figure?.of ?? null) !== null);
  // A share is added up over those that know both its parts, and where anybody answered: one alone would bend it.
  const counting = told.filter(({ figure, measure }) => measure.value !== null && (!isShare || (figure?.of ?? 0) > 0));
  const counted = new Set(counting);
  const silent = told.filter((one) => !counted.has(one) && one.measure.precision !== 'not_applicable');
  const sum = addUp(
    counting.map(({ measure }) => measure),
    isShare ? 0 : silent.length + absent,
    isBound,
  );
  // Where nobody was asked or answered, "0 of 0" is no figure.
  const none =
    counting.length === 0
      ? addUp(
          told.map(({ measure }) => (measure.value === null ? measure : UNKNOWN)),
          absent,
        )
      : sum;
  const bases = counting.flatMap(({ figure }) => figure?.base ?? []);
  const adding = (numbers: readonly (number | null | undefined)[]) => {
    const known = numbers.filter((number) => number !== null && number !== undefined);
    return known.length === 0 ? null : known.reduce((all, one) => all + one, 0);
  };
  return {
    id,
    unit: unitOf(id),
    value: none.value,
    precision: none.precision,
    of: adding(counting.map(({ figure }) => figure?.of)),
    toConfirm: adding(counting.map(({ figure }) => figure?.toConfirm)),
    base:
      bases.length === 0
        ? null
        : {
            answered: bases.reduce((all, { answered }) => all + answered, 0),
            asked: bases.reduce((all, { asked }) => all + asked, 0),
          },
    regions: {
      known: counting.map(({ region }) => region.name),
      unknown: silent.filter(({ figure }) => (figure?.withheld ?? null) === null).map(({ region }) => region.name),
      withheld: silent.filter(({ figure }) => (figure?.withheld ?? null) !== null).map(({ region }) => region.name),
    },
    previous: addUp(
      told.map(({ figure }) => figure?.previous ?? UNKNOWN),
      absent,
    ),
    change: changeOf(counting),
  };
}

/** Adds up the changes of the regions of which one is known. As in the region's bilan, nothing follows from shares of those who answered. */
function changeOf(
  told: readonly { readonly figure: RegionFigure | undefined; readonly measure: Measure }[],
): NationalFigure['change'] {
  const both = told.flatMap(({ figure, measure }) => {
    if (figure === undefined || measure.value === null || figure.previous.value === null) return [];
    const { previous } = figure;
    // Which regions count doesn't hang on whether theirs is a rise or a fall: that would bend the sum.
    const follows = precisionOfChange(1, measure.precision, previous.precision) !== null && !isShareOfAnswers(figure);
    return follows ? [{ now: measure, previous, change: measure.value - figure.previous.value }] : [];
  });
  if (both.length === 0) return null;
  const value = rounded(both.reduce((all, { change }) => all + change, 0));
  const precision = precisionOfChange(
    value,
    weakest(both.map(({ now }) => now.precision)),
    weakest(both.map(({ previous }) => previous.precision)),
  );
  return precision === null ? null : { value, precision, regions: both.length };
}

/**
 * Takes out what two regions count both. Of people nobody knows how many that are: their number is an estimate then. How many were
 * counted twice in the last edition isn't known either, so that no change follows of what something was taken out of.
 */
function withoutDoubles(
  figure: NationalFigure,
  events: SharedBetween<unknown>,
  media: SharedBetween<unknown>,
): NationalFigure {
  if (figure.value === null) return figure;
  if (figure.id === 'events' || figure.id === 'mediaMentions') {
    const { doubles, unsure } = figure.id === 'events' ? events : media;
    if (doubles.length === 0 && !unsure) return figure;
    return { ...figure, value: figure.value - doubles.length, change: null };
  }
  if (events.doubles.length === 0 || !SHARED_WITH_EVENTS.includes(figure.id)) return figure;
  return { ...figure, precision: 'estimated', change: null };
}

function meanOf(measures: readonly ToldMeasure[]): Mean {
  const told = measures.filter(({ value }) => value !== null);
  const { value, precision } = addUp(told);
  const mean = value === null ? null : rounded(value / told.length);
  return { mean, total: value, precision: value === null ? 'unknown' : precision, regions: told.length };
}

function budgetOf(regions: readonly RegionReport[]): Nation['budget'] {
  const parts = regions.flatMap(({ budget: { own, external } }) =>
    own === null || external === null ? [] : [{ own, external }],
  );
  return {
    total: meanOf(regions.map((region) => measureOf(region, 'budget'))),
    own: meanOf(parts.map(({ own }) => own)),
    external: meanOf(parts.map(({ external }) => external)),
  };
}

function mediaOf(
  regions: readonly RegionReport[],
  absent: number,
  { doubles, unsure }: SharedBetween<{ readonly medium: string }>,
): Nation['media'] {
  if (regions.every(({ media }) => media.count === null)) return null;
  return byMedium((medium) => {
    const { value, precision } = addUp(
      regions.map(({ media }) => media.count?.[medium] ?? UNKNOWN),
      absent,
      unsure,
    );
    if (value === null) return { value, precision };
    return { value: value - doubles.filter((double) => double.medium === medium).length, precision };
  });
}

/** Adds up points and mentions, and ranks them anew: dense, ties kept. */
function rankingOf(told: readonly (Ranking | null)[]): Added<NationRankedOption> {
  const rankings = told.filter(
    (one) => one !== null && one.withheld === null && one.options.length > 0,
  ) as readonly Ranking[];
  const byOption = grouped(
    rankings.flatMap(({ options }) => options),
    ({ option }) => [option],
  );
  const sums = [...byOption].map(([option, lines]) => ({
    option,
    points: lines.reduce((sum, { points }) => sum + points, 0),
    mentions: lines.reduce((sum, { mentions }) => sum + mentions, 0),
  }));
  const scores = [...new Set(sums.map(({ points }) => points))].sort((a, b) => b - a);
  return {
    answered: rankings.reduce((sum, { answered }) => sum + answered, 0),
    regions: rankings.length,
    lines: sums
      .map((line) => ({ ...line, rank: line.points === 0 ? null : scores.indexOf(line.points) + 1 }))
      .sort((a, b) => b.points - a.points || byText(a.option, b.option)),
  };
}

function choicesOf(told: readonly (RegionChoices | null)[]): Nation['audience'] {
  const all = told.filter(
    (one) => one !== null && one.withheld === null && one.answered > 0,
  ) as readonly RegionChoices[];
  const byOption = grouped(
    all.flatMap(({ counts }) => counts),
    ({ option }) => [option],
  );
  return {
    answered: all.reduce((sum, { answered }) => sum + answered, 0),
    regions: all.length,
    lines: [...byOption]
      .map(([option, lines]) => ({ option, count: lines.reduce((sum, { count }) => sum + count, 0) }))
      .sort((a, b) => b.count - a.count || byText(a.option, b.option)),
  };
}

function scalesOf(told: readonly Scale[]): Nation['scales'] {
  const all = told.filter(({ withheld, counts, answered }) => withheld === null && counts !== null && answered > 0);
  return [...grouped(all, ({ statement }) => [statement])].map(([statement, scales]) => ({
    statement,
    answered: scales.reduce((sum, { answered }) => sum + answered, 0),
    regions: scales.length,
    lines: LEVELS.map((level) => ({
      level,
      count: scales.reduce((sum, { counts }) => sum + (counts?.[level] ?? 0), 0),
    })),
  }));
}
