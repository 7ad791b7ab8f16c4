import type { Random } from './random.ts';

/**
 * How many characters a long message has: more than one of Discord's holds, or than one of Slack's, and no more than a person may
 * write there. None fills its last part, so that reactions don't begin another one, in which nothing says whose they are.
 */
const LONG = { least: 2_500, most: 3_200 } as const;
const LONGEST = 3_800;
const LONGEST_LIKELY = 0.3;

/**
 * Matches the sign that each word of a message carries, so that none is taken for another's: the message's number,
 * its version, and the word's number.
 */
const SIGN = /n°(\d{5})\.(\d+)(?:-\d+)?/gu;
/** The line of reactions below a copy. */
const REACTION = /(👍|🎉)\s*(\d+)(?:\s+sur (?:Slack|Discord))?/gu;

/** Words the version of a message: a short one, or one that may have to be split, in which each word says whose it is. */
export function worded(number: number, version: number, random: Random, isLong: boolean): string {
  const sign = `n°${String(number).padStart(5, '0')}.${version}`;
  const words = [`${sign} rendez-vous à 14 h`];
  const long = () => (random.chance(LONGEST_LIKELY) ? LONGEST : random.between(LONG.least, LONG.most));
  const characters = isLong ? long() : 0;
  for (let length = words.join(' ').length; length < characters; length += sign.length + 6) {
    words.push(`${sign}-${1_000 + words.length}`);
  }
  return words.join(' ');
}

/** The message and the words that are read in a copy, or in a part of one. */
export interface Read {
  /** The number of the message whose words these are. */
  readonly number: number;
  readonly words: string;
  /** The numbers of other messages that stand before its own words: those that it quotes. */
  readonly quoted: readonly number[];
  readonly reactions: Readonly<Record<string, number>>;
}

/** Reads a copy's text; null where it holds no word of anybody's. */
export function readCopy(text: string): Read | null {
  const signs = [...text.matchAll(SIGN)].map(({ 1: number, index }) => ({ number: Number(number), index }));
  const last = signs.at(-1);
  if (!last) return null;
  const own = signs.findIndex(({ number }) => number === last.number);
  const said = text.slice(signs[own]?.index);
  return {
    number: last.number,
    words: bare(said.replaceAll(REACTION, '').replaceAll('·', '')),
    quoted: signs.slice(0, own).map(({ number }) => number),
    reactions: Object.fromEntries([...said.matchAll(REACTION)].map(([, emoji, count]) => [emoji, Number(count)])),
  };
}

/** Returns the words of a text with one space between them. */
export function bare(text: string): string {
  return text.split(/\s+/u).filter(Boolean).join(' ');
}
