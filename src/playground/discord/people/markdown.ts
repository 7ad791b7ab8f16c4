import type { SeenBlock, SeenSpan, SeenStyle } from '../../local-platform.ts';

/** The reader's view of names and dates. */
export interface MarkdownReader {
  readonly locale: 'fr' | 'en-GB';
  readonly now: number;
  user(id: string): string;
  role(id: string): string;
  channel(id: string): string;
}

/** The readers' time zone; Discord shows every date in the reader's own time. */
const TIME_ZONE = 'Europe/Paris';

type Rule = readonly [pattern: RegExp, read: (match: RegExpExecArray, reader: MarkdownReader) => SeenSpan[]];

const group = (match: RegExpExecArray, index = 1): string => match[index] ?? '';
const words = (text: string, ...styles: SeenStyle[]): SeenSpan[] => [styles.length > 0 ? { text, styles } : { text }];
const styled = (spans: readonly SeenSpan[], ...styles: SeenStyle[]): SeenSpan[] =>
  spans.map((span) => ({ ...span, styles: [...(span.styles ?? []), ...styles] }));
const inner =
  (style: SeenStyle) =>
  (match: RegExpExecArray, reader: MarkdownReader): SeenSpan[] =>
    styled(spansOf(group(match), reader), style);
const linkTo = (url: string): SeenSpan[] => [{ text: url, url }];

/** Discord's inline markup, in its order of precedence. */
const rules: readonly Rule[] = [
  [/^\\([^0-9A-Za-z\s])/, (match) => words(group(match))],
  [/^<@!?(\d+)>/, (match, reader) => words(`@${reader.user(group(match))}`, 'mention')],
  [/^<@&(\d+)>/, (match, reader) => words(`@${reader.role(group(match))}`, 'mention')],
  [/^<#(\d+)>/, (match, reader) => words(`#${reader.channel(group(match))}`, 'mention')],
  [
    /^<t:(-?\d{1,17})(?::([tTdDfFR]))?>/,
    (match, reader) => words(readTime(Number(group(match)) * 1000, group(match, 2) || 'f', reader)),
  ],
  [/^<\/([^:>\n]+):\d+>/, (match) => words(`/${group(match)}`, 'mention')],
  [/^<a?:(\w+):\d+>/, (match) => words(`:${group(match)}:`)],
  // A named link shows only its name.
  [
    /^\[((?:\\[\s\S]|[^[\]\\])+)\]\(<?(https?:\/\/[^\s)>]+)>?(?: "[^"\n]*")?\)/,
    (match, reader) => spansOf(group(match), reader).map((span) => ({ ...span, url: group(match, 2) })),
  ],
  [/^<(https?:\/\/[^\s>]+)>/, (match) => linkTo(group(match))],
  [/^https?:\/\/[^\s<]+/, (match) => linkTo(group(match, 0))],
  [/^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, inner('bold')],
  [/^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, inner('underline')],
  [/^~~((?:\\[\s\S]|[^\\])+?)~~/, inner('strike')],
  [/^\|\|((?:\\[\s\S]|[^\\])+?)\|\|/, inner('spoiler')],
  [/^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^*\s\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/, inner('italic')],
];
const underscoreItalic = /^_((?:__|\\[\s\S]|[^\\_])+?)_(?![\p{L}\p{N}_])/u;

const textOfSpans = (spans: readonly SeenSpan[]): string => spans.map(({ text }) => text).join('');

export const readInline = (text: string, reader: MarkdownReader): string => textOfSpans(spansOf(text, reader));

/** Reads text as it looks; words that look alike are one span. */
export function spansOf(text: string, reader: MarkdownReader): SeenSpan[] {
  const spans: SeenSpan[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') spans.push({ text: plain });
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const [length, read] = readNext(text, at, reader);
    for (const span of read) {
      if (span.styles === undefined && span.url === undefined) plain += span.text;
      else {
        flush();
        spans.push(span);
      }
    }
    at += length;
  }
  flush();
  return spans;
}

function readNext(text: string, at: number, reader: MarkdownReader): readonly [number, SeenSpan[]] {
  const rest = text.slice(at);
  // Only these signs begin markup; skipping to them keeps long texts quick.
  const plain = /^[^\\`<[h*_~|]+/.exec(rest);
  if (plain) return [plain[0].length, words(plain[0])];
  const code = codeAt(rest);
  if (code) return [code[0], words(code[1], 'code')];
  for (const [pattern, read] of rules) {
    const match = pattern.exec(rest);
    if (match) return [match[0].length, read(match, reader)];
  }
  const before = text[at - 1] ?? ' ';
  const italic = /[\p{L}\p{N}_]/u.test(before) ? null : underscoreItalic.exec(rest);
  return italic ? [italic[0].length, styled(spansOf(italic[1] ?? '', reader), 'italic')] : [1, words(rest.charAt(0))];
}

/** Returns the length and the content of the code between equal runs of backticks. */
function codeAt(rest: string): readonly [number, string] | null {
  const [opening, ...following] = [...rest.matchAll(/`+/g)];
  if (opening?.index !== 0) return null;
  const { length } = opening[0];
  const closing = following.find(({ 0: ticks }) => ticks.length === length);
  if (!closing) return null;
  return [closing.index + length, rest.slice(length, closing.index).trim()];
}

