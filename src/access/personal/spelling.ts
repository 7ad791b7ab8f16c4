/**
 * Compares names and texts: the same letters are the same however they are encoded, whatever space, apostrophe or
 * hyphen stands between them, and whether signs that nobody sees stand among them. Names are also known without their
 * accents, and with spaces for hyphens: "HELENE LEFEVRE", "JEAN PIERRE".
 */

/** Signs that nobody sees, among them those that set words apart. */
const UNSEEN = '\\u00ad\\u200b-\\u200f\\u2060-\\u206f\\ufeff';
/** The signs that part words: white space, and the arrow that we begin each line of an answer with. */
const PARTING = '\\s\\u2192';
const APOSTROPHES = /[‘’ʼ′´`＇]/g;
const HYPHENS = /[\u2010\u2011]/g;
const NOT_SEEN = new RegExp(`[${UNSEEN}]`, 'g');
const PARTED = new RegExp(`[${PARTING}]+`, 'g');

/** A stretch of white space, or a letter with all that belongs to it: what is replaced whole or not at all. */
const UNIT = new RegExp(`[${UNSEEN}]*[${PARTING}][${PARTING}${UNSEEN}]*|[^\\p{M}${UNSEEN}]?[\\p{M}${UNSEEN}]*`, 'gsu');

/** Returns a text in the spelling in which texts are compared, letter case kept. */
export function spelt(text: string): string {
  // A byte order mark counts as a space to expressions, and as nothing to readers.
  const seen = text.replace(NOT_SEEN, '').replace(APOSTROPHES, "'").replace(HYPHENS, '-');
  return seen.replace(PARTED, ' ').normalize('NFKD');
}

/** Returns a text in the spelling in which names are compared: in capitals, as these make one letter of all its forms. */
export function capitals(text: string): string {
  return spelt(text).toUpperCase();
}

/** Accents of Latin letters: marks of other scripts make another letter. */
const ACCENTS = /[\u0300-\u036f]/g;
/** Letters in which others are written together, or crossed. */
const TOGETHER: Readonly<Record<string, string>> = { Œ: 'OE', Æ: 'AE', Ø: 'O', Ł: 'L', Đ: 'D' };
const WRITTEN_TOGETHER = new RegExp(`[${Object.keys(TOGETHER).join('')}]`, 'g');

/** Returns a text in capitals as those write names who leave out accents and hyphens. */
export function bare(text: string): string {
  return capitals(text)
    .replace(ACCENTS, '')
    .replace(WRITTEN_TOGETHER, (letter) => TOGETHER[letter] ?? letter)
    .replaceAll('-', ' ');
}

/** A text in bare capitals, and where each of them comes from. */
interface Aligned {
  readonly bare: string;
  /** For each place at which a letter begins: where it begins in the text itself; its end too. */
  readonly at: ReadonlyMap<number, number>;
}

/** Returns a text in bare capitals with the places in the text itself at which its letters begin and end. */
export function aligned(text: string): Aligned {
  let folded = '';
  const at = new Map<number, number>();
  for (const { 0: unit, index } of text.matchAll(UNIT)) {
    const letter = bare(unit);
    // An invisible sign belongs to the letter before it.
    if (letter === '') continue;
    at.set(folded.length, index);
    folded += letter;
  }
  at.set(folded.length, text.length);
  return { bare: folded, at };
}
