const characters = new Intl.Segmenter('fr', { granularity: 'grapheme' });
/** Units around a cut in which the character that it might halve is looked for. */
const AROUND = 100;

/**
 * Returns where to cut a text of which as much as reaches from one place to another fits: after a line, a sentence or a word
 * that ends in the second half of that, else between two characters. It is always further on than where it begins.
 */
export function cutPoint(text: string, from: number, to: number): number {
  if (to >= text.length) return text.length;
  const half = from + Math.ceil((to - from) / 2);
  const second = text.slice(half, to);
  const line = second.lastIndexOf('\n');
  if (line >= 0) return half + line + 1;
  const sentence = lastEnd(second, /[.!?…]["»”)]*\s/g);
  if (sentence > 0) return half + sentence;
  if (/\s/.test(text.charAt(to))) return to;
  const word = lastEnd(second, /\s/g);
  return word > 0 ? half + word : betweenCharacters(text, from, to);
}

function lastEnd(text: string, pattern: RegExp): number {
  let end = 0;
  for (const found of text.matchAll(pattern)) end = found.index + found[0].length;
  return end;
}

function betweenCharacters(text: string, from: number, to: number): number {
  const start = Math.max(from, to - AROUND);
  let before = start;
  for (const { index } of characters.segment(text.slice(start, to + AROUND))) {
    if (start + index > to) break;
    before = start + index;
  }
  if (before > start) return before;
  // A character longer than that is cut, though never a half of a code point.
  const low = text.charCodeAt(to);
  return low >= 0xdc00 && low <= 0xdfff && to - 1 > from ? to - 1 : to;
}
