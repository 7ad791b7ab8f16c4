import type { SeenBlock } from '../../local-platform.ts';

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

type Rule = readonly [pattern: RegExp, read: (match: RegExpExecArray, reader: MarkdownReader) => string];

const group = (match: RegExpExecArray, index = 1): string => match[index] ?? '';
const inner = (match: RegExpExecArray, reader: MarkdownReader): string => readInline(group(match), reader);

/** Discord's inline markup, in its order of precedence. */
const rules: readonly Rule[] = [
  [/^\\([^0-9A-Za-z\s])/, (match) => group(match)],
  [/^<@!?(\d+)>/, (match, reader) => `@${reader.user(group(match))}`],
  [/^<@&(\d+)>/, (match, reader) => `@${reader.role(group(match))}`],
  [/^<#(\d+)>/, (match, reader) => `#${reader.channel(group(match))}`],
  [
    /^<t:(-?\d{1,17})(?::([tTdDfFR]))?>/,
    (match, reader) => readTime(Number(group(match)) * 1000, group(match, 2) || 'f', reader),
  ],
  [/^<\/([^:>\n]+):\d+>/, (match) => `/${group(match)}`],
  [/^<a?:(\w+):\d+>/, (match) => `:${group(match)}:`],
  // A named link shows only its name.
  [/^\[((?:\\[\s\S]|[^[\]\\])+)\]\(<?(https?:\/\/[^\s)>]+)>?(?: "[^"\n]*")?\)/, inner],
  [/^<(https?:\/\/[^\s>]+)>/, (match) => group(match)],
  [/^https?:\/\/[^\s<]+/, (match) => group(match, 0)],
  [/^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, inner],
  [/^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, inner],
  [/^~~((?:\\[\s\S]|[^\\])+?)~~/, inner],
  [/^\|\|((?:\\[\s\S]|[^\\])+?)\|\|/, inner],
  [/^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^*\s\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/, inner],
];
const underscoreItalic = /^_((?:__|\\[\s\S]|[^\\_])+?)_(?![\p{L}\p{N}_])/u;

export function readInline(text: string, reader: MarkdownReader): string {
  let read = '';
  let at = 0;
  while (at < text.length) {
    const [length, shown] = readNext(text, at, reader);
    read += shown;
    at += length;
  }
  return read;
}

function readNext(text: string, at: number, reader: MarkdownReader): readonly [number, string] {
  const rest = text.slice(at);
  // Only these signs begin markup; skipping to them keeps long texts quick.
  const plain = /^[^\\`<[h*_~|]+/.exec(rest);
  if (plain) return [plain[0].length, plain[0]];
  const code = codeAt(rest);
  if (code) return code;
  for (const [pattern, read] of rules) {
    const match = pattern.exec(rest);
    if (match) return [match[0].length, read(match, reader)];
  }
  const before = text[at - 1] ?? ' ';
  const italic = /[\p{L}\p{N}_]/u.test(before) ? null : underscoreItalic.exec(rest);
  return italic ? [italic[0].length, readInline(italic[1] ?? '', reader)] : [1, rest.charAt(0)];
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

/** Reads a text with headings, small print, lists, quotes and code as the blocks one sees. */
export function readBlocks(text: string, reader: MarkdownReader): SeenBlock[] {
  const blocks: SeenBlock[] = [];
  for (const [index, part] of text.split(/```(?:[a-z0-9_+-]*\n)?([\s\S]*?)```/i).entries()) {
    if (index % 2 === 1) blocks.push({ kind: 'code', text: part.replace(/\n$/, '') });
    else blocks.push(...readLines(part, reader));
  }
  return blocks;
}

function readLines(text: string, reader: MarkdownReader): SeenBlock[] {
  const blocks: SeenBlock[] = [];
  let plain: string[] = [];
  const flush = (): void => {
    const joined = readInline(plain.join('\n'), reader).replace(/^\n+|(?<!\n)\n+$/g, '');
    if (joined.trim() !== '') blocks.push({ kind: 'text', text: joined });
    plain = [];
  };
  for (const line of text.split('\n')) {
    const heading = /^#{1,3} +(\S.*)$/.exec(line);
    const small = /^-# +(\S.*)$/.exec(line);
    if (heading || small) {
      flush();
      blocks.push({ kind: heading ? 'heading' : 'small', text: readInline((heading ?? small)?.[1] ?? '', reader) });
      continue;
    }
    plain.push(line.replace(/^(\s*)[-*] +/, '$1• ').replace(/^(>>>|>) +/, ''));
  }
  flush();
  return blocks;
}
