import type { SeenSpan, SeenStyle } from '../../local-platform.ts';
import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { type Inline, type Passage, readMrkdwn, type Style } from './mrkdwn.ts';

/** Names for ids: `@name`, `#name`. */
export interface Names {
  user(id: string): string;
  channel(id: string): string;
  group(id: string): string;
}

export function mrkdwnText(text: string, names: Names): string {
  return textOfSpans(mrkdwnSpans(text, names));
}

export const textOfSpans = (spans: readonly SeenSpan[]): string => spans.map(({ text }) => text).join('');

const passageStyles = { plain: [], quote: ['quote'], code: ['pre'] } as const satisfies Record<
  Passage['kind'],
  readonly SeenStyle[]
>;

export function mrkdwnSpans(text: string, names: Names): SeenSpan[] {
  return readMrkdwn(text).flatMap(({ kind, inlines }, index) => [
    ...(index > 0 ? [{ text: '\n' }] : []),
    ...inlines.map((inline) => styled(inlineSpan(inline, names), passageStyles[kind])),
  ]);
}

function styled(span: SeenSpan, styles: readonly SeenStyle[]): SeenSpan {
  const all = [...(span.styles ?? []), ...styles];
  return all.length === 0 ? span : { ...span, styles: all };
}

const stylesOf = (style: Style): SeenStyle[] =>
  (['bold', 'italic', 'strike', 'code'] as const).filter((name) => style[name]);

function inlineSpan(inline: Inline, names: Names): SeenSpan {
  switch (inline.kind) {
    case 'text':
      return styled({ text: inline.text }, stylesOf(inline.style));
    case 'link': {
      const text = inline.label ?? inline.url.replace(/^mailto:|^tel:/, '');
      return styled({ text, url: inline.url }, stylesOf(inline.style));
    }
    case 'user':
      return mention(`@${names.user(inline.id)}`);
    case 'channel':
      return mention(`#${names.channel(inline.id)}`);
    case 'group':
      return mention(`@${names.group(inline.id)}`);
    case 'broadcast':
      return mention(`@${inline.range}`);
    case 'date':
      return { text: dateText(inline.at, inline.format, inline.fallback) };
    case 'emoji':
      return { text: `:${inline.name}:` };
  }
}

const mention = (text: string): SeenSpan => ({ text, styles: ['mention'] });

