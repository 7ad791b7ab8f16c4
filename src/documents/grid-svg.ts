import type { Chart } from './chart.ts';
import { sanitisedLine } from './plain.ts';
import { drawing, GREEN, round, svgText, WIDTH } from './svg.ts';

/** All lengths are in pixels. */
const LABELS = 160;
const HEAD = 36;
const ROW = 40;
/** The side of the largest square, and of the smallest. */
const LARGEST = 30;
const SMALLEST = 6;
const LINES = '#d6d6d6';
const LETTERS = 24;

/**
 * Draws a chart as a grid: a row for each category, a column for each series, and in each cell a square whose area is the
 * value, with its number beside it. It reads the same in black and white.
 */
export function gridSvg({ categories, series, words }: Chart): string {
  const column = (WIDTH - LABELS) / Math.max(1, series.length);
  const height = HEAD + categories.length * ROW;
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map(({ value }) => value ?? 0)));
  const heads = series.map(({ name }, at) => {
    const [first = '', ...rest] = sanitisedLine(name).split(' ');
    const middle = LABELS + (at + 0.5) * column;
    return svgText(middle, 13, first, 'middle') + svgText(middle, 28, rest.join(' '), 'middle');
  });
  const rows = categories.map((category, row) => {
    const top = HEAD + row * ROW;
    const cells = series.map(({ values }, at) => {
      const { value, label } = values[row] ?? { value: null, label: '' };
      if (value === null || value === 0) return '';
      const side = Math.max(SMALLEST, LARGEST * Math.sqrt(value / most));
      const left = LABELS + (at + 0.5) * column - (side + 18) / 2;
      const square = `<rect x="${round(left)}" y="${round(top + (ROW - side) / 2)}" width="${round(side)}" height="${round(side)}" fill="${GREEN}"/>`;
      return square + svgText(left + side + 5, top + ROW / 2 + 5, label, 'start');
    });
    const line = `<path d="M0 ${top}H${WIDTH}" stroke="${LINES}"/>`;
    return line + svgText(LABELS - 8, top + ROW / 2 + 5, shortened(category), 'end') + cells.join('');
  });
  return drawing(height, words, [...heads, ...rows]);
}

function shortened(label: string): string {
  const letters = [...sanitisedLine(label)];
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS - 1).join('')}…` : label;
}
