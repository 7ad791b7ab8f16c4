import { type JsonObject, objectOf, objectsOf, textOf } from '../json.ts';
import { escaped } from './mrkdwn.ts';

/** Writes rich text as the mrkdwn that Slack puts into a message's `text` beside it. Underlining has none. */
export function mrkdwnOf(elements: readonly JsonObject[]): string {
  return elements.map(elementText).join('\n');
}

function elementText(element: JsonObject): string {
  switch (element.type) {
    case 'rich_text_list': {
      const indent = '    '.repeat(Number(element.indent ?? 0));
      const first = Number(element.offset ?? 0) + 1;
      const mark = (index: number) => (element.style === 'ordered' ? `${first + index}.` : '•');
      return objectsOf(element.elements)
        .map((item, index) => `${indent}${mark(index)} ${leavesIn(item)}`)
        .join('\n');
    }
    case 'rich_text_preformatted':
      return `\`\`\`${leavesIn(element)}\`\`\``;
    case 'rich_text_quote':
      return leavesIn(element)
        .split('\n')
        .map((line) => `&gt; ${line}`)
        .join('\n');
    default:
      return leavesIn(element);
  }
}

const leavesIn = (element: JsonObject): string => objectsOf(element.elements).map(leafText).join('');

function leafText(leaf: JsonObject): string {
  switch (leaf.type) {
    case 'link': {
      const label = textOf(leaf.text);
      return styled(leaf, `<${escaped(textOf(leaf.url))}${label === '' ? '' : `|${escaped(label)}`}>`);
    }
    case 'user':
      return `<@${textOf(leaf.user_id)}>`;
    case 'channel':
      return `<#${textOf(leaf.channel_id)}>`;
    case 'usergroup':
      return `<!subteam^${textOf(leaf.usergroup_id)}>`;
    case 'broadcast':
      return `<!${textOf(leaf.range)}>`;
    case 'emoji':
      return `:${textOf(leaf.name)}:`;
    case 'date':
      return `<!date^${String(leaf.timestamp)}^${textOf(leaf.format)}|${textOf(leaf.fallback)}>`;
    case 'color':
      return textOf(leaf.value);
    default:
      return styled(leaf, escaped(textOf(leaf.text)));
  }
}

function styled(leaf: JsonObject, text: string): string {
  const { bold, italic, strike, code } = objectOf(leaf.style);
  const signs = [code && '`', strike && '~', italic && '_', bold && '*'].filter((sign) => typeof sign === 'string');
  return signs.reduce((inner, sign) => `${sign}${inner}${sign}`, text);
}