/** Formats a date in the reader's language and time zone, as Slack does; readers here are in France. */
function dateText(at: number, format: string, fallback: string): string {
  const zone = { timeZone: 'Europe/Paris' } as const;
  const day = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('fr-FR', { ...zone, ...options }).format(new Date(at * 1000));
  const forms: Readonly<Record<string, () => string>> = {
    date_num: () => new Date(at * 1000).toLocaleDateString('sv-SE', zone),
    date: () => day({ day: 'numeric', month: 'long', year: 'numeric' }),
    date_short: () => day({ day: 'numeric', month: 'short', year: 'numeric' }),
    date_long: () => day({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    time: () => day({ hour: '2-digit', minute: '2-digit' }),
    time_secs: () => day({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  };
  let known = true;
  const text = format.replace(/\{([a-z_]+)\}/g, (_, name: string) => {
    const form = forms[name.replace('_pretty', '')];
    known &&= form !== undefined;
    return form?.() ?? '';
  });
  return known ? text : fallback;
}

/** Reads a text object: plain_text is shown as it is, mrkdwn is interpreted. */
export function textObject(value: JsonObject, names: Names): SeenSpan[] {
  const text = textOf(value.text);
  return value.type === 'mrkdwn' ? mrkdwnSpans(text, names) : [{ text }];
}

export interface RichTextPart {
  readonly kind: 'text' | 'code';
  readonly text: string;
  readonly spans: readonly SeenSpan[];
}

export function richTextParts(block: JsonObject, names: Names): RichTextPart[] {
  const counters: number[] = [];
  return objectsOf(block.elements).map((element) => {
    const indent = typeof element.indent === 'number' ? element.indent : 0;
    if (element.type !== 'rich_text_list') counters.length = 0;
    switch (element.type) {
      case 'rich_text_list': {
        counters.length = indent + 1;
        const lines = objectsOf(element.elements).map((item, index): SeenSpan[] => {
          counters[indent] = (counters[indent] ?? Number(element.offset ?? 0)) + 1;
          const mark = element.style === 'ordered' ? `${counters[indent]}.` : '•';
          const start = `${index > 0 ? '\n' : ''}${'  '.repeat(indent)}${mark} `;
          return [{ text: start }, ...leafSpans(item, names)];
        });
        return part('text', lines.flat());
      }
      case 'rich_text_preformatted':
        return part('code', leafSpans(element, names));
      case 'rich_text_quote':
        return part(
          'text',
          withoutLastBreak(leafSpans(element, names)).map((span) => styled(span, ['quote'])),
        );
      default:
        return part('text', withoutLastBreak(leafSpans(element, names)));
    }
  });
}

const part = (kind: RichTextPart['kind'], spans: readonly SeenSpan[]): RichTextPart => ({
  kind,
  text: textOfSpans(spans),
  spans,
});

function withoutLastBreak(spans: readonly SeenSpan[]): SeenSpan[] {
  return spans.map((span, index) =>
    index === spans.length - 1 ? { ...span, text: span.text.replace(/\n$/, '') } : span,
  );
}

function leafSpans(element: JsonObject, names: Names): SeenSpan[] {
  return objectsOf(element.elements).map((leaf) => styled(leafSpan(leaf, names), leafStyles(leaf)));
}

const leafStyles = (leaf: JsonObject): SeenStyle[] => {
  const style = objectOf(leaf.style);
  return (['bold', 'italic', 'underline', 'strike', 'code'] as const).filter((name) => style[name] === true);
};

function leafSpan(leaf: JsonObject, names: Names): SeenSpan {
  switch (leaf.type) {
    case 'text':
      return { text: textOf(leaf.text) };
    case 'link':
      return { text: textOf(leaf.text) || textOf(leaf.url), url: textOf(leaf.url) };
    case 'user':
      return mention(`@${names.user(textOf(leaf.user_id))}`);
    case 'channel':
      return mention(`#${names.channel(textOf(leaf.channel_id))}`);
    case 'usergroup':
      return mention(`@${names.group(textOf(leaf.usergroup_id))}`);
    case 'broadcast':
      return mention(`@${textOf(leaf.range)}`);
    case 'emoji':
      return { text: `:${textOf(leaf.name)}:` };
    case 'date':
      return { text: dateText(Number(leaf.timestamp), textOf(leaf.format), textOf(leaf.fallback)) };
    case 'color':
      return { text: textOf(leaf.value) };
    default:
      return { text: '' };
  }
}

/** Returns whether the line is a table's rule or a divider. */
function isRule(line: string): boolean {
  return /^[\s:|-]*$/.test(line) && line.includes('---');
}

/** Removes pairs of a sign that surround words. */
function unmarked(line: string, sign: string): string {
  let read = '';
  let at = 0;
  for (;;) {
    const opening = line.indexOf(sign, at);
    const [before, first] = [line.charAt(opening - 1), line.charAt(opening + sign.length)];
    if (opening < 0) return read + line.slice(at);
    const inside = opening + sign.length;
    const closing = /[\\\w]/.test(before) || !/\S/.test(first) ? inside : closingOf(line, sign, inside + 1);
    if (closing < 0) return read + line.slice(at);
    read += line.slice(at, opening) + (closing === inside ? sign : line.slice(inside, closing));
    at = closing === inside ? inside : closing + sign.length;
  }
}

/** Returns where the sign stands after a word and before none; -1 when it doesn't. */
function closingOf(line: string, sign: string, from: number): number {
  let at = line.indexOf(sign, from);
  while (at >= 0 && (!/\S/.test(line.charAt(at - 1)) || /\w/.test(line.charAt(at + sign.length)))) {
    at = line.indexOf(sign, at + 1);
  }
  return at;
}

/** Reads the `markdown` block: standard Markdown, from which only the markup disappears. */
export function markdownText(markdown: string): string {
  return markdown
    .split('\n')
    .filter((line) => !/^\s*```/.test(line) && !isRule(line))
    .map((line) =>
      ['**', '__', '~~']
        .reduce(unmarked, line)
        .replace(/^#{1,6}\s+/, '')
        .replace(/^>\s?/, '')
        .replace(/^(\s*)[-*+]\s+/, '$1• ')
        .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
        .replace(/(?<![\\\w*])([*_])(?=\S)([^*_]+?)(?<=\S)\1(?!\w)/g, '$2')
        .replace(/(?<!\\)`([^`]+)`/g, '$1')
        .replace(/\\([\\`*_{}[\]()#+\-.!~|>&<])/g, '$1'),
    )
    .join('\n');
}

export function cellText(cell: JsonObject, names: Names): string {
  if (cell.type !== 'rich_text') return textOf(objectOf(cell).text);
  return richTextParts(cell, names)
    .map((part) => part.text)
    .join('\n');
}
