import type { Chart, MapPoint, MapShape } from './chart.ts';
import { DIGIT, type Label, LINE_GAP, layOutMap, NAME_GAP, NAME_LINE, NUMBER_LINE } from './map-labels.ts';
import { drawing, round, svgText } from './svg.ts';

/** The greys of the fewest and of the most; what is written on them is read on both. Nothing is white. */
const LIGHTEST = 0xec;
const DARKEST = 0xac;
const NONE = '#fff';
const BORDER = '#5a5a5a';
const INK = '#1d1d1b';

/**
 * Draws a chart as a map: a shape for each category, the darker the larger its value, with its name and its number written on it, or
 * beside the map at the end of a line where they find no room there. Nothing is told by a grey alone.
 */
export function mapSvg({ categories, series, words }: Chart, shapes: readonly MapShape[]): string {
  const values = categories.map((_, at) => series[0]?.values[at] ?? { value: null, label: '' });
  const most = Math.max(1, ...values.map(({ value }) => value ?? 0));
  const texts = shapes.map(({ name }, at) => ({ name, number: values[at]?.label ?? '' }));
  const { place, height, labels } = layOutMap(shapes, texts);
  const areas = shapes.map(({ rings }, at) => {
    const path = rings.map((ring) => `M${ring.map(place).map(pointText).join('L')}Z`).join('');
    return `<path d="${path}" fill="${shadeOf(values[at]?.value ?? 0, most)}" fill-rule="evenodd" stroke="${BORDER}" stroke-width="0.8" stroke-linejoin="round"/>`;
  });
  const lines = labels.map((label) => (label.where === 'beside' ? lineTo(label) : ''));
  const written = labels.map((label, at) => labelText(label, texts[at]?.name ?? '', texts[at]?.number ?? ''));
  return drawing(height, words, [...areas, ...lines, ...written]);
}

function pointText([x, y]: MapPoint): string {
  return `${round(x)} ${round(y)}`;
}

function shadeOf(value: number, most: number): string {
  if (value <= 0) return NONE;
  const level = Math.round(LIGHTEST - ((LIGHTEST - DARKEST) * value) / most)
    .toString(16)
    .padStart(2, '0');
  return `#${level.repeat(3)}`;
}

function lineTo({ at, end }: Extract<Label, { where: 'beside' }>): string {
  return `<path d="M${pointText(at)}L${pointText(end)}" stroke="${INK}" stroke-width="0.8"/><circle cx="${round(at[0])}" cy="${round(at[1])}" r="2.2"/>`;
}

/** Writes the name and the number of a shape. A number beside the map stands next to its line. */
function labelText(label: Label, name: string, number: string): string {
  if (label.where === 'on') {
    const [x, y] = label.at;
    const top = y - (label.lines.length * NAME_LINE + NUMBER_LINE) / 2;
    const names = label.lines.map((line, at) => svgText(x, top + at * NAME_LINE + 10, line, 'middle'));
    const below = top + label.lines.length * NAME_LINE + NUMBER_LINE - 3;
    return nameGroup(names.join('')) + numberGroup(svgText(x, below, number, 'middle'));
  }
  const [x, y] = label.end;
  const [away, anchor] = label.side === 'right' ? [1, 'start' as const] : [-1, 'end' as const];
  const width = [...number].length * DIGIT;
  const beside = svgText(x + away * (LINE_GAP + width + NAME_GAP), y + 5, name, anchor);
  return nameGroup(beside) + numberGroup(svgText(x + away * LINE_GAP, y + 6, number, anchor));
}

const nameGroup = (texts: string) => `<g font-size="12">${texts}</g>`;
const numberGroup = (text: string) => `<g font-size="16" font-weight="700">${text}</g>`;
