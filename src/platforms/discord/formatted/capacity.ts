import type { Capacity } from '../../../chat/formatted/split.ts';

/** Discord's limit on the text of one message, in UTF-16 units; its own count is never stricter. */
const CONTENT = 2_000;
/** The signs of a mark at both ends, each with what may have to keep it apart. */
const MARK = 8;
/** A date in its brackets, or a word for everybody. */
const REFERENCE = 30;
/** The most a line end within an item may bring: its indent, and all marks anew. */
const LINE_END = 64;

/** Counts the room that a text takes of one message on Discord, signs of markup and backslashes included. */
export const CAPACITY_ON_DISCORD: Capacity = {
  limit: CONTENT,
  unit(sign, within) {
    if (sign === '\n') return within === 'block' ? 3 : LINE_END;
    return /[\\*_~|`<>[\]@:#+.)-]/.test(sign) ? 2 : 1;
  },
  leaf(leaf) {
    const marks = leaf.marks.length * MARK;
    if (leaf.kind === 'link') return marks + leaf.url.length + 4;
    if (leaf.kind === 'text') return marks;
    if (leaf.kind === 'emoji') return marks + 2 * leaf.name.length + 4;
    return marks + ('id' in leaf ? 2 * leaf.id.length + 4 : REFERENCE);
  },
  // The line end before it, the sign of a quotation, and what begins and ends it.
  block: (block) => (block.kind === 'code' ? 20 + (block.language?.length ?? 0) : 34),
};
