import { allTexts, locales } from '../../texts/index.ts';
import { meansPerson, type NameStanding } from './meant.ts';
import { aligned, bare, capitals, spelt } from './spelling.ts';

/** The words that name somebody, and those that replace them once that person is erased. */
export interface Needles {
  /** Their names, on every platform. */
  readonly names: readonly string[];
  /** Ids of theirs, ours and the platforms', each with the one that stands instead. */
  readonly ids: Readonly<Record<string, string>>;
  /**
   * Those of the names of one word that nobody and nothing else here is called, which others' words lose where they are meant as a name;
   * and those of these that may be words, too.
   */
  readonly single?: { readonly names: readonly string[]; readonly words: readonly string[] };
  /** Texts of theirs that may stand in others' messages. */
  readonly texts: readonly string[];
  /** Other names, of people and organisations, in which theirs stand: they stay whole. */
  readonly others: readonly string[];
  /** The words that replace a name, and a text. */
  readonly words: { readonly name: string; readonly text: string };
}

/** Takes what names somebody out of texts, and of data that holds texts. */
export interface Scrub {
  /** The words that replace a name, and a text. */
  readonly words: Needles['words'];
  /** Returns the text without it; the same text where it names nobody. */
  text(value: string): string;
  /** Returns a key without their ids; whatever else stands in it stays. */
  ids(value: string): string;
  /** Returns JSON data without it, in keys too; what names nobody is equal to what was given. */
  data<T>(value: T): T;
}

/** A text this long is also known by its beginning, since a message may show no more of it. */
const LONG = 60;
/** A shorter text, "Oui" or "Très bien", may be anybody's; so may a single word without a digit or an @. */
const TELLING = 12;
const MORE_THAN_A_WORD = /[\s\d@]/;
/** Ids of options, kinds and states, as stored data holds them. */
const IS_CODE = /^[a-z\d_-]+$/;

/** The keys of a message's structure: their values name nobody. */
const BUILDING = new Set(['kind', 'action', 'platform', 'style', 'type', 'key']);

/**
 * Makes a scrub. `ofWords` is for what other people wrote: there a name of one word goes only where it is meant as one, as it may be a word
 * like any other; the bot's own messages lose it. A name of several words is found in whatever letter case.
 */
export function scrubFor(needles: Needles, { ofWords }: { readonly ofWords: boolean }): Scrub {
  const single = new Set(ofWords ? needles.single?.names : []);
  const alsoWords = new Set(needles.single?.words);
  const names = needles.names
    .map((name) => name.trim())
    .filter((name) => name !== '' && (single.has(name) || isTelling(name, ofWords)));
  const isTheirs = new Set(names);
  const withoutNames = replacer(
    names,
    (name, standing) => {
      if (!isTheirs.has(name) || (single.has(name) && !meansPerson(standing, alsoWords.has(name)))) return null;
      return needles.words.name;
    },
    // A name of one word is a word like any other in small letters.
    { others: needles.others, inAnyCase: (name) => /\s/.test(name) },
  );
  const ids = new Map(Object.entries(needles.ids));
  const withoutIds = replacer([...ids.keys()], (id) => ids.get(id) ?? null);
  const texts = [...new Set(needles.texts.map((text) => text.trim()))]
    .filter(isTellingText)
    .toSorted((a, b) => b.length - a.length)
    .map((text) => ({ spelling: spelt(text), without: replacer([text], () => needles.words.text) }));

  const withoutTexts = (value: string): string => {
    let left = value;
    let whole = texts.length > 0 ? spelt(value) : '';
    for (const { spelling, without } of texts) {
      if (whole.includes(spelling)) {
        left = without(left);
        whole = spelt(left);
      } else if (spelling.length > LONG && whole.includes(spelling.slice(0, LONG))) return needles.words.text;
    }
    return left;
  };
  // A text that consists of the name alone isn't an ordinary word, unless it may be a code of ours.
  const alone = new Set(
    needles.names
      .map((name) => spelt(name).trim())
      .filter((name) => name !== '' && !IS_CODE.test(name) && isTelling(name, false)),
  );
  const self: Scrub = {
    words: needles.words,
    text: (value) =>
      ofWords && alone.has(spelt(value).trim()) ? needles.words.name : withoutNames(withoutIds(withoutTexts(value))),
    ids: withoutIds,
    data<T>(value: T): T {
      return mapped(value, { text: self.text, ids: withoutIds }) as T;
    },
  };
  return self;
}

