import { en } from './en.js';
import { fr } from './fr.js';

const all = { fr, en };
export const languages = Object.keys(all);

/** The language of the trial's regions: what is said there in front of everybody. */
export const regionLanguage = 'fr';

export const wordsIn = (language) => all[language];

/** Returns the first of these languages that the page speaks, French where it speaks none of them. */
export function spokenOf(wished) {
  const found = wished.map((one) => one.toLowerCase().split('-')[0]).find((one) => languages.includes(one));
  return found ?? regionLanguage;
}
