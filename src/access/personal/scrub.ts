import { allTexts, locales } from '../../texts/index.ts';

/** What names somebody, and what stands in its place once they are erased. */
export interface Needles {
  /** Their names, on every platform. */
  readonly names: readonly string[];
  /** Ids of theirs, ours and the platforms', each with the one that stands instead. */
  readonly ids: Readonly<Record<string, string>>;
  /** Texts of theirs that may stand in others' messages. */
  readonly texts: readonly string[];
  /** Other names, of people and organisations, in which theirs stand: they stay whole. */
  readonly others: readonly string[];
  /** What stands in place of a name, and of a text. */
  readonly words: { readonly name: string; readonly text: string };
}

/** Takes what names somebody out of texts, and of data that holds texts. */
export interface Scrub {
  /** What stands in place of a name, and of a text. */
  readonly words: Needles['words'];
  /** Returns the text without it; the same text where it names nobody. */
  text(value: string): string;
  /** Returns JSON data without it, in keys too; what names nobody is equal to what was given. */
  data<T>(value: T): T;
}

/** A text this long is also known by its beginning, since a message may show no more of it. */
const LONG = 60;
/** A shorter text, "Oui" or "Très bien", may be anybody's; so may a single word without a digit or an @. */
const TELLING = 12;
const MORE_THAN_A_WORD = /[\s\d@]/;

/** What says of a part of a message how it is built: it names nobody by a name. */
const BUILDING = new Set(['kind', 'action', 'platform', 'style', 'type', 'key']);

/**
 * Makes a scrub. `ofWords` is for what other people wrote: there a name of one word is left alone, as it may be a word
 * like any other; the bot's own messages lose it.
 */
export function scrubFor(needles: Needles, { ofWords }: { readonly ofWords: boolean }): Scrub {
  const names = needles.names.filter((name) => name.trim() !== '' && isTelling(name.trim(), ofWords));
  const known = [...new Set([...needles.others, ...names])].toSorted((a, b) => b.length - a.length);
  const isTheirs = new Set(names);
  const withoutNames =
    names.length > 0 ? replacer(known, (name) => (isTheirs.has(name) ? needles.words.name : name)) : null;
  const ids = new Map(Object.entries(needles.ids));
  const withoutIds = replacer([...ids.keys()], (id) => ids.get(id) ?? id);
  const texts = [...new Set(needles.texts.map((text) => text.trim()))]
    .filter((text) => text.length >= TELLING && MORE_THAN_A_WORD.test(text))
    .toSorted((a, b) => b.length - a.length);

  const withoutTexts = (value: string): string => {
    let left = value;
    for (const text of texts) {
      if (left.includes(text)) left = replacer([text], () => needles.words.text)(left);
      else if (text.length > LONG && left.includes(text.slice(0, LONG))) return needles.words.text;
    }
    return left;
  };
  const self: Scrub = {
    words: needles.words,
    text(value) {
      const left = withoutIds(withoutTexts(value));
      return withoutNames === null ? left : withoutNames(left);
    },
    data<T>(value: T): T {
      return mapped(value, { text: self.text, ids: withoutIds }) as T;
    },
  };
  return self;
}

/**
 * Returns what replaces each of these words, of which the first that fits counts, where no letter or digit stands beside
 * it. Words of somebody's are compared, never made an expression.
 */
function replacer(words: readonly string[], instead: (word: string) => string): (value: string) => string {
  const byFirst = new Map<string, string[]>();
  for (const word of words) byFirst.set(word.charAt(0), [...(byFirst.get(word.charAt(0)) ?? []), word]);
  return (value) => {
    let replaced = '';
    let from = 0;
    for (let at = 0; at < value.length; at += 1) {
      const possible = byFirst.get(value.charAt(at));
      if (possible === undefined || isLetterBefore(value, at)) continue;
      const word = possible.find((one) => value.startsWith(one, at) && !isLetterAt(value, at + one.length));
      if (word === undefined) continue;
      replaced += value.slice(from, at) + instead(word);
      from = at + word.length;
      at = from - 1;
    }
    return replaced + value.slice(from);
  };
}

/** An accent that stands by itself belongs to the letter before it. */
const LETTER = /^[\p{L}\p{N}\p{M}]$/u;

function isLetterAt(value: string, at: number): boolean {
  const point = value.codePointAt(at);
  return point !== undefined && LETTER.test(String.fromCodePoint(point));
}

function isLetterBefore(value: string, at: number): boolean {
  const before = value.charCodeAt(at - 1);
  const isSecondHalf = before >= 0xdc00 && before <= 0xdfff;
  return at > 0 && isLetterAt(value, at - (isSecondHalf ? 2 : 1));
}

interface Mapping {
  readonly text: (value: string) => string;
  /** Takes out ids alone: for keys, and for what builds a message. */
  readonly ids: (value: string) => string;
}

function mapped(value: unknown, mapping: Mapping): unknown {
  if (typeof value === 'string') return mapping.text(value);
  if (Array.isArray(value)) return value.map((part) => mapped(part, mapping));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      mapping.ids(key),
      typeof part === 'string' && BUILDING.has(key) ? mapping.ids(part) : mapped(part, mapping),
    ]),
  );
}

/** Returns whether a name may be looked for: one that is also a word of the bot's own texts would take those apart. */
function isTelling(name: string, ofWords: boolean): boolean {
  return /\s/.test(name) || !(ofWords || ownWords().has(name));
}

let words: ReadonlySet<string> | null = null;

/** Returns every word of the bot's own texts, as it is written there. */
function ownWords(): ReadonlySet<string> {
  words ??= new Set(
    locales.flatMap((locale) => [...allTexts(locale).values()].flatMap((text) => text.split(/[^\p{L}\p{N}\p{M}]+/u))),
  );
  return words;
}
