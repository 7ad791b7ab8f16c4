import { addDaysAt, type CalendarDay, calendarDay, inZone } from '../../dates/wall-clock.ts';
import { clockAt, dayPart } from './clock-time.ts';
import { matchAt } from './match-at.ts';
import type { MomentContext } from './moment.ts';
import type { ClockTime, DayPart, WeekdayModifier } from './moment-spec.ts';
import { relativeDayAt } from './relative-day.ts';
import { calendarWord } from './words.ts';

/** soft: "à", "at", which also stand before a lone hour; day: "au", which joins days only; end: "jusqu'à". */
export type Joint = 'soft' | 'firm' | 'day' | 'dash' | 'end';

/** A piece of typed text that means something. */
export type Token = { readonly start: number; readonly end: number } & TokenMeaning;

export type TokenMeaning =
  | { readonly kind: 'number'; readonly value: number; readonly ordinal: boolean }
  | { readonly kind: 'time'; readonly time: ClockTime | null }
  | { readonly kind: 'date'; readonly day: number; readonly month: number; readonly year: number | null }
  | { readonly kind: 'month' | 'weekday'; readonly value: number }
  | { readonly kind: 'modifier'; readonly modifier: WeekdayModifier }
  | { readonly kind: 'part'; readonly part: DayPart }
  | { readonly kind: 'to'; readonly force: Joint }
  | { readonly kind: 'allDay' | 'and' | 'or' | 'comma' | 'from' | 'between' | 'about' | 'the' | 'filler' | 'unknown' };

const DATE_ISO = /(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)(?:t(?=\d))?/y;
const DATE_FULL = /(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?!\d)/y;
const DATE_SHORT = /(\d{1,2})[/.](\d{1,2})(?!\d)/y;
const NUMBER = /(\d+)(?:(er|re|e|st|nd|rd|th)(?![a-z]))?/y;
const THIS_PART = /(?:ce(?:t|tte)? (soir|matin|apres[- ]midi)|this (morning|afternoon|evening))(?![a-z])/y;
const ALL_DAY = /(?:toute la journee|(?:la )?journee entiere|en journee|all day(?: long)?)(?![a-z])/y;

