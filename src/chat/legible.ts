/**
 * Reduces a text to what can be stored and sent, whoever typed it where: one kind of line end; no control characters
 * (platforms drop or refuse them, the database can't hold NUL); no halves of characters (they don't survive UTF-8);
 * and none of the invisible characters that change the direction of the words around them or hide between them, so
 * that the text is what one reads. Arabic and Hebrew need none of those, and joiners of emoji or letters stay.
 */
export function legible(text: string): string {
  if (ORDINARY.test(text)) return text;
  return (
    text
      .replace(/\r\n?|[\u2028\u2029]/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
      .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u00ad\u115f\u1160\u180e\u3164\uffa0]/g, '')
      // Flags of regions are written with signs that are invisible anywhere else.
      .replace(/(\u{1f3f4}[\u{e0020}-\u{e007f}]+)|[\u{e0000}-\u{e007f}]+/gu, '$1')
  );
}

/** Reduces a text of ours in the same way, but leaves the signs that set somebody's words apart from what stands beside them. */
export function legibleApart(words: string): string {
  return words
    .split(/([\u2068\u2069])/)
    .map((part, index) => (index % 2 === 0 ? legible(part) : part))
    .join('');
}

/** Matches texts of letters and signs alone that all stay as they are, as most do. */
const ORDINARY = /^[\n\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff]*$/;
