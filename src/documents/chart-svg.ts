import type { Chart, ChartValue } from './chart.ts';
import { escapeMarkup } from './escape-markup.ts';
import { gridSvg } from './grid-svg.ts';
import { mapSvg } from './map-svg.ts';
import { sanitisedLine } from './plain.ts';
import { drawing, GREEN, round, svgText, WIDTH } from './svg.ts';

/** All lengths are in pixels. */
const LABELS = 210;
/** The usual width of a letter of a value behind a bar. */
const LETTER = 6.8;
const BAR = 18;
const GAP = 10;
const LINE = 15;
const LETTERS_A_LINE = 32;
/** The least width of a part that has its number on it. */
const ROOM = 20;

/** Fills that differ without colour too: full, hatched, light, dotted, empty. */
const FILLS = ['full', 'hatched', 'light', 'dotted', 'empty'] as const;

/**
 * Draws a chart as SVG. It says nothing that only a colour tells: every bar has its number, and every fill its pattern. Where one of
 * several parts of a bar is too short for its number, all numbers of a bar stand behind it, in the legend's order.
 * `id` sets its patterns apart from those of other drawings on one page: letters, digits and hyphens.
 */
export function chartSvg(chart: Chart, id: string): string {
  if (chart.grid) return gridSvg(chart);
  if (chart.map) return mapSvg(chart, chart.map);
  const { categories, series, stacked } = chart;
  const legend = series.length > 1 ? legendOf(chart, id) : { markup: '', height: 0 };
  const rows: string[] = [];
  let y = legend.height;
  const scale = scaleOf(chart);
  for (const [at, category] of categories.entries()) {
    const lines = wrapped(category);
    const bars = series.map(({ values }) => values[at] ?? { value: null, label: '' });
    const barsHeight = stacked ? BAR : bars.length * BAR;
    const height = Math.max(barsHeight, lines.length * LINE);
    rows.push(labelOf(lines, y + (height - lines.length * LINE) / 2));
    const top = y + (height - barsHeight) / 2;
    rows.push(stacked ? stackOf(bars, top, scale, id) : barsOf(bars, top, scale.unit, id));
    y += height + GAP;
  }
  const height = Math.max(y - GAP, 1);
  return drawing(height, chart.words, [`<defs>${patterns(id)}</defs>`, legend.markup, ...rows]);
}

interface Scale {
  /** The length of one unit in pixels. */
  readonly unit: number;
  /** Whether the numbers stand behind the bars. */
  readonly isBehind: boolean;
}

function scaleOf({ series, categories, stacked }: Chart): Scale {
  const at = (index: number) => series.map(({ values }) => values[index]?.value ?? 0);
  const longest = categories.map((_, index) =>
    stacked ? at(index).reduce((sum, value) => sum + value, 0) : Math.max(...at(index)),
  );
  const labels = stacked
    ? categories.map((_, index) => behind(series.map(({ values }) => values[index])))
    : series.flatMap(({ values }) => values.map(({ label }) => label));
  const unitIn = (room: number) => Math.max(room, 60) / Math.max(1, ...longest);
  const whole = unitIn(WIDTH - LABELS - 10);
  const fits = series.every(({ values }) => values.every(({ value }) => !value || value * whole >= ROOM));
  if (stacked && fits) return { unit: whole, isBehind: false };
  const letters = labels.map((label) => [...label].length);
  return { unit: unitIn(WIDTH - LABELS - 10 - Math.max(0, ...letters) * LETTER), isBehind: true };
}

/** Returns the numbers of a bar's parts, in their order. */
function behind(parts: readonly (ChartValue | undefined)[]): string {
  return parts.map((part) => part?.label || '0').join(' · ');
}

function barsOf(bars: readonly ChartValue[], top: number, scale: number, id: string): string {
  return bars
    .map(({ value, label }, at) => {
      const y = top + at * BAR;
      const width = (value ?? 0) * scale;
      const bar = width > 0 ? barOf(LABELS, y, width, fillOf(at, id)) : '';
      return `${bar}${svgText(LABELS + width + 6, y + 13, label)}`;
    })
    .join('');
}

function stackOf(bars: readonly ChartValue[], top: number, { unit, isBehind }: Scale, id: string): string {
  let x = LABELS;
  const parts = bars
    .map(({ value, label }, at) => {
      const width = (value ?? 0) * unit;
      if (width <= 0) return '';
      const middle = x + width / 2;
      const bar = barOf(x, top, width, fillOf(at, id));
      // A white plate keeps the number readable on every fill.
      const plate = `<rect x="${round(middle - 9)}" y="${round(top + 2)}" width="18" height="14" rx="3" fill="#fff"/>`;
      const number = `<text x="${round(middle)}" y="${round(top + 13)}" text-anchor="middle">${escapeMarkup(label)}</text>`;
      x += width;
      return bar + (isBehind ? '' : plate + number);
    })
    .join('');
  return isBehind ? parts + svgText(x + 6, top + 13, behind(bars)) : parts;
}

function barOf(x: number, y: number, width: number, fill: string): string {
  return `<rect x="${round(x)}" y="${round(y + 1)}" width="${round(width)}" height="${BAR - 2}" fill="${fill}" stroke="${GREEN}"/>`;
}

function labelOf(lines: readonly string[], top: number): string {
  return lines
    .map((line, at) => {
      const y = round(top + at * LINE + 12);
      return `<text x="${LABELS - 8}" y="${y}" text-anchor="end">${escapeMarkup(line)}</text>`;
    })
    .join('');
}

function legendOf({ series }: Chart, id: string): { readonly markup: string; readonly height: number } {
  let [x, y] = [0, 0];
  const items = series.map(({ name }, at) => {
    const text = sanitisedLine(name);
    const width = 34 + text.length * 7;
    if (x > 0 && x + width > WIDTH) [x, y] = [0, y + 20];
    const swatch = `<rect x="${x + 1}" y="${y + 2}" width="18" height="12" fill="${fillOf(at, id)}" stroke="${GREEN}"/>`;
    const label = svgText(x + 25, y + 13, text);
    x += width;
    return swatch + label;
  });
  return { markup: items.join(''), height: y + 28 };
}

function fillOf(at: number, id: string): string {
  const fill = FILLS[at % FILLS.length] ?? 'full';
  if (fill === 'full') return GREEN;
  if (fill === 'light') return '#a9cfc0';
  if (fill === 'empty') return '#fff';
  return `url(#${id}-${fill})`;
}

function patterns(id: string): string {
  return [
    `<pattern id="${id}-hatched" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fff"/><path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke="${GREEN}" stroke-width="1.4"/></pattern>`,
    `<pattern id="${id}-dotted" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#fff"/><circle cx="3" cy="3" r="1.2" fill="${GREEN}"/></pattern>`,
  ].join('');
}

/** Breaks a label at spaces into two lines at most, and cuts what is longer. */
function wrapped(label: string): readonly string[] {
  const words = sanitisedLine(label).split(' ');
  const lines = [''];
  for (const word of words) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > LETTERS_A_LINE) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  const [first = '', second, ...more] = lines;
  const kept = second === undefined ? [first] : [first, more.length > 0 ? `${second} …` : second];
  return kept.map((line) => {
    const letters = [...line];
    return letters.length > LETTERS_A_LINE + 4 ? `${letters.slice(0, LETTERS_A_LINE).join('')}…` : line;
  });
}
