/** Matches a letter of a script that is written from right to left: Hebrew, Arabic, Syriac, Thaana, N'Ko and others. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * Sets words of a right-to-left script apart (U+2068 … U+2069), so that numbers and signs beside them stay where they are
 * written: without this "שלום · 5 questions" shows the number on the other side. A line end ends what is set apart, so each line
 * is. Any other text stays as it is.
 */
export function isolated(words: string): string {
  if (!RIGHT_TO_LEFT.test(words)) return words;
  return words.replace(/[^\n]+/g, (line) => (RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line));
}

/** Writes short pieces beside each other, "samedi 14 novembre · Le Moulin", each set apart. */
export function besideEachOther(pieces: readonly string[]): string {
  return pieces.map(isolated).join(' · ');
}