const PHRASES: readonly (readonly [RegExp, TokenMeaning])[] = [
  [/(?:a partir (?:de|du)|starting (?:from|at)|des)(?![a-z])/y, { kind: 'from' }],
  [/(?:jusqu'(?:a|au)x?|until|till|through)(?![a-z])/y, { kind: 'to', force: 'end' }],
  [/(?:(?:de )?la semaine prochaine|next week)(?![a-z])/y, { kind: 'modifier', modifier: 'nextWeek' }],
  [/en huit(?![a-z])|week(?![a-z])/y, { kind: 'modifier', modifier: 'weekAfter' }],
  [/en quinze(?![a-z])/y, { kind: 'modifier', modifier: 'twoWeeksAfter' }],
  [/aux? alentours de|a peu pres|around|approximately/y, { kind: 'about' }],
];

const WORDS: ReadonlyMap<string, TokenMeaning> = new Map<string, TokenMeaning>([
  ...entries(['a', 'at'], { kind: 'to', force: 'soft' }),
  ...entries(['au'], { kind: 'to', force: 'day' }),
  ...entries(['to'], { kind: 'to', force: 'firm' }),
  ...entries(['et', 'and', 'puis', 'then'], { kind: 'and' }),
  ...entries(['ou', 'or'], { kind: 'or' }),
  ...entries(['de', 'du', 'from'], { kind: 'from' }),
  ...entries(['entre', 'between'], { kind: 'between' }),
  ...entries(['vers', 'environ', 'about', 'circa'], { kind: 'about' }),
  ...entries(['le', 'les', 'the', 'on'], { kind: 'the' }),
  ...entries(['prochain', 'next'], { kind: 'modifier', modifier: 'next' }),
  ...entries(['dernier', 'last'], { kind: 'modifier', modifier: 'last' }),
  ...entries(['ce', 'cet', 'cette', 'this'], { kind: 'modifier', modifier: 'this' }),
  ...entries(
    [
      'la',
      'l',
      'en',
      'of',
      'in',
      'date',
      'dates',
      'heure',
      'heures',
      'horaire',
      'horaires',
      'time',
      'precise',
      'precises',
      'pile',
      'sharp',
    ],
    {
      kind: 'filler',
    },
  ),
]);

const RELATIVE: ReadonlyMap<string, { days: number; part: DayPart | null }> = new Map([
  ['aujourd', { days: 0, part: null }],
  ["aujourd'hui", { days: 0, part: null }],
  ['today', { days: 0, part: null }],
  ['tonight', { days: 0, part: 'evening' as const }],
  ['demain', { days: 1, part: null }],
  ['tomorrow', { days: 1, part: null }],
  ['apres-demain', { days: 2, part: null }],
  ['hier', { days: -1, part: null }],
  ['yesterday', { days: -1, part: null }],
  ['avant-hier', { days: -2, part: null }],
]);

const WORD = /(?:aujourd'hui|apres[- ]demain|avant[- ]hier|apres[- ]midi|[a-z]+)/y;

function entries(words: readonly string[], meaning: TokenMeaning): [string, TokenMeaning][] {
  return words.map((word) => [word, meaning]);
}

/** Splits folded text into tokens. Never fails: what means nothing becomes a token of kind `unknown`. */
export function tokens(text: string, context: MomentContext): Token[] {
  const found: Token[] = [];
  let at = 0;
  let dayKnown = false;
  while (at < text.length) {
    if (text[at] === ' ') {
      at++;
      continue;
    }
    const { length, meanings } = tokenAt(text, at, context, dayKnown);
    for (const meaning of meanings) {
      found.push({ start: at, end: at + length, ...meaning });
      if (meaning.kind === 'date' || meaning.kind === 'month') dayKnown = true;
    }
    at += length;
  }
  return found;
}

interface Found {
  readonly length: number;
  readonly meanings: readonly TokenMeaning[];
}

function tokenAt(text: string, at: number, context: MomentContext, dayKnown: boolean): Found {
  return (
    relativeAt(text, at, context) ??
    digitsAt(text, at, context, dayKnown) ??
    phraseAt(text, at) ??
    wordAt(text, at, context) ??
    punctuationAt(text, at)
  );
}

function one(length: number, meaning: TokenMeaning): Found {
  return { length, meanings: [meaning] };
}

function digitsAt(text: string, at: number, context: MomentContext, dayKnown: boolean): Found | null {
  const iso = matchAt(DATE_ISO, text, at);
  if (iso) return one(iso[0].length, dateToken(iso[3], iso[2], iso[1]));
  const full = matchAt(DATE_FULL, text, at);
  if (full) return one(full[0].length, dateToken(full[1], full[3], full[4]));
  const clock = clockAt(text, at, context.locale, dayKnown);
  if (clock) return one(clock.length, { kind: 'time', time: clock.time });
  const short = matchAt(DATE_SHORT, text, at);
  if (short) return shortDate(text, at, short, context);
  const number = matchAt(NUMBER, text, at);
  if (!number) return null;
  return one(number[0].length, { kind: 'number', value: Number(number[1]), ordinal: number[2] !== undefined });
}

/** Reads "14/11" as a date; in "14/15 novembre" both are days. */
function shortDate(text: string, at: number, found: RegExpExecArray, context: MomentContext): Found {
  const length = found[0].length;
  const following = matchAt(WORD, text, text[at + length] === ' ' ? at + length + 1 : at + length);
  if (following && calendarWord(following[0], context.locale)?.kind === 'month') {
    const days: TokenMeaning[] = [found[1], found[2]].map((day) => ({
      kind: 'number',
      value: Number(day),
      ordinal: true,
    }));
    return { length, meanings: [...days.slice(0, 1), { kind: 'to', force: 'day' }, ...days.slice(1)] };
  }
  return one(length, dateToken(found[1], found[2], undefined));
}

function dateToken(day: string | undefined, month: string | undefined, year: string | undefined): TokenMeaning {
  const typedYear = year === undefined ? null : Number(year) + (year.length === 2 ? 2000 : 0);
  return { kind: 'date', day: Number(day), month: Number(month), year: typedYear };
}

function phraseAt(text: string, at: number): Found | null {
  const allDay = matchAt(ALL_DAY, text, at);
  if (allDay) return one(allDay[0].length, { kind: 'allDay' });
  for (const [pattern, meaning] of PHRASES) {
    const phrase = matchAt(pattern, text, at);
    if (phrase) return one(phrase[0].length, meaning);
  }
  return null;
}

function relativeAt(text: string, at: number, context: MomentContext): Found | null {
  const thisPart = matchAt(THIS_PART, text, at);
  const part = thisPart && dayPart((thisPart[1] ?? thisPart[2] ?? '').replace(' ', '-'));
  if (thisPart && part) {
    const today = calendarDay(inZone(context.now, context.timeZone));
    return { length: thisPart[0].length, meanings: [wholeDate(today), { kind: 'part', part }] };
  }
  const relative = relativeDayAt(text, at, context.now, context.timeZone);
  return relative ? one(relative.length, wholeDate(relative.day)) : null;
}

function wordAt(text: string, at: number, context: MomentContext): Found | null {
  const found = matchAt(WORD, text, at);
  if (!found) return null;
  const typed = found[0];
  const word = typed.replace(' ', '-');
  // The full stop after an abbreviation belongs to it: "14 nov. 18h".
  const length = typed.length + (text[at + typed.length] === '.' ? 1 : 0);
  const relative = RELATIVE.get(word);
  if (relative) {
    const day = calendarDay(inZone(addDaysAt(context.now, relative.days, context.timeZone), context.timeZone));
    const part: TokenMeaning[] = relative.part ? [{ kind: 'part', part: relative.part }] : [];
    return { length, meanings: [wholeDate(day), ...part] };
  }
  const known = WORDS.get(word);
  if (known) return one(length, known);
  const part = dayPart(word);
  if (part) return one(length, { kind: 'part', part });
  return one(length, calendarWord(word, context.locale) ?? { kind: 'unknown' });
}

function wholeDate({ day, month, year }: CalendarDay): TokenMeaning {
  return { kind: 'date', day, month, year };
}

function punctuationAt(text: string, at: number): Found {
  const sign = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (sign === '-' || sign === '/' || sign === '>') return one(1, { kind: 'to', force: 'dash' });
  if (sign === '+' || sign === '&') return one(1, { kind: 'and' });
  if (sign === ',' || sign === ';') return one(1, { kind: 'comma' });
  if (sign === '~') return one(1, { kind: 'about' });
  if ('@().:!?\'"'.includes(sign)) return one(1, { kind: 'filler' });
  return one(sign.length, { kind: 'unknown' });
}
