import type { Locale } from '../../dates/slot.ts';
import { matchAt } from './match-at.ts';
import type { ClockTime, DayPart } from './moment-spec.ts';

/** A time found at a place of the text: its value (null when no clock shows it, "25h") and the length of its text. */
export interface ClockMatch {
  readonly time: ClockTime | null;
  readonly length: number;
}

const MONTH_AHEAD = '(?:jan|fe[bv]|mar|a[pv]r|ma[iy]|jui?[nl]|aou|aug|sep|oct|nov|dec)';

const MERIDIEM = /(\d{1,2})(?:[.:h](\d{2}))? ?([ap])(?:m|\.m\.?)(?![a-z])/y;
const HOUR_WORD = /(\d{1,2}) ?(?:heures?|hrs?|hours?|h)(?![a-z])\.?/y;
const COLON = /(\d{1,2})(?: ?: ?|:)(\d{2})(?::\d{2})?(?![\d:])/y;
const DOT = /(\d{1,2})\.(\d{2})(?!\d|\.\d)/y;
const O_CLOCK = /(\d{1,2}) ?o'?clock/y;
const NOON = /(?:12 )?(?:midi|noon|midday)(?![a-z])/y;
const MIDNIGHT = /(?:12 )?(?:minuit|midnight)(?![a-z])/y;
const GLUED_MINUTES = /(\d{2})(?!\d)(?: ?(?:mn|min|minutes?)(?![a-z]))?/y;
const SPACED_MINUTES = new RegExp(
  ` (\\d{2})(?! ?(?:h|er|am|pm|${MONTH_AHEAD})|[\\d:]|[/.-]\\d{1,2}[/.-]|/\\d|\\.\\d)(?: ?(?:mn|min|minutes?)(?![a-z]))?`,
  'y',
);
const DAYS_AHEAD = new RegExp(` ?\\d{1,2} ?(?:(?:et|and|ou|or|au|a|to|-|,) ?\\d{1,2} ?)+${MONTH_AHEAD}`, 'y');
const FRACTION = / ?(?:et (demie?|quart)|(moins) (?:le |un )?quart)(?![a-z])/y;
const PART =
  /,? ?(?:du (matin|soir)|de (?:l'|la )?(apres-midi|soiree|matinee)|in the (morning|afternoon|evening)|at (night))(?![a-z])/y;

/**
 * Reads the time written at `at` in folded text: "18h30", "20 h 15", "18:30", "6.30pm", "midi et demi", "8 h du soir".
 * `dayKnown`: a day came before, so that "18 h 14" ends in minutes and "14.11" can't be a date.
 */
export function clockAt(text: string, at: number, locale: Locale, dayKnown: boolean): ClockMatch | null {
  const meridiem = matchAt(MERIDIEM, text, at);
  if (meridiem) return withMeridiem(meridiem);
  const word = matchAt(HOUR_WORD, text, at);
  if (word) return withHourWord(text, at, word, dayKnown);
  const colon = matchAt(COLON, text, at);
  if (colon) return numeric(text, at, colon, locale);
  const dot = matchAt(DOT, text, at);
  if (dot && (dayKnown || Number(dot[2]) > 12) && Number(dot[1]) < 25) return numeric(text, at, dot, locale);
  const oClock = matchAt(O_CLOCK, text, at);
  if (oClock) return finish(text, at, oClock[0].length, Number(oClock[1]), 0, 'open');
  const noon = matchAt(NOON, text, at);
  if (noon) return special(text, at, noon[0].length, 12, 'sure');
  const midnight = matchAt(MIDNIGHT, text, at);
  return midnight ? special(text, at, midnight[0].length, 0, 'midnight') : null;
}

/** Returns the time of an hour without "h": "18-20h", "from 6 to 8pm". */
export function bareHour(hour: number, locale: Locale): ClockTime | null {
  if (hour > 24) return null;
  return { hour, minute: 0, form: locale === 'en' && hour >= 1 && hour <= 12 ? 'open' : 'sure' };
}

/**
 * Moves a time into a part of the day: "8 h du soir" is 20:00; null when the part contradicts the hour ("18h du
 * matin").
 */
export function inPart(time: ClockTime, part: DayPart): ClockTime | null {
  const { hour, minute } = time;
  if (time.form === 'midnight') return part === 'evening' ? { hour: 24, minute, form: 'sure' } : null;
  if (part === 'morning') return hour <= 12 ? { hour: hour % 12, minute, form: 'sure' } : null;
  if (part === 'afternoon') {
    if (hour >= 1 && hour <= 7) return { hour: hour + 12, minute, form: 'sure' };
    return hour >= 12 && hour <= 19 ? { hour, minute, form: 'sure' } : null;
  }
  if (hour >= 4 && hour <= 11) return { hour: hour + 12, minute, form: 'sure' };
  return hour >= 16 ? { hour, minute, form: 'sure' } : null;
}

function withMeridiem(found: RegExpExecArray): ClockMatch {
  const hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  const length = found[0].length;
  if (hour < 1 || hour > 12 || minute > 59) return { time: null, length };
  return { time: { hour: (hour % 12) + (found[3] === 'p' ? 12 : 0), minute, form: 'half' }, length };
}

function withHourWord(text: string, at: number, found: RegExpExecArray, dayKnown: boolean): ClockMatch {
  const hour = Number(found[1]);
  const after = at + found[0].length;
  const glued = matchAt(GLUED_MINUTES, text, after);
  if (glued) return finish(text, at, found[0].length + glued[0].length, hour, Number(glued[1]), 'sure');
  const spaced = matchAt(SPACED_MINUTES, text, after);
  // "à 18h 14 et 15 novembre": numbers before a month are days, unless the day has been given already.
  if (spaced && (dayKnown || !matchAt(DAYS_AHEAD, text, after))) {
    return finish(text, at, found[0].length + spaced[0].length, hour, Number(spaced[1]), 'sure');
  }
  return special(text, at, found[0].length, hour, 'sure');
}

function numeric(text: string, at: number, found: RegExpExecArray, locale: Locale): ClockMatch {
  const typed = found[1] ?? '';
  const hour = Number(typed);
  const open = locale === 'en' && !typed.startsWith('0') && hour <= 12;
  return finish(text, at, found[0].length, hour, Number(found[2]), open ? 'open' : 'sure');
}

/** Reads a full hour with what may refine it: "et demie", "et quart", "moins le quart", "midi 30". */
function special(text: string, at: number, length: number, hour: number, form: ClockTime['form']): ClockMatch {
  const fraction = matchAt(FRACTION, text, at + length);
  if (fraction) {
    const [all, half, less] = fraction;
    const minute = less ? 45 : half === 'quart' ? 15 : 30;
    const shown = less ? hour - 1 : hour;
    // A quarter to midnight is the evening's, and never doubtful.
    if (shown < 0) return finish(text, at, length + all.length, 23, 45, 'sure');
    return finish(text, at, length + all.length, shown, minute, form);
  }
  const minutes = form === 'midnight' || hour === 12 ? matchAt(SPACED_MINUTES, text, at + length) : null;
  if (minutes && !/\d/.test(text.slice(at, at + length))) {
    return finish(text, at, length + minutes[0].length, hour, Number(minutes[1]), form);
  }
  return finish(text, at, length, hour, 0, form);
}

function finish(
  text: string,
  at: number,
  length: number,
  hour: number,
  minute: number,
  form: ClockTime['form'],
): ClockMatch {
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return { time: null, length };
  const time: ClockTime = { hour, minute, form: form === 'open' && (hour < 1 || hour > 12) ? 'sure' : form };
  const said = matchAt(PART, text, at + length);
  if (!said) return { time, length };
  const part = dayPart(said[1] ?? said[2] ?? said[3] ?? said[4] ?? '');
  return { time: part ? inPart(time, part) : time, length: length + said[0].length };
}

const PARTS: Readonly<Record<string, DayPart>> = {
  matin: 'morning',
  matinee: 'morning',
  morning: 'morning',
  'apres-midi': 'afternoon',
  aprem: 'afternoon',
  afternoon: 'afternoon',
  soir: 'evening',
  soiree: 'evening',
  evening: 'evening',
  night: 'evening',
};

/** Returns the part of the day that a folded word names: "soir", "evening". */
export function dayPart(word: string): DayPart | null {
  return Object.hasOwn(PARTS, word) ? (PARTS[word] ?? null) : null;
}