function readTime(at: number, style: string, reader: MarkdownReader): string {
  if (style === 'R') return readRelative(at - reader.now, reader.locale);
  const styles: Record<string, Intl.DateTimeFormatOptions> = {
    t: { timeStyle: 'short' },
    T: { timeStyle: 'medium' },
    d: { dateStyle: 'short' },
    D: { dateStyle: 'long' },
    f: { dateStyle: 'long', timeStyle: 'short' },
    F: { dateStyle: 'full', timeStyle: 'short' },
  };
  return new Intl.DateTimeFormat(reader.locale, { ...styles[style], timeZone: TIME_ZONE }).format(at);
}

function readRelative(difference: number, locale: string): string {
  const units = [
    ['year', 31_536_000_000],
    ['month', 2_592_000_000],
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ] as const;
  const format = new Intl.RelativeTimeFormat(locale);
  for (const [unit, length] of units) {
    if (Math.abs(difference) >= length) return format.format(Math.round(difference / length), unit);
  }
  return format.format(Math.round(difference / 1000), 'second');
}

/** A piece of text with what it looks like. */
export const written = (kind: 'heading' | 'text' | 'small', spans: readonly SeenSpan[]): SeenBlock => ({
  kind,
  text: textOfSpans(spans),
  spans,
});

/** Reads a text with headings, small print, lists, quotes and code as the blocks one sees. */
export function readBlocks(text: string, reader: MarkdownReader): SeenBlock[] {
  const blocks: SeenBlock[] = [];
  for (const [index, part] of text.split(/```(?:[a-z0-9_+-]*\n)?([\s\S]*?)```/i).entries()) {
    if (index % 2 === 1) {
      const code = part.replace(/\n$/, '');
      blocks.push({ kind: 'code', text: code, spans: words(code) });
    } else blocks.push(...readLines(part, reader));
  }
  return blocks;
}

function readLines(text: string, reader: MarkdownReader): SeenBlock[] {
  const blocks: SeenBlock[] = [];
  let plain: string[] = [];
  const flush = (): void => {
    const spans = trimmed(plainSpans(plain, reader));
    if (textOfSpans(spans).trim() !== '') blocks.push(written('text', spans));
    plain = [];
  };
  for (const line of text.split('\n')) {
    const heading = /^#{1,3} +(\S.*)$/.exec(line);
    const small = /^-# +(\S.*)$/.exec(line);
    if (heading || small) {
      flush();
      blocks.push(written(heading ? 'heading' : 'small', spansOf((heading ?? small)?.[1] ?? '', reader)));
      continue;
    }
    plain.push(line);
  }
  flush();
  return blocks;
}

/** Reads lines that are neither headings nor small print. Markup may span lines, but not in and out of a quote. */
function plainSpans(lines: readonly string[], reader: MarkdownReader): SeenSpan[] {
  const passages: { quoted: boolean; lines: string[] }[] = [];
  let restQuoted = false;
  for (const line of lines) {
    const quote: RegExpExecArray | null = restQuoted ? null : /^(>>>|>) +/.exec(line);
    restQuoted ||= quote?.[1] === '>>>';
    const content = line.slice(quote?.[0].length ?? 0).replace(/^(\s*)[-*] +/, '$1• ');
    const quoted = restQuoted || quote !== null;
    const last = passages.at(-1);
    if (last?.quoted === quoted) last.lines.push(content);
    else passages.push({ quoted, lines: [content] });
  }
  return passages.flatMap(({ quoted, lines: theirs }, index) => {
    const spans = spansOf(theirs.join('\n'), reader);
    return [...(index > 0 ? words('\n') : []), ...(quoted ? styled(spans, 'quote') : spans)];
  });
}

/** Takes away the line breaks before the first words and the last one after them. */
function trimmed(spans: readonly SeenSpan[]): SeenSpan[] {
  const text = textOfSpans(spans);
  let from = /^\n+/.exec(text)?.[0].length ?? 0;
  let left = text.replace(/^\n+|(?<!\n)\n+$/g, '').length;
  return spans.flatMap((span) => {
    const start = Math.min(from, span.text.length);
    from -= start;
    const shown = span.text.slice(start, start + left);
    left -= shown.length;
    return shown === '' ? [] : [{ ...span, text: shown }];
  });
}
