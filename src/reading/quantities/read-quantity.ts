import type { QuantityRange, ToldPrecision } from '../../quantities/quantity.ts';
import { fold } from '../names/fold.ts';
import type { Reading } from '../reading.ts';
import { numberFromWords } from './number-words.ts';
import { hedge, LEAD_INS, ROUND_FIGURES, withoutUnits, ZERO_WORDS } from './quantity-words.ts';

export type QuantityProblem =
  | 'empty'
  /** It holds no number, or too vague a one ("beaucoup", "quelques dizaines"). */
  | 'unreadable'
  | 'negative'
  /** "12,5": people and copies are whole numbers. */
  | 'decimal'
  | 'tooBig'
  /** "moins de 50": a maximum says too little to be added up. */
  | 'atMost';

/** `range` holds both ends of a number given as a range, whose middle is then the value. */
export type QuantityReading = Reading<
  number,
  QuantityProblem,
  { readonly precision: ToldPrecision; readonly range?: QuantityRange }
>;

type Locale = 'fr' | 'en';

/** The largest number accepted: a larger one is a slip or a telephone number. */
export const MAX_QUANTITY = 1_000_000;

const MAX_LENGTH = 100;
const MAX_HEDGES = 3;

/**
 * Reads a number of people or things as typed: "40", "environ 60", "une soixantaine", "+ de 100", "1 000", "deux
 * cents", "entre 40 et 50" (45, estimated, with both ends), "personne" (0). Words of both languages are understood
 * whatever the locale: no text means one number in French and another in English, since decimals are refused.
 * @param options.max largest value accepted, MAX_QUANTITY by default.
 */
export function readQuantity(text: string, _locale: Locale = 'fr', options: { max?: number } = {}): QuantityReading {
  const typed = tidy(text);
  if (typed === '') return no('empty');
  if (typed.length > MAX_LENGTH) return no('unreadable');
  const reading = readTidy(typed);
  if (reading.ok && (reading.range?.to ?? reading.value) > (options.max ?? MAX_QUANTITY)) return no('tooBig');
  return reading;
}

function tidy(text: string): string {
  return fold(text)
    .replace(/^[«"'(\s]+|(?<![»"')\s!])[»"')\s!]+$/g, '')
    .replace(/(\d|[a-z])\s*[.;]$/, '$1')
    .trim();
}

function readTidy(typed: string): QuantityReading {
  if (ZERO_WORDS.test(typed)) return yes(0, 'exact');
  let rest = withoutUnits(typed.replace(LEAD_INS, '')).trim();
  const hedges: string[] = [];
  for (let count = 0; count < MAX_HEDGES; count++) {
    const plain = readNumber(rest) ?? readRange(rest);
    if (plain) return hedged(plain, hedges);
    const found = hedge(rest);
    if (!found) break;
    hedges.push(found.hedge);
    rest = withoutUnits(found.rest).trim();
  }
  return hedged(readNumber(rest) ?? no('unreadable'), hedges);
}

/**
 * Applies the words around a number. "Au moins une soixantaine" is at least 60, because a bound tells more than an
 * estimate. "Au moins 40 à 50" is at least 40.
 */
function hedged(reading: QuantityReading, hedges: readonly string[]): QuantityReading {
  if (!reading.ok) return reading;
  if (hedges.includes('at_most')) return no('atMost');
  if (hedges.includes('at_least')) return yes(reading.range?.from ?? reading.value, 'at_least');
  return hedges.includes('estimated') ? { ...reading, precision: 'estimated' } : reading;
}

/** Reads "entre 40 et 50", "40 à 50", "40-50", "40 ou 50": the middle, estimated, and both ends. */
function readRange(text: string): QuantityReading | null {
  const joined = /^(?:entre|between) (.+?) (?:et|and) ([\s\S]+)$/.exec(text);
  const listed = /^(?:de |from )?(.+?)(?: (?:a|ou|to|or) |(?<=\d) ?[-/] ?(?=\d))([\s\S]+)$/.exec(text);
  for (const match of [joined, listed]) {
    const [low, high] = [match?.[1], match?.[2]].map((part) => (part ? readNumber(withoutUnits(part)) : null));
    if (low?.ok && high?.ok) {
      return low.value < high.value ? between(low.value, high.value) : no('unreadable');
    }
  }
  return null;
}

/** Reads a number by itself; null when it is none. */
function readNumber(text: string): QuantityReading | null {
  if (/^- ?\d/.test(text) || /^(?:moins|minus) \d/.test(text)) return no('negative');
  const digits = readDigits(text);
  if (digits) return digits;
  const words = text.split(/[ -]+/).filter(Boolean);
  const value = numberFromWords(words) ?? aHundred(words);
  return value === null ? roundFigure(text, words) : yes(value, 'exact');
}

/**
 * Reads "a hundred", which English says of about a hundred as well as of a hundred, and counts out when it is exact.
 */
function aHundred([article, ...words]: readonly string[]): number | null {
  return article === 'a' && (words[0] === 'hundred' || words[0] === 'thousand') ? numberFromWords(words) : null;
}

/** Reads digits, in groups of three or not: "1 000", "1.000", "1,000", "2k". */
function readDigits(text: string): QuantityReading | null {
  if (/^\d+$/.test(text)) return yes(Number(text), 'exact');
  if (/^[1-9]\d{0,2}(?:([ .,'])\d{3})(?:\1\d{3})*$/.test(text)) return yes(Number(text.replace(/\D/g, '')), 'exact');
  const thousands = /^(\d+)(?:[.,](\d))? ?k$/.exec(text);
  if (thousands) return yes(Number(thousands[1]) * 1000 + Number(thousands[2] ?? 0) * 100, 'estimated');
  return /^[\d ]*\d ?[.,]\d+$/.test(text) ? no('decimal') : null;
}

/** Reads "une soixantaine", "deux centaines", "50aine", "half a dozen", "60-odd". */
function roundFigure(text: string, words: readonly string[]): QuantityReading | null {
  const numeric = /^(?:une? )?(\d+) ?-?(?:t?aines?|enes?|odd)$/.exec(text);
  if (numeric) return yes(Number(numeric[1]), 'estimated');
  if (text === 'half a dozen' || text === 'une demi-douzaine') return yes(6, 'estimated');
  const odd = words.at(-1) === 'odd' ? numberFromWords(words.slice(0, -1)) : null;
  if (odd !== null) return yes(odd, 'estimated');
  const last = words.at(-1) ?? '';
  const figure = ROUND_FIGURES.get(last.replace(/s$/, ''));
  // "des dizaines", "dozens" don't say how many.
  if (figure === undefined || (words.length === 1 && last.endsWith('s'))) return null;
  const count = words.slice(0, -1).filter((word) => !/^(?:petite?|bonne?|belle|grosse|good)$/.test(word));
  if (count.length === 0 || count.join(' ') === 'a') return yes(figure, 'estimated');
  const times = /^\d{1,3}$/.test(count.join('')) ? Number(count[0]) : numberFromWords(count);
  return times === null || times < 1 ? null : yes(times * figure, 'estimated');
}

function yes(value: number, precision: ToldPrecision): QuantityReading {
  return { ok: true, value, precision };
}

function between(from: number, to: number): QuantityReading {
  return { ok: true, value: Math.round((from + to) / 2), precision: 'estimated', range: { from, to } };
}

function no(problem: QuantityProblem): QuantityReading {
  return { ok: false, problem };
}
