import { escapeMarkup } from './escape-markup.ts';
import { sanitisedLine } from './plain.ts';

/** The width of every drawing, in pixels; all lengths are in these. */
export const WIDTH = 640;
export const GREEN = '#0b6e4f';
const INK = '#1d1d1b';
const FONT_FAMILY = 'Source Sans 3, Noto Emoji, Segoe UI, sans-serif';
const FONT = 13;

/** Puts what was drawn together; `words` tell it to whoever doesn't see it. */
export function drawing(height: number, words: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeMarkup(sanitisedLine(words))}" font-family="${FONT_FAMILY}" font-size="${FONT}" fill="${INK}">`,
    ...parts,
    '</svg>',
  ].join('\n');
}

const MARGIN = 16;
const TITLE = 34;

/** Puts a drawing below its title, with a margin: it stands alone, where no document tells what it is of. */
export function onSheet(title: string, svg: string): string {
  const [, drawn = '0'] = /viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(svg) ?? [];
  const [width, height] = [WIDTH + 2 * MARGIN, Number(drawn) + TITLE + 2 * MARGIN];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<text x="${MARGIN}" y="${MARGIN + FONT}" font-family="${FONT_FAMILY}" font-size="${FONT + 2}" font-weight="700" fill="${INK}">${escapeMarkup(sanitisedLine(title))}</text>`,
    svg.replace('<svg ', `<svg x="${MARGIN}" y="${MARGIN + TITLE}" `),
    '</svg>',
  ].join('\n');
}

/** Writes a line of text, which begins at `x`, or has its middle or its end there. */
export function svgText(x: number, y: number, text: string, anchor?: 'start' | 'middle' | 'end'): string {
  const anchored = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${round(x)}" y="${round(y)}"${anchored}>${escapeMarkup(sanitisedLine(text))}</text>`;
}

/** Rounds a length to a tenth of a pixel. */
export function round(length: number): number {
  return Math.round(length * 10) / 10;
}
