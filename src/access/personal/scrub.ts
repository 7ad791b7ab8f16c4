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
/** A shorter text, "Oui" or "Très bien", may be anybody's. */
const TELLING = 12;

/**
 * Makes a scrub. `ofWords` is for what other people wrote: there a name of one word is left alone, as it may be a word
 * like any other; the bot's own messages lose it.
 */
export function scrubFor(needles: Needles, { ofWords }: { readonly ofWords: boolean }): Scrub {
  const names = needles.names.filter((name) => name.trim() !== '' && (!ofWords || /\s/.test(name.trim())));
  const known = [...new Set([...needles.others, ...names])].toSorted((a, b) => b.length - a.length);
  const naming = known.length > 0 && names.length > 0 ? wholeWords(known) : null;
  const isTheirs = new Set(names);
  const ids = Object.entries(needles.ids).map(([id, instead]) => ({ found: wholeWords([id]), id, instead }));
  const texts = [...new Set(needles.texts.map((text) => text.trim()))]
    .filter((text) => text.length >= TELLING)
    .toSorted((a, b) => b.length - a.length);

  const withoutTexts = (value: string): string => {
    let left = value;
    for (const text of texts) {
      if (left.includes(text)) left = left.replaceAll(text, () => needles.words.text);
      else if (text.length > LONG && left.includes(text.slice(0, LONG))) return needles.words.text;
    }
    return left;
  };
  const self: Scrub = {
    words: needles.words,
    text(value) {
      let left = withoutTexts(value);
      for (const { found, id, instead } of ids) if (left.includes(id)) left = left.replace(found, () => instead);
      return naming ? left.replace(naming, (name) => (isTheirs.has(name) ? needles.words.name : name)) : left;
    },
    data<T>(value: T): T {
      return mapped(value, self.text) as T;
    },
  };
  return self;
}

/** Matches one of these where no letter or digit stands beside it. */
function wholeWords(words: readonly string[]): RegExp {
  const any = words.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu');
}

function mapped(value: unknown, text: (value: string) => string): unknown {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((part) => mapped(part, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [text(key), mapped(part, text)]));
}
