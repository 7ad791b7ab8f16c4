import { canonical } from '../../../chat/formatted/canonical.ts';
import {
  DEEPEST_INDENT,
  type Formatted,
  type FormattedBlock,
  HIGHEST_NUMBER,
  LAST_SECOND,
  type Leaf,
  MARKS,
  type Mark,
} from '../../../chat/formatted/formatted.ts';
import { at, listAt, numberAt, textAt, type Wire } from '../wire.ts';
import { dateLeaves } from './dates.ts';
import { readSlackMarkup } from './read-markup.ts';

/**
 * Returns what somebody wrote on Slack. Its own reading (`rich_text`) tells what was typed from what was formatted; only
 * messages of some integrations have none, and there the text is read for markup.
 */
export function readSlackMessage(message: Wire): Formatted {
  const rich = listAt(message, 'blocks').filter((block) => block.type === 'rich_text');
  if (rich.length === 0) return readSlackMarkup(textAt(message, 'text') ?? '');
  return canonical(rich.flatMap((block) => listAt(block, 'elements')).flatMap(blocksOf));
}

function blocksOf(element: Wire): readonly FormattedBlock[] {
  const quoted = element.type === 'rich_text_quote' || numberAt(element, 'border') === 1;
  switch (element.type) {
    case 'rich_text_list':
      return itemsOf(element, quoted);
    case 'rich_text_preformatted': {
      const text = listAt(element, 'elements').map(codeOf).join('');
      return [{ kind: 'code', quoted, language: textAt(element, 'language'), text }];
    }
    default:
      return [{ kind: 'line', quoted, leaves: withoutLastLineEnd(leavesOf(element)) }];
  }
}

function itemsOf(list: Wire, quoted: boolean): readonly FormattedBlock[] {
  const indent = bounded(numberAt(list, 'indent'), DEEPEST_INDENT);
  const first = bounded(numberAt(list, 'offset'), HIGHEST_NUMBER) + 1;
  return listAt(list, 'elements').map((item, index) => ({
    kind: 'item',
    quoted,
    indent,
    number: list.style === 'ordered' ? Math.min(first + index, HIGHEST_NUMBER) : null,
    leaves: leavesOf(item),
  }));
}

const bounded = (number: number, most: number): number => Math.max(0, Math.min(Math.trunc(number), most));

/** Returns a leaf's text within code; an address there is its own text. */
const codeOf = (leaf: Wire): string => textAt(leaf, 'text') ?? textAt(leaf, 'url') ?? '';

const leavesOf = (element: Wire): readonly Leaf[] => listAt(element, 'elements').flatMap(leafOf);

/** Slack ends the lines before a list, a quotation or code with a line end, and the last line of a message without. */
function withoutLastLineEnd(leaves: readonly Leaf[]): readonly Leaf[] {
  const last = leaves.at(-1);
  if (last?.kind !== 'text' || !last.text.endsWith('\n')) return leaves;
  return [...leaves.slice(0, -1), { ...last, text: last.text.slice(0, -1) }];
}

function leafOf(leaf: Wire): readonly Leaf[] {
  const style = at(leaf, 'style');
  const marks = MARKS.filter((mark) => style[mark] === true);
  const id = (name: string): string | null => {
    const found = textAt(leaf, name);
    return found !== null && /^[A-Z0-9]{1,64}$/.test(found) ? found : null;
  };
  switch (leaf.type) {
    case 'text':
      return text(textAt(leaf, 'text'), marks);
    case 'link':
      return [{ kind: 'link', url: textAt(leaf, 'url') ?? '', text: textAt(leaf, 'text'), marks }];
    case 'user':
      return mention('person', id('user_id'), marks);
    case 'channel':
      return mention('channel', id('channel_id'), marks);
    case 'usergroup':
      return mention('group', id('usergroup_id'), marks);
    case 'broadcast': {
      const said = (['here', 'channel', 'everyone'] as const).find((range) => range === leaf.range);
      return said ? [{ kind: 'everyone', said, marks }] : [];
    }
    case 'team':
      return [{ kind: 'everyone', said: 'everyone', marks }];
    case 'emoji':
      return emojiOf(leaf, marks);
    case 'date': {
      const moment = Math.trunc(numberAt(leaf, 'timestamp'));
      const fallback = textAt(leaf, 'fallback') ?? '';
      if (Math.abs(moment) > LAST_SECOND) return text(fallback, marks);
      return dateLeaves(moment, textAt(leaf, 'format') ?? '', fallback, marks);
    }
    default:
      return text(textAt(leaf, 'text') ?? textAt(leaf, 'value') ?? textAt(leaf, 'fallback'), marks);
  }
}

const text = (text: string | null, marks: readonly Mark[]): readonly Leaf[] =>
  text === null ? [] : [{ kind: 'text', text, marks }];

const mention = (kind: 'person' | 'channel' | 'group', id: string | null, marks: readonly Mark[]): readonly Leaf[] =>
  id === null ? [] : [{ kind, id, marks }];

/** Returns an emoji: Slack gives its code points ("1f44b-1f3fb") where it has any, else only its name. */
function emojiOf(leaf: Wire, marks: readonly Mark[]): readonly Leaf[] {
  const points = (textAt(leaf, 'unicode') ?? '').split('-').map((point) => Number.parseInt(point, 16));
  const isKnown = points.every((point) => Number.isInteger(point) && point > 0 && point <= 0x10ffff);
  if (isKnown) return text(String.fromCodePoint(...points), marks);
  return [{ kind: 'emoji', name: textAt(leaf, 'name') ?? '', marks }];
}
