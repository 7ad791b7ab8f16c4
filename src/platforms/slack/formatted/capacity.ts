import type { Capacity } from '../../../chat/formatted/split.ts';
import { limits } from '../limits.ts';
import { escapeText } from '../rich-text.ts';

/** More than any wording of a date, and than an id with its brackets, has. */
const WORDS_OR_ID = 80;

/**
 * Measures a text for a message on Slack by its length in the notification, where signs are escaped: so it fits there
 * whole, may be edited, and stays far below what the layout may hold.
 */
export const CAPACITY_ON_SLACK: Capacity = {
  limit: limits.message.fallback,
  unit: (sign) => escapeText(sign).length,
  leaf(leaf) {
    const bars = leaf.marks.includes('spoiler') ? 4 : 0;
    if (leaf.kind === 'link') return bars + escapeText(leaf.url).length + 3;
    return bars + (leaf.kind === 'text' ? 0 : leaf.kind === 'emoji' ? 5 * leaf.name.length + 2 : WORDS_OR_ID);
  },
  // The line end, and what stands before an item.
  block: () => 10,
};
