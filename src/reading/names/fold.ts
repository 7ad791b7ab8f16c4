/**
 * Returns the form in which typed words are compared: lower case, without accents, ligatures opened (œ -> oe), curly
 * apostrophes straight, every dash a hyphen, every kind of space a single plain space, trimmed. Phones and word
 * processors put the typographic ones in by themselves, so nobody types them on purpose.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’‘ʼ´`]/g, "'")
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/[\u200b-\u200f\u2060-\u206f\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Returns the folded words without the signs between them, so that "Pas du tout !" equals "pas du tout". */
export function foldedWords(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