/** Returns whether a text may be looked for in what others read: a shorter one may be anybody's. */
export function isTellingText(text: string): boolean {
  return text.length >= TELLING && MORE_THAN_A_WORD.test(text);
}

/** Returns what a text is known by, in the spelling in which texts are compared: a long one by its beginning. */
export function startOf(text: string): string {
  return spelt(text).slice(0, LONG);
}

interface Among {
  /** Words that stay whole though one of those that go stands in them. */
  readonly others?: readonly string[];
  /** Whether a word is found in whatever letter case. */
  readonly inAnyCase?: (word: string) => boolean;
}

/** A word that is looked for, or that stays whole. */
interface Sought {
  readonly word: string;
  readonly bare: string;
  readonly capitals: string;
  /** The spelling it must have; null where any will do. */
  readonly spelling: string | null;
}

/**
 * Returns what replaces each of these words, however it is spelt, of which the longest that fits counts, where no letter or
 * digit stands beside it; of two that differ by accents or hyphens alone the one that is spelt so, or else the one that stays.
 * Words of somebody's are compared, never made an expression.
 */
function replacer(
  words: readonly string[],
  instead: (word: string, standing: NameStanding) => string | null,
  { others = [], inAnyCase = () => false }: Among = {},
): (value: string) => string {
  const sought = words.map((word) => bare(word.trim())).filter((word) => word !== '');
  const byFirst = new Map<string, Sought[]>();
  for (const word of [...others, ...words].map((one) => one.trim())) {
    const spelling = inAnyCase(word) ? null : spelt(word);
    const one = { word, bare: bare(word), capitals: capitals(word), spelling };
    const first = one.bare.charAt(0);
    if (first !== '') byFirst.set(first, [...(byFirst.get(first) ?? []), one]);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.bare.length - a.bare.length);
  return (value) => {
    const whole = bare(value);
    if (!sought.some((word) => whole.includes(word))) return value;
    const text = aligned(value);
    let replaced = '';
    let from = 0;
    for (let at = 0; at < text.bare.length; at += 1) {
      const begin = text.at.get(at);
      const possible = byFirst.get(text.bare.charAt(at));
      if (begin === undefined || possible === undefined || isLetterBefore(value, begin)) continue;
      const stands = (one: Sought) => {
        const end = text.at.get(at + one.bare.length);
        if (end === undefined || !text.bare.startsWith(one.bare, at) || isLetterAt(value, end)) return false;
        return one.spelling === null || spelt(value.slice(begin, end)).trim() === one.spelling;
      };
      const longest = possible.find(stands);
      if (longest === undefined) continue;
      const end = text.at.get(at + longest.bare.length) ?? value.length;
      const written = capitals(value.slice(begin, end)).trim();
      const alike = possible.filter((one) => one.bare === longest.bare && stands(one));
      const found = alike.find((one) => one.capitals === written) ?? longest;
      replaced +=
        value.slice(from, begin) +
        (instead(found.word, { text: value, from: begin, to: end }) ?? value.slice(begin, end));
      from = end;
      at += found.bare.length - 1;
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

/** The changes to make to the parts of stored data. */
interface Mapping {
  readonly text: (value: string) => string;
  /** Takes out ids alone: for keys, and for what builds a message. */
  readonly ids: (value: string) => string;
}

/** Returns data with its texts mapped; of its keys, and of what says how a message is built, ids alone are. */
export function mapped(value: unknown, mapping: Mapping): unknown {
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

/** Returns whether a name may be looked for in what the bot says, or in others' words: one that is also a word of the bot's own texts would take those apart. */
export function isTelling(name: string, ofWords: boolean): boolean {
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
