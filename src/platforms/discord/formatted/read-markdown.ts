import { canonical } from '../../../chat/formatted/canonical.ts';
import { type Formatted, type FormattedBlock, HIGHEST_NUMBER } from '../../../chat/formatted/formatted.ts';
import { readMarks } from './read-marks.ts';

/**
 * Returns what somebody wrote on Discord. It reads quotations first, then code, headings and lists, line by line, and marks
 * last: none reaches out of a heading, an item, a quotation or over code.
 */
export function readMarkdown(content: string): Formatted {
  const text = content.replace(/\r\n?/g, '\n');
  return canonical(passagesIn(text).flatMap((passage) => blocksOf(passage)));
}

/** Lines that are quoted, or lines that aren't. */
interface Passage {
  readonly quoted: boolean;
  readonly text: string;
}

function passagesIn(text: string): readonly Passage[] {
  if (!text.includes('>')) return [{ quoted: false, text }];
  const fences = fencesIn(text);
  const passages: { quoted: boolean; lines: string[] }[] = [];
  const add = (quoted: boolean, line: string): void => {
    const last = passages.at(-1);
    if (last?.quoted === quoted) last.lines.push(line);
    else passages.push({ quoted, lines: [line] });
  };
  for (let from = 0, fence = 0; from <= text.length; ) {
    const rest = /^ *>>> /.exec(text.slice(from, from + LONGEST_SIGN));
    if (rest) {
      add(true, text.slice(from + rest[0].length));
      break;
    }
    const quote = /^ *> /.exec(text.slice(from, from + LONGEST_SIGN));
    let to = lineEnd(text, from);
    if (!quote) {
      // A block of code goes on over the ends of its lines.
      for (; (fences[fence]?.start ?? to) < to; fence += 1) {
        const { start = 0, end = 0 } = fences[fence] ?? {};
        if (start >= from) to = Math.max(to, lineEnd(text, end));
      }
    }
    add(quote !== null, text.slice(from + (quote?.[0].length ?? 0), to));
    from = to + 1;
  }
  return passages.map(({ quoted, lines }) => ({ quoted, text: lines.join('\n') }));
}

/** Spaces before the sign of a quotation that are looked at. */
const LONGEST_SIGN = 40;

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** A block of code, from the first of its three backticks to the last. */
interface Fence {
  readonly start: number;
  readonly end: number;
}

const FENCE = '```';

function fencesIn(text: string): readonly Fence[] {
  const fences: Fence[] = [];
  for (let from = 0; from < text.length; ) {
    const start = text.indexOf(FENCE, from);
    if (start < 0) break;
    if (isEscaped(text, start)) {
      from = start + 1;
      continue;
    }
    const close = text.indexOf(FENCE, start + FENCE.length + 1);
    if (close < 0) break;
    from = close + FENCE.length;
    fences.push({ start, end: from });
  }
  return fences;
}

/** Returns whether an odd number of backslashes stands before a sign. */
function isEscaped(text: string, index: number): boolean {
  let at = index;
  while (text.charAt(at - 1) === '\\') at -= 1;
  return (index - at) % 2 === 1;
}

function blocksOf({ quoted, text }: Passage): readonly FormattedBlock[] {
  const fences = fencesIn(text);
  const before = fences.flatMap(({ start, end }, index) => {
    const from = fences[index - 1]?.end ?? 0;
    return [...linesBetween(text.slice(from, start), quoted, index > 0, true), codeOf(text.slice(start, end), quoted)];
  });
  return before.concat(linesBetween(text.slice(fences.at(-1)?.end ?? 0), quoted, fences.length > 0, false));
}

function codeOf(fenced: string, quoted: boolean): FormattedBlock {
  const inside = fenced.slice(FENCE.length, -FENCE.length);
  const [line = '', language = ''] = /^([a-z0-9_+.#-]{1,32})\n/i.exec(inside) ?? [];
  const isNamed = /[^\n]/.test(inside.slice(line.length)) && language !== '';
  return {
    kind: 'code',
    quoted,
    language: isNamed ? language : null,
    text: isNamed ? inside.slice(line.length) : inside,
  };
}

/** Returns the lines beside or between code, whose own line ends belong to none of them. */
function linesBetween(
  text: string,
  quoted: boolean,
  afterCode: boolean,
  beforeCode: boolean,
): readonly FormattedBlock[] {
  if (text === '' && (afterCode || beforeCode)) return [];
  const begun = afterCode && text.startsWith('\n') ? text.slice(1) : text;
  if (begun === '' && beforeCode) return [];
  return linesOf(beforeCode && begun.endsWith('\n') ? begun.slice(0, -1) : begun, quoted);
}

/** Lines that are read together. */
type Chunk = { readonly lines: string[] } & (
  | { readonly kind: 'line' }
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3 }
  | { readonly kind: 'item'; readonly indent: number; readonly number: number | null }
);

function linesOf(text: string, quoted: boolean): readonly FormattedBlock[] {
  const chunks: Chunk[] = [];
  let isOpen = false;
  for (const line of text.split('\n')) {
    const last = chunks.at(-1);
    const alone = headingOf(line) ?? subtextOf(line);
    const begun = alone ?? itemOf(line);
    if (begun) chunks.push(begun);
    else if (last?.kind === 'item' && isOpen && /^ +\S/.test(line)) last.lines.push(line.trimStart());
    else if (last?.kind === 'line' && isOpen) last.lines.push(line);
    else chunks.push({ kind: 'line', lines: [line] });
    isOpen = alone === null;
  }
  return chunks.map((chunk) => blockOf(chunk, quoted));
}

function blockOf(chunk: Chunk, quoted: boolean): FormattedBlock {
  const leaves = readMarks(chunk.lines.join('\n'));
  switch (chunk.kind) {
    case 'line':
      return { kind: 'line', quoted, leaves };
    case 'heading':
      return { kind: 'heading', level: chunk.level, quoted, leaves };
    case 'item':
      return { kind: 'item', indent: chunk.indent, number: chunk.number, quoted, leaves };
  }
}

function headingOf(line: string): Chunk | null {
  if (!line.startsWith('#')) return null;
  const [, signs, text = ''] = /^(#{1,3}) +(\S.*)$/.exec(line) ?? [];
  if (!signs) return null;
  return { kind: 'heading', level: signs.length === 1 ? 1 : signs.length === 2 ? 2 : 3, lines: [text] };
}

/** Small print is a line like any other elsewhere. */
function subtextOf(line: string): Chunk | null {
  if (!line.startsWith('-#')) return null;
  const text = /^-# +(\S.*)$/.exec(line)?.[1];
  return text === undefined ? null : { kind: 'line', lines: [text] };
}

/** The signs that a line of a list may begin with. */
const ITEM_STARTS = ' -*0123456789';

function itemOf(line: string): Chunk | null {
  if (!ITEM_STARTS.includes(line.charAt(0))) return null;
  const [, spaces = '', sign, text = ''] = /^( *)([-*]|\d{1,9}\.) +(\S.*)$/.exec(line) ?? [];
  if (!sign) return null;
  const number = /^\d/.test(sign) ? Number(sign.slice(0, -1)) : null;
  if (number !== null && number > HIGHEST_NUMBER) return null;
  return { kind: 'item', indent: spaces.length, number, lines: [text] };
}
