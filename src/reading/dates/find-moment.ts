import { fold } from '../names/fold.ts';
import type { MomentContext } from './moment.ts';
import { readMoment } from './read-moment.ts';
import { tokens } from './tokens.ts';

/** The most words that a date is written with. */
const LONGEST = 12;
/** The most characters of a date, and of one of its words. */
const MAX_TEXT = 120;
const MAX_WORD = 30;
/** The most places in a text from which on a date is looked for. */
const MOST_LOOKED_AT = 20;

/** A date within a text, as it is written there. */
export interface FoundMoment {
  readonly text: string;
  /** Where it begins and ends in the line. */
  readonly start: number;
  readonly end: number;
}

/**
 * Finds the first date that somebody has written within a line, the longest way it reads: "samedi 14 novembre à 18h30".
 * A day without an hour counts, an hour without a day doesn't; nor does a date that is past. Null when there is none.
 */
export function findMoment(line: string, context: MomentContext): FoundMoment | null {
  const words = [...line.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    word,
    start: index,
    end: index + word.length,
  }));
  const begins = words.flatMap(({ word }, index) =>
    beginsDate(word, context) && !isApart(word, words[index + 1]?.word ?? '') ? [index] : [],
  );
  for (const from of begins.slice(0, MOST_LOOKED_AT)) {
    for (let to = Math.min(words.length, from + LONGEST); to > from; to -= 1) {
      const [start, end] = [words[from]?.start ?? 0, words[to - 1]?.end ?? 0];
      const text = line.slice(start, end).replace(/(?<![,;:.!?)])[,;:.!?)]+$/, '');
      if (endsDate(words[to - 1]?.word ?? '', context) && isDay(text, context))
        return { text, start, end: start + text.length };
    }
  }
  return null;
}

/** The kinds of words that say something of a date by themselves, rather than join two that do. */
const TELLING: ReadonlySet<string> = new Set(['number', 'date', 'month', 'weekday', 'time', 'part', 'allDay']);

/** Returns whether a word may be the first of a date. */
function beginsDate(word: string, context: MomentContext): boolean {
  if (word.length > MAX_WORD) return false;
  return TELLING.has(tokens(fold(word), context)[0]?.kind ?? '');
}

/** Returns whether a number has nothing to do with the date that follows it: "3 > 2, le 14 novembre". */
function isApart(word: string, next: string): boolean {
  if (!/^\d+,?$/u.test(word)) return false;
  return word.endsWith(',') ? !/^\d/u.test(next) : ARTICLES.has(fold(next));
}

const ARTICLES: ReadonlySet<string> = new Set(['le', 'les', 'ce', 'du', 'the', 'on', 'this']);

/** Returns whether a word may be the last of a date. */
function endsDate(word: string, context: MomentContext): boolean {
  if (word.length > MAX_WORD) return false;
  return tokens(fold(word), context).some(({ kind }) => TELLING.has(kind));
}

function isDay(text: string, context: MomentContext): boolean {
  if (text.length > MAX_TEXT) return false;
  const kinds = new Set(tokens(fold(text), context).map(({ kind }) => kind));
  if (!['date', 'month', 'weekday'].some((kind) => kinds.has(kind as 'date'))) return false;
  const read = readMoment(text, context);
  return read.ok || read.problem === 'noTime' || (read.problem === 'ambiguous' && read.alternatives.length > 0);
}
