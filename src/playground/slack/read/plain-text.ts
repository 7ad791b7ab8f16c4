import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { type Inline, type Passage, readMrkdwn } from './mrkdwn.ts';

/** Names for ids: `@name`, `#name`. */
export interface Names {
  user(id: string): string;
  channel(id: string): string;
  group(id: string): string;
}

export function mrkdwnText(text: string, names: Names): string {
  return passagesText(readMrkdwn(text), names);
}

function passagesText(passages: readonly Passage[], names: Names): string {
  return passages.map((passage) => passage.inlines.map((inline) => inlineText(inline, names)).join('')).join('\n');
}

function inlineText(inline: Inline, names: Names): string {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'link':
      return inline.label ?? inline.url.replace(/^mailto:|^tel:/, '');
    case 'user':
      return `@${names.user(inline.id)}`;
    case 'channel':
      return `#${names.channel(inline.id)}`;
    case 'group':
      return `@${names.group(inline.id)}`;
    case 'broadcast':
      return `@${inline.range}`;
    case 'date':
      return dateText(inline.at, inline.format, inline.fallback);
    case 'emoji':
      return `:${inline.name}:`;
  }
}

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
export function textObject(value: JsonObject, names: Names): string {
  const text = textOf(value.text);
  return value.type === 'mrkdwn' ? mrkdwnText(text, names) : text;
}

export function richTextParts(block: JsonObject, names: Names): { kind: 'text' | 'code'; text: string }[] {
  const counters: number[] = [];
  return objectsOf(block.elements).map((element) => {
    const indent = typeof element.indent === 'number' ? element.indent : 0;
    if (element.type !== 'rich_text_list') counters.length = 0;
    switch (element.type) {
      case 'rich_text_list': {
        counters.length = indent + 1;
        const lines = objectsOf(element.elements).map((item) => {
          counters[indent] = (counters[indent] ?? Number(element.offset ?? 0)) + 1;
          const mark = element.style === 'ordered' ? `${counters[indent]}.` : '•';
          return `${'  '.repeat(indent)}${mark} ${leavesText(item, names)}`;
        });
        return { kind: 'text' as const, text: lines.join('\n') };
      }
      case 'rich_text_preformatted':
        return { kind: 'code' as const, text: leavesText(element, names) };
      default:
        return { kind: 'text' as const, text: leavesText(element, names).replace(/\n$/, '') };
    }
  });
}

function leavesText(element: JsonObject, names: Names): string {
  return objectsOf(element.elements)
    .map((leaf) => {
      switch (leaf.type) {
        case 'text':
          return textOf(leaf.text);
        case 'link':
          return textOf(leaf.text) || textOf(leaf.url);
        case 'user':
          return `@${names.user(textOf(leaf.user_id))}`;
        case 'channel':
          return `#${names.channel(textOf(leaf.channel_id))}`;
        case 'usergroup':
          return `@${names.group(textOf(leaf.usergroup_id))}`;
        case 'broadcast':
          return `@${textOf(leaf.range)}`;
        case 'emoji':
          return `:${textOf(leaf.name)}:`;
        case 'date':
          return dateText(Number(leaf.timestamp), textOf(leaf.format), textOf(leaf.fallback));
        case 'color':
          return textOf(leaf.value);
        default:
          return '';
      }
    })
    .join('');
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
