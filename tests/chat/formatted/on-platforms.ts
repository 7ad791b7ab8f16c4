import { canonical } from '../../../src/chat/formatted/canonical.ts';
import type { Formatted, FormattedBlock, Leaf, Mark } from '../../../src/chat/formatted/formatted.ts';
import { withLeaves } from './trees.ts';

/** Returns a text as it is on Discord: groups, everybody and emoji of elsewhere are words. */
export const asOnDiscord = (formatted: Formatted): Formatted => withLeaves(formatted, inWords);

/**
 * Returns a text as it is on Slack: besides, headings are bold lines, spoilers stand between bars, and so are the words for a date that
 * Slack can't show.
 */
export function asOnSlack(formatted: Formatted, date: (at: number) => string): Formatted {
  const blocks = formatted.blocks.map((block): FormattedBlock => {
    if (block.kind === 'code') return block;
    const leaves = withBars(block.leaves).flatMap((leaf): readonly Leaf[] => {
      if (leaf.kind !== 'date' || (leaf.at >= 0 && leaf.at <= 9_999_999_999)) return inWords(leaf);
      return [{ kind: 'text', text: date(leaf.at), marks: leaf.marks }];
    });
    if (block.kind !== 'heading') return { ...block, leaves };
    const bold = leaves.map((leaf): Leaf => ({ ...leaf, marks: isBars(leaf) ? [] : [...leaf.marks, 'bold'] }));
    return { kind: 'line', quoted: block.quoted, leaves: bold };
  });
  return canonical(blocks);
}

const BARS: Leaf = { kind: 'text', text: '||', marks: [] };
const isBars = (leaf: Leaf): boolean => leaf === BARS;

function withBars(leaves: readonly Leaf[]): readonly Leaf[] {
  const shown: Leaf[] = [];
  const isHidden = (leaf: Leaf | undefined): boolean => leaf?.marks.includes('spoiler') ?? false;
  for (const [index, leaf] of leaves.entries()) {
    if (isHidden(leaf) !== isHidden(leaves[index - 1])) shown.push(BARS);
    shown.push({ ...leaf, marks: leaf.marks.filter((mark: Mark) => mark !== 'spoiler') });
  }
  return isHidden(leaves.at(-1)) ? [...shown, BARS] : shown;
}

function inWords(leaf: Leaf): readonly Leaf[] {
  if (leaf === BARS) return [BARS];
  const said = (text: string): readonly Leaf[] => [{ kind: 'text', text, marks: leaf.marks }];
  if (leaf.kind === 'emoji') return said(`:${leaf.name}:`);
  if (leaf.kind === 'everyone') return said(`@${leaf.said}`);
  return leaf.kind === 'group' ? said(`@${leaf.id}`) : [leaf];
}
