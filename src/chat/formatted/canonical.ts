import { legible } from '../legible.ts';
import {
  type Formatted,
  type FormattedBlock,
  type FormattedCode,
  type FormattedLine,
  LANGUAGE,
  type Leaf,
} from './formatted.ts';
import { tidyLeaves } from './leaves.ts';
import { tidyLists } from './lists.ts';

/**
 * Returns the one form of all that reads the same, so that what two readers made of it can be compared, and a writer
 * meets no case that another platform can't show:
 * - a line holds no line end, ends with no space, and none is empty at either end of the whole;
 * - leaves alike stand together as one, see `leaves.ts`; items have the indent and number one sees, see `lists.ts`;
 * - code neither begins nor ends with an empty line, and headings, items and code aren't empty.
 */
export function canonical(blocks: readonly FormattedBlock[]): Formatted {
  const tidied: FormattedBlock[] = [];
  for (const block of blocks) {
    if (block.kind !== 'code' && isPlain(block.leaves)) tidied.push(block);
    else for (const one of block.kind === 'code' ? tidyCode(block) : tidyLines(block)) tidied.push(one);
  }
  let from = 0;
  let to = tidied.length;
  while (from < to && isEmpty(tidied[from])) from += 1;
  while (to > from && isEmpty(tidied[to - 1])) to -= 1;
  const kept = tidied.slice(from, to);
  const [first] = kept;
  if (first !== undefined && first.kind !== 'code') kept[0] = { ...first, leaves: withoutStart(first.leaves) };
  return { blocks: tidyLists(kept) };
}

function tidyCode({ quoted, language, text: typed }: FormattedCode): readonly FormattedBlock[] {
  const text = legible(typed).replace(/^\n+/, '').trimEnd();
  if (text === '') return [];
  return [{ kind: 'code', quoted, language: language !== null && LANGUAGE.test(language) ? language : null, text }];
}

/** Returns a block for each line; an item keeps its lines in one. */
function tidyLines(block: FormattedLine): readonly FormattedBlock[] {
  const lines = tidyLeaves(block.leaves).map(withoutEnd);
  if (block.kind === 'line') return lines.map((leaves) => ({ ...block, leaves }));
  const full = lines.map(withoutStart).filter((leaves) => leaves.length > 0);
  if (block.kind === 'heading' || full.length <= 1) return full.map((leaves) => ({ ...block, leaves }));
  const leaves = full.flatMap((line, index) => (index === 0 ? line : [lineEnd, ...line]));
  return [{ ...block, leaves: tidyLeaves(leaves, true)[0] ?? [] }];
}

/** Returns whether leaves are one plain text that stays as it is, as most lines of a long text are. */
function isPlain(leaves: readonly Leaf[]): boolean {
  const [leaf] = leaves;
  if (leaves.length !== 1 || leaf?.kind !== 'text' || leaf.marks.length > 0 || leaf.text === '') return false;
  return leaf.text.trim() === leaf.text && !leaf.text.includes('\n') && legible(leaf.text) === leaf.text;
}

const lineEnd: Leaf = { kind: 'text', text: '\n', marks: [] };

const isEmpty = (block: FormattedBlock | undefined): boolean => block?.kind === 'line' && block.leaves.length === 0;

function withoutEnd(leaves: readonly Leaf[]): readonly Leaf[] {
  const end = leaves.at(-1);
  if (!end || !('text' in end) || !/\s$/.test(end.text ?? '')) return leaves;
  for (let count = leaves.length; count > 0; count -= 1) {
    const last = leaves[count - 1];
    if (!last || !('text' in last) || last.text === null) return leaves.slice(0, count);
    const text = last.text.trimEnd();
    if (text !== '') return [...leaves.slice(0, count - 1), { ...last, text }];
  }
  return [];
}

function withoutStart(leaves: readonly Leaf[]): readonly Leaf[] {
  const [start] = leaves;
  if (!start || !('text' in start) || !/^\s/.test(start.text ?? '')) return leaves;
  for (const [index, first] of leaves.entries()) {
    if (!('text' in first) || first.text === null) return leaves.slice(index);
    const text = first.text.trimStart();
    if (text !== '') return [{ ...first, text }, ...leaves.slice(index + 1)];
  }
  return [];
}
