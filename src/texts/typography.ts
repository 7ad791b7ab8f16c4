import type { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../dates/index.ts';

/** A message as its parser leaves it: our own words, and the values and branches between them. */
export type ParsedText = ReturnType<IntlMessageFormat['getAst']>;

const NARROW = '\u202f';
const NBSP = '\u00a0';

/** Both languages write it curly. */
const APOSTROPHE: readonly [RegExp, string] = [/'/g, '’'];

/**
 * The spaces that French sets around its punctuation and before its units, where a line must not break. A colon that
 * isn't followed by a space belongs to a name or an address.
 */
const FRENCH_SPACES: readonly (readonly [RegExp, string])[] = [
  [/ (?=[;!?])/g, NARROW],
  [/ (?=:(?:\s|$))/g, NBSP],
  [/ (?=»)/g, NBSP],
  [/(?<=«) /g, NBSP],
  // A unit at the beginning follows a number that is filled in.
  [/(?<=\d|^) (?=(?:h|min|km|ko|Mo|Go)(?!\p{L}))/gu, NBSP],
  [/(?<=\d[ \u00a0]h) (?=\d\d)/g, NBSP],
  [/ (?=[€%])/g, NBSP],
];

const SPACES: Readonly<Record<Locale, readonly (readonly [RegExp, string])[]>> = { fr: FRENCH_SPACES, en: [] };

/** Numbers of the parser for a piece of our own words. */
const LITERAL = 0;

/**
 * Sets a text as its language's printers do. Only our own words are set: the values that are filled in, which may be
 * what somebody typed, stay as they are, and so does what stands between backquotes, which is code.
 */
export function typeset(text: ParsedText, locale: Locale): ParsedText {
  return text.map((piece) => {
    if ('options' in piece) {
      const options = Object.entries(piece.options).map(([name, option]) => [
        name,
        { ...option, value: typeset(option.value, locale) },
      ]);
      return { ...piece, options: Object.fromEntries(options) };
    }
    return piece.type === LITERAL && 'value' in piece
      ? { ...piece, value: setWords(String(piece.value), locale) }
      : piece;
  });
}

/** Sets words that are ours, between those in backquotes. */
export function setWords(words: string, locale: Locale): string {
  const parts = words.split('`');
  return parts.map((part, index) => (index % 2 === 0 ? setPart(part, locale) : part)).join('`');
}

function setPart(part: string, locale: Locale): string {
  return setSpaces(part, locale).replace(...APOSTROPHE);
}

/** Sets the spaces alone, at which a line must not break: what somebody typed keeps its signs. */
export function setSpaces(words: string, locale: Locale): string {
  return SPACES[locale].reduce((set, [what, by]) => set.replace(what, by), words);
}

/** Sets the quotation marks of words that stand inside French ones: « Lire “Germinal” ensemble ». */
export function insideQuotes(words: string): string {
  return words.replace(/«\s?/g, '“').replace(/\s?»/g, '”');
}

/** Returns words with the spaces and apostrophes that one types, and without the signs that set words apart unseen. */
export function asTyped(words: string): string {
  return words
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[\u2068\u2069]/g, '')
    .replaceAll('’', "'");
}
