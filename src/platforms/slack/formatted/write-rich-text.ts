import type { types } from '@slack/bolt';
import type {
  Formatted,
  FormattedBlock,
  FormattedCode,
  FormattedLine,
  Leaf,
  Mark,
  ShownDate,
} from '../../../chat/formatted/formatted.ts';
import { escapeText } from '../rich-text.ts';
import { FORMATS } from './dates.ts';

/** A message for Slack: its layout, and the text of its notification, which Slack reads for markup. */
export interface WrittenForSlack {
  readonly text: string;
  readonly blocks: readonly types.RichTextBlock[];
}

/** Words a date for whoever doesn't see Slack's own rendering of it. */
export type DateInWords = (at: number, style: ShownDate) => string;

type RichElement = types.RichTextBlock['elements'][number];
type RichLeaf = types.RichTextSection['elements'][number];
type PreformattedWithLanguage = types.RichTextPreformatted & { readonly language?: string };

/**
 * Returns a canonical text as `rich_text`, in which nothing that was typed is read for markup or mentions. Slack has no
 * headings there, which are bold lines, and no spoilers, which stand between bars as they are typed on Discord.
 */
export function writeForSlack({ blocks }: Formatted, inWords: DateInWords): WrittenForSlack {
  const elements = groupsOf(blocks).map((group, index, all) => elementOf(group, index < all.length - 1, inWords));
  const text = blocks.map((block) => fallbackOf(block, inWords)).join('\n');
  return { text, blocks: elements.length > 0 ? [{ type: 'rich_text', elements }] : [] };
}

/** Blocks that become one element of Slack's. */
type Group = readonly FormattedCode[] | readonly FormattedLine[];

function groupsOf(blocks: readonly FormattedBlock[]): readonly Group[] {
  const groups: (FormattedCode | FormattedLine)[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    const before = last?.at(-1);
    if (last && before && goTogether(before, block)) last.push(block);
    else groups.push([block]);
  }
  return groups as readonly Group[];
}

function goTogether(before: FormattedBlock, block: FormattedBlock): boolean {
  if (before.kind === 'code' || block.kind === 'code' || before.quoted !== block.quoted) return false;
  if (before.kind !== 'item' || block.kind !== 'item') return before.kind !== 'item' && block.kind !== 'item';
  if (before.indent !== block.indent || (before.number === null) !== (block.number === null)) return false;
  return before.number === null || block.number === before.number + 1;
}

function elementOf(group: Group, isFollowed: boolean, inWords: DateInWords): RichElement {
  const [first] = group;
  if (!first) throw new Error('a group holds at least one block');
  const border = first.quoted ? ({ border: 1 } as const) : {};
  if (first.kind === 'code') {
    const code: PreformattedWithLanguage = {
      type: 'rich_text_preformatted',
      elements: [{ type: 'text', text: first.text }],
      ...border,
      ...(first.language === null ? {} : { language: first.language }),
    };
    return code;
  }
  const lines = group as readonly FormattedLine[];
  if (first.kind === 'item') {
    return {
      type: 'rich_text_list',
      style: first.number === null ? 'bullet' : 'ordered',
      indent: first.indent,
      ...(first.number !== null && first.number !== 1 ? { offset: first.number - 1 } : {}),
      ...border,
      elements: lines.map((line) => ({ type: 'rich_text_section', elements: leavesOf(line, inWords) })),
    };
  }
  const elements = lines.flatMap((line, index): readonly RichLeaf[] => {
    const isLast = index === lines.length - 1;
    return [...leavesOf(line, inWords), ...(isLast && !isFollowed ? [] : [lineEnd])];
  });
  return { type: first.quoted ? 'rich_text_quote' : 'rich_text_section', elements: joined(elements) };
}

const lineEnd: RichLeaf = { type: 'text', text: '\n' };

/** Joins texts of one style that stand beside each other. */
function joined(leaves: readonly RichLeaf[]): RichLeaf[] {
  const found: RichLeaf[] = [];
  for (const leaf of leaves) {
    const last = found.at(-1);
    const areAlike = last?.type === 'text' && leaf.type === 'text' && !last.style && !leaf.style;
    if (areAlike) found[found.length - 1] = { type: 'text', text: last.text + leaf.text };
    else found.push(leaf);
  }
  return found;
}

function leavesOf(line: FormattedLine, inWords: DateInWords): RichLeaf[] {
  const leaves: RichLeaf[] = [];
  let hidden = false;
  for (const leaf of line.leaves) {
    if (leaf.marks.includes('spoiler') !== hidden) leaves.push(bars);
    hidden = leaf.marks.includes('spoiler');
    leaves.push(leafOf(leaf, line.kind === 'heading' ? [...leaf.marks, 'bold'] : leaf.marks, inWords));
  }
  return joined(hidden ? [...leaves, bars] : leaves);
}

const bars: RichLeaf = { type: 'text', text: '||' };

function leafOf(leaf: Leaf, marks: readonly Mark[], inWords: DateInWords): RichLeaf {
  const shown = marks.filter((mark) => mark !== 'spoiler');
  const styled = shown.length === 0 ? {} : { style: Object.fromEntries(shown.map((mark) => [mark, true])) };
  switch (leaf.kind) {
    case 'link':
      return { type: 'link', url: leaf.url, ...(leaf.text === null ? {} : { text: leaf.text }), ...styled };
    case 'person':
      if (!/^[UW][A-Z0-9]+$/.test(leaf.id)) return { type: 'text', text: `@${leaf.id}`, ...styled };
      return { type: 'user', user_id: leaf.id, ...styled };
    case 'channel':
      if (!/^[CG][A-Z0-9]+$/.test(leaf.id)) return { type: 'text', text: `#${leaf.id}`, ...styled };
      return { type: 'channel', channel_id: leaf.id, ...styled };
    case 'date':
      // Slack shows no date before 1970.
      if (leaf.at < 0 || leaf.at > LAST_SHOWN) return { type: 'text', text: inWords(leaf.at, leaf.style), ...styled };
      return {
        type: 'date',
        timestamp: leaf.at,
        format: FORMATS[leaf.style],
        fallback: inWords(leaf.at, leaf.style),
        ...styled,
      };
    default:
      return { type: 'text', text: plainOf(leaf), ...styled };
  }
}

/** The last second of ten digits, which is as far as Slack's dates reach. */
const LAST_SHOWN = 9_999_999_999;

/** Returns what has no leaf of its own on Slack: nobody but the people above is mentioned. */
function plainOf(leaf: Extract<Leaf, { kind: 'text' | 'group' | 'everyone' | 'emoji' }>): string {
  if (leaf.kind === 'text') return leaf.text;
  if (leaf.kind === 'emoji') return `:${leaf.name}:`;
  return leaf.kind === 'group' ? `@${leaf.id}` : `@${leaf.said}`;
}

function fallbackOf(block: FormattedBlock, inWords: DateInWords): string {
  if (block.kind === 'code') return escapeText(block.text);
  const start = block.kind === 'item' ? `${block.number === null ? '•' : `${block.number}.`} ` : '';
  return start + leavesOf(block, inWords).map(fallbackOfLeaf).join('');
}

function fallbackOfLeaf(leaf: RichLeaf): string {
  switch (leaf.type) {
    case 'text':
      return escapeText(leaf.text);
    case 'user':
      return `<@${leaf.user_id}>`;
    case 'channel':
      return `<#${leaf.channel_id}>`;
    case 'link':
      return escapeText(leaf.text === undefined ? leaf.url : `${leaf.text} (${leaf.url})`);
    case 'date':
      return escapeText(leaf.fallback ?? '');
    default:
      return '';
  }
}
