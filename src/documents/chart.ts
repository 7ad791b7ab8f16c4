/** A bar chart as data: each document draws it, or tells it in words. */
export interface Chart {
  readonly title: string;
  /** The words that stand for the drawing where it can't be seen: every number of it, in one sentence or several. */
  readonly words: string;
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  /** Whether the bars of one category stand one after the other, as parts of a whole, or one below the other. */
  readonly stacked: boolean;
  /** Drawn as a grid of squares, a row for each category and a column for each series; bars where it is absent. */
  readonly grid?: true;
  /** Drawn as a map, with a shape for each category; bars where it is absent. */
  readonly map?: readonly MapShape[];
}

export type MapPoint = readonly [x: number, y: number];

/** An area of a map: lengths in any unit that all its areas share, x to the right and y down. */
export interface MapShape {
  /** The name that stands on it. */
  readonly name: string;
  /** Closed lines, none of which repeats its first point; what lies within two of them is outside. */
  readonly rings: readonly (readonly MapPoint[])[];
  /** The middle of what is written on it. */
  readonly place: MapPoint;
}

/** One value for each category. */
export interface Series {
  readonly name: string;
  readonly values: readonly ChartValue[];
}

export interface ChartValue {
  /** Zero or more; null where nothing is known, and then no bar is drawn. */
  readonly value: number | null;
  /** The value as it is told: "au moins 270". */
  readonly label: string;
}

/** The texts that name what a chart shows. */
export interface ChartWords {
  readonly title: string;
  /** Words one category and what is told of it: "Somme (80) : 12". */
  readonly line: (category: string, values: string) => string;
}

/** Says in words all that a drawing shows. */
export function drawnWords({ title, words }: Chart): string {
  return `${title}. ${words}`;
}

/** Builds a chart of one series. */
export function barChart(words: ChartWords, bars: readonly (ChartValue & { readonly name: string })[]): Chart {
  return {
    title: words.title,
    words: bars.map(({ name, label }) => words.line(name, label)).join(' ; '),
    categories: bars.map(({ name }) => name),
    series: [{ name: words.title, values: bars }],
    stacked: false,
  };
}

/** Builds a chart of several series, each with a value for every category. */
export function seriesChart(
  words: ChartWords,
  categories: readonly string[],
  series: readonly Series[],
  { stacked }: { readonly stacked: boolean },
): Chart {
  const told = (at: number) => series.map(({ name, values }) => `${name} ${values[at]?.label ?? ''}`).join(', ');
  return {
    title: words.title,
    words: categories.map((category, at) => words.line(category, told(at))).join(' ; '),
    categories,
    series,
    stacked,
  };
}

/** Builds a chart that is drawn as a grid. Its words tell the cells that hold something. */
export function gridChart(words: ChartWords, categories: readonly string[], series: readonly Series[]): Chart {
  const told = (at: number) =>
    series.flatMap(({ name, values }) => (values[at]?.value ? [`${name} ${values[at].label}`] : [])).join(', ');
  return {
    title: words.title,
    words: categories.map((category, at) => words.line(category, told(at))).join(' ; '),
    categories,
    series,
    stacked: false,
    grid: true,
  };
}

/** Builds a chart of one series that is drawn as a map, a shape for each value. */
export function mapChart(
  words: ChartWords,
  areas: readonly (ChartValue & { readonly name: string; readonly shape: MapShape })[],
): Chart {
  return { ...barChart(words, areas), map: areas.map(({ shape }) => shape) };
}
