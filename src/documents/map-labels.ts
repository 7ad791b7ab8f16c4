import type { MapPoint, MapShape } from './chart.ts';
import { WIDTH } from './svg.ts';

/** All lengths are in pixels, as the map is drawn. */
const HIGHEST = 470;
/** The height of a map of few areas: so much, and so much more for each. */
const LEAST_HIGH = 270;
const HIGH_EACH = 30;
const EDGE = 2;
/** The usual width of a letter of a name, and of a digit of a number. */
const LETTER = 6.1;
export const DIGIT = 9;
export const NAME_LINE = 13;
export const NUMBER_LINE = 17;
/** Room around a label in its shape. */
const AROUND = 2;
/** From one label beside the map to the next. */
const SLOT = 24;
/** From the map to the labels beside it, from a line's end to its number, and from that to the name. */
const COLUMN_GAP = 18;
export const LINE_GAP = 4;
export const NAME_GAP = 6;
/** Where a page has no font of its own, letters are up to so many times as wide. */
const WIDER = 1.2;

/** The text of a label: a name and a number. */
export interface LabelText {
  readonly name: string;
  readonly number: string;
}

/** Where the label of a shape stands: on it, its name on one line or two, or beside the map, with a line that leads there. */
export type Label =
  | { readonly where: 'on'; readonly at: MapPoint; readonly lines: readonly string[] }
  | { readonly where: 'beside'; readonly at: MapPoint; readonly side: Side; readonly end: MapPoint };

type Side = 'left' | 'right';

