import type { Chart } from './chart.ts';
import { escapeMarkup } from './escape-markup.ts';
import { sanitisedLine } from './plain.ts';

/** All lengths are in pixels of a drawing that is 640 wide. */
const WIDTH = 640;
const LABELS = 160;
const HEAD = 36;
const ROW = 40;
/** The side of the largest square, and of the smallest. */
const LARGEST = 30;
const SMALLEST = 6;
const INK = '#1d1d1b';
const GREEN = '#0b6e4f';
const LINES = '#d6d6d6';
const FONT_FAMILY = 'Source Sans 3, Noto Emoji, Segoe UI, sans-serif';
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
    return textIn(middle, 13, first, 'middle') + textIn(middle, 28, rest.join(' '), 'middle');
  });
  const rows = categories.map((category, row) => {
    const top = HEAD + row * ROW;
    const cells = series.map(({ values }, at) => {
      const { value, label } = values[row] ?? { value: null, label: '' };
      if (value === null || value === 0) return '';
      const side = Math.max(SMALLEST, LARGEST * Math.sqrt(value / most));
      const left = LABELS + (at + 0.5) * column - (side + 18) / 2;
      const square = `<rect x="${round(left)}" y="${round(top + (ROW - side) / 2)}" width="${round(side)}" height="${round(side)}" fill="${GREEN}"/>`;
      return square + textIn(left + side + 5, top + ROW / 2 + 5, label, 'start');
    });
    const line = `<path d="M0 ${top}H${WIDTH}" stroke="${LINES}"/>`;
    return line + textIn(LABELS - 8, top + ROW / 2 + 5, shortened(category), 'end') + cells.join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeMarkup(sanitisedLine(words))}" font-family="${FONT_FAMILY}" font-size="13" fill="${INK}">`,
    ...heads,
    ...rows,
    '</svg>',
  ].join('\n');
}

function textIn(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escapeMarkup(sanitisedLine(text))}</text>`;
}

function shortened(label: string): string {
  const letters = [...sanitisedLine(label)];
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS - 1).join('')}…` : label;
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
