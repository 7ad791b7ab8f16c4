import { cut } from '../../chat/cut.ts';
import type { Formatted, Leaf } from '../../chat/formatted/formatted.ts';

/** Returns the beginning of a text in plain words on one line, for a quotation or a title. Spoilers stay hidden. */
export function excerptOf({ blocks }: Formatted, most: number): string {
  const words: string[] = [];
  let length = 0;
  for (const block of blocks) {
    const texts = block.kind === 'code' ? [block.text.slice(0, most * 2)] : block.leaves.map(plain);
    for (const text of texts) {
      words.push(text);
      length += text.length;
      if (length > most * 2) break;
    }
    words.push(' ');
    if (length > most * 2) break;
  }
  return cut(words.join('').replace(/\s+/g, ' ').trim(), most);
}

/**
 * The most characters of a leaf that are looked at: a leaf may be as long as a whole message, and only its beginning is
 * needed.
 */
const LONGEST = 2_000;

function plain(leaf: Leaf): string {
  if (leaf.marks.includes('spoiler')) return '▒▒▒';
  switch (leaf.kind) {
    case 'text':
      return leaf.text.slice(0, LONGEST);
    case 'link':
      return (leaf.text ?? leaf.url).slice(0, LONGEST);
    case 'emoji':
      return `:${leaf.name}:`;
    case 'everyone':
      return `@${leaf.said}`;
    case 'person':
    case 'channel':
    case 'group':
    case 'date':
      return '…';
  }
}
