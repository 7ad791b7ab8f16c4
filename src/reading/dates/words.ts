/** Calendar words of both languages, folded. Which of "mar" (mardi, March) is meant depends on the language. */

import type { Locale } from '../../dates/slot.ts';
import { withinEdits } from '../names/edit-distance.ts';

const MONTHS: Record<Locale, readonly (readonly string[])[]> = {
  fr: [
    ['janvier', 'janv', 'jan'],
    ['fevrier', 'fevr', 'fev'],
    ['mars'],
    ['avril', 'avr'],
    ['mai'],
    ['juin'],
    ['juillet', 'juil'],
    ['aout'],
    ['septembre', 'sept', 'sep'],
    ['octobre', 'oct'],
    ['novembre', 'nov'],
    ['decembre', 'dec'],
  ],
  en: [
    ['january', 'jan'],
    ['february', 'feb'],
    ['march', 'mar'],
    ['april', 'apr'],
    ['may'],
    ['june', 'jun'],
    ['july', 'jul'],
    ['august', 'aug'],
    ['september', 'sept', 'sep'],
    ['october', 'oct'],
    ['november', 'nov'],
    ['december', 'dec'],
  ],
};

// The week begins on Monday, as in ISO 8601.
const WEEKDAYS: Record<Locale, readonly (readonly string[])[]> = {
  fr: [
    ['lundi', 'lun'],
    ['mardi', 'mar'],
    ['mercredi', 'mer'],
    ['jeudi', 'jeu'],
    ['vendredi', 'ven', 'vend'],
    ['samedi', 'sam'],
    ['dimanche', 'dim'],
  ],
  en: [
    ['monday', 'mon'],
    ['tuesday', 'tue', 'tues'],
    ['wednesday', 'wed'],
    ['thursday', 'thu', 'thur', 'thurs'],
    ['friday', 'fri'],
    ['saturday', 'sat'],
    ['sunday', 'sun'],
  ],
};

export type CalendarWord = { readonly kind: 'month' | 'weekday'; readonly value: number };

function lexicon(first: Locale, second: Locale): ReadonlyMap<string, CalendarWord> {
  const words = new Map<string, CalendarWord>();
  // The last entry wins, which is that of the person's own language.
  for (const locale of [second, first]) {
    for (const [kind, list] of [['month', MONTHS[locale]] as const, ['weekday', WEEKDAYS[locale]] as const]) {
      list.forEach((names, index) => {
        for (const name of names) words.set(name, { kind, value: index + 1 });
      });
    }
  }
  return words;
}

const LEXICON: Record<Locale, ReadonlyMap<string, CalendarWord>> = {
  fr: lexicon('fr', 'en'),
  en: lexicon('en', 'fr'),
};

/**
 * Returns the month (1–12) or weekday (1 Monday – 7 Sunday) of a word: "novembre", "nov", "sam"; "samdi" and "novenbre"
 * too.
 */
export function calendarWord(word: string, locale: Locale): CalendarWord | null {
  return LEXICON[locale].get(word) ?? misspelt(word, locale);
}

/**
 * Returns the month and weekday names of the language with this prefix, "nov" → "novembre", to complete what is being
 * typed.
 */
export function calendarWordsStarting(prefix: string, locale: Locale): string[] {
  return [...MONTHS[locale], ...WEEKDAYS[locale]].flatMap(([name]) => (name?.startsWith(prefix) ? [name] : []));
}

/** Finds a full name with one letter missing, too many, wrong or swapped; short words are too alike to guess. */
function misspelt(word: string, locale: Locale): CalendarWord | null {
  if (word.length < 5) return null;
  for (const [name, meaning] of LEXICON[locale]) {
    if (name.length >= 5 && withinEdits(word, name, 1)) return meaning;
  }
  return null;
}