/** A map with its labels. */
export interface LaidOutMap {
  readonly height: number;
  /** Returns where a point of a shape is drawn. */
  readonly place: (point: MapPoint) => MapPoint;
  readonly labels: readonly Label[];
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Line = readonly [from: MapPoint, to: MapPoint];

/** Lays a map out so that each label is read: of the ways there are the one whose lines are shortest and cross nothing. */
export function layOutMap(shapes: readonly MapShape[], texts: readonly LabelText[]): LaidOutMap {
  const without = layOutWith(shapes, texts, []);
  if (without.labels.length === shapes.length) return without;
  const [first = without, ...others] = [['right'], ['left'], ['left', 'right']].map((sides) =>
    layOutWith(shapes, texts, sides as readonly Side[]),
  );
  return others.reduce((best, one) => (one.cost < best.cost ? one : best), first);
}

function layOutWith(
  shapes: readonly MapShape[],
  texts: readonly LabelText[],
  sides: readonly Side[],
): LaidOutMap & { readonly cost: number } {
  const digits = Math.max(0, ...texts.map(({ number }) => [...number].length));
  let column = 0;
  // A column beside the map makes it smaller, and a smaller map may need a wider one.
  for (let tries = 0; ; tries++) {
    const { place, height, right } = placing(shapes, sides.includes('left') ? column : 0, column * sides.length);
    const on = shapes.map((shape, at) => labelOn(shape, texts[at], place));
    const beside = texts.filter((_, at) => on[at] === null);
    const letters = Math.max(0, ...beside.map(({ name }) => [...name].length));
    const needed = letters === 0 ? 0 : COLUMN_GAP + LINE_GAP + (digits * DIGIT + NAME_GAP + letters * LETTER) * WIDER;
    if (sides.length > 0 && needed > column && tries < 4) {
      column = needed;
      continue;
    }
    const ends = { left: column - COLUMN_GAP, right: right + COLUMN_GAP };
    const rows = Math.max(Math.floor(height / SLOT), beside.length);
    const { labels, cost } = labelsBeside(shapes, on, { place, ends, sides, rows });
    // A column that holds nothing only makes the map smaller.
    const isUsed = sides.every((side) => labels.some((label) => label.where === 'beside' && label.side === side));
    const costs = isUsed ? cost + COLUMN_COST * column * sides.length : Number.POSITIVE_INFINITY;
    return { place, height: Math.max(height, rows * SLOT), labels, cost: costs };
  }
}

/** Returns where points are drawn, beside a column on the left, with columns of this width altogether. */
function placing(shapes: readonly MapShape[], left: number, columns: number) {
  const points = shapes.flatMap(({ rings }) => rings.flat());
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [west, north] = [Math.min(...xs), Math.min(...ys)];
  const [wide, high] = [Math.max(1, Math.max(...xs) - west), Math.max(1, Math.max(...ys) - north)];
  const room = WIDTH - columns - 2 * EDGE;
  const scale = Math.min(room / wide, Math.min(HIGHEST, LEAST_HIGH + HIGH_EACH * shapes.length) / high);
  const from = left + EDGE + (columns === 0 ? (room - wide * scale) / 2 : 0);
  const place = ([x, y]: MapPoint): MapPoint => [from + (x - west) * scale, EDGE + (y - north) * scale];
  return { place, height: Math.ceil(high * scale + 2 * EDGE), right: from + wide * scale };
}

type On = Extract<Label, { where: 'on' }> & { readonly box: Box };

/** Returns the label that finds room on a shape; null where none does. */
function labelOn(shape: MapShape, text: LabelText | undefined, place: (point: MapPoint) => MapPoint): On | null {
  if (text === undefined) return null;
  const at = place(shape.place);
  const borders = shape.rings.flatMap((ring) => {
    const drawn = ring.map(place);
    return drawn.map((point, index): Line => [drawn.at(index - 1) ?? point, point]);
  });
  for (const lines of [[text.name], inTwo(text.name)]) {
    const letters = Math.max(...lines.map((line) => [...line].length));
    const half = Math.max(letters * LETTER, [...text.number].length * DIGIT) / 2 + AROUND;
    const tall = (lines.length * NAME_LINE + NUMBER_LINE) / 2;
    const box = { left: at[0] - half, right: at[0] + half, top: at[1] - tall, bottom: at[1] + tall };
    if (!borders.some((border) => crossesBox(border, box))) return { where: 'on', at, lines, box };
  }
  return null;
}

/** Breaks a name behind the hyphen or space that is nearest to its middle. */
function inTwo(name: string): readonly string[] {
  const breaks = [...name.matchAll(/[- ]/g)].map(({ index }) => index + 1);
  const [best] = breaks.sort((a, b) => Math.abs(a - name.length / 2) - Math.abs(b - name.length / 2));
  return best === undefined ? [name] : [name.slice(0, best).trim(), name.slice(best)];
}

interface Room {
  readonly place: (point: MapPoint) => MapPoint;
  /** Where lines to labels on each side end. */
  readonly ends: Readonly<Record<Side, number>>;
  readonly sides: readonly Side[];
  readonly rows: number;
}

/** The cost of a line that crosses a label or another line, in pixels of its length. */
const CROSSING = 2_000;
/** The cost of a column beside the map, in pixels of a line for each of its width: the map is smaller for it. */
const COLUMN_COST = 2;
const DOT = 4;

/** Puts the labels that find no room on their shapes beside the map, from the top, each where its line is short and crosses nothing. */
function labelsBeside(shapes: readonly MapShape[], on: readonly (On | null)[], { place, ends, sides, rows }: Room) {
  const labels: (Label | null)[] = [...on];
  const left = shapes.flatMap((shape, index) => (on[index] ? [] : [{ index, at: place(shape.place) }]));
  const dots = left.map(({ index, at: [x, y] }) => ({
    index,
    box: { left: x - DOT, right: x + DOT, top: y - DOT, bottom: y + DOT },
  }));
  const written = on.flatMap((label) => (label ? [label.box] : []));
  const lines: Line[] = [];
  const taken = new Set<string>();
  let cost = 0;
  for (const { index, at } of left.toSorted((a, b) => a.at[1] - b.at[1])) {
    const ways = sides.flatMap((side) =>
      Array.from({ length: rows }, (_, row) => {
        const end: MapPoint = [ends[side], (row + 0.5) * SLOT];
        const line: Line = [at, end];
        const crossed =
          [...written, ...dots.filter((dot) => dot.index !== index).map(({ box }) => box)].filter((box) =>
            crossesBox(line, box),
          ).length + lines.filter((other) => cross(line, other)).length;
        return { side, end, line, key: `${side} ${row}`, cost: lengthOf(line) + crossed * CROSSING };
      }),
    );
    const [best] = ways.filter(({ key }) => !taken.has(key)).sort((a, b) => a.cost - b.cost);
    if (best === undefined) continue;
    taken.add(best.key);
    lines.push(best.line);
    cost += best.cost;
    labels[index] = { where: 'beside', at, side: best.side, end: best.end };
  }
  return { labels: labels.filter((label) => label !== null), cost };
}

const lengthOf = ([a, b]: Line) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** Returns on which side of a line a point lies: more than zero, less, or zero on it. */
const sideOf = ([a, b]: Line, [x, y]: MapPoint) => (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]);

function cross(one: Line, other: Line): boolean {
  return sideOf(one, other[0]) * sideOf(one, other[1]) < 0 && sideOf(other, one[0]) * sideOf(other, one[1]) < 0;
}

/** Returns whether a line meets a box, or lies in it. */
function crossesBox([a, b]: Line, { left, right, top, bottom }: Box): boolean {
  if (Math.max(a[0], b[0]) < left || Math.min(a[0], b[0]) > right) return false;
  if (Math.max(a[1], b[1]) < top || Math.min(a[1], b[1]) > bottom) return false;
  const corners: readonly MapPoint[] = [
    [left, top],
    [right, top],
    [left, bottom],
    [right, bottom],
  ];
  const sides = corners.map((corner) => Math.sign(sideOf([a, b], corner)));
  return new Set(sides).size > 1;
}
