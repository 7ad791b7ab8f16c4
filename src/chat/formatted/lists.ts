import { DEEPEST_INDENT, type FormattedBlock } from './formatted.ts';

interface Level {
  /** The indent as it was given, in whatever unit. */
  readonly given: number;
  /** The number of the last item there; null after a bullet. */
  last: number | null;
}

/**
 * Gives the items of each list the indent and the number that one sees: an item is one level deeper than the nearest
 * one before it that is less indented, however much deeper it was set; and the items of a numbered list are counted from
 * its first number, from 1 on, whatever stands before the others.
 */
export function tidyLists(blocks: readonly FormattedBlock[]): readonly FormattedBlock[] {
  let levels: Level[] = [];
  let quoted = false;
  return blocks.map((block) => {
    if (block.kind !== 'item' || block.quoted !== quoted) levels = [];
    if (block.kind !== 'item') return block;
    quoted = block.quoted;
    let left: Level | undefined;
    while (levels.length > 0 && (levels.at(-1)?.given ?? 0) > block.indent) left = levels.pop();
    const deeper = (levels.at(-1)?.given ?? -1) < block.indent;
    if (deeper && levels.length <= DEEPEST_INDENT) levels.push({ given: block.indent, last: left?.last ?? null });
    const level = levels.at(-1);
    const number = block.number === null ? null : level?.last != null ? level.last + 1 : Math.max(1, block.number);
    if (level) level.last = number;
    const indent = levels.length - 1;
    return indent === block.indent && number === block.number ? block : { ...block, indent, number };
  });
}
