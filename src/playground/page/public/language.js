import { languageNames, spokenOf, wordsIn } from './words/words.js';

/** Where the browser keeps the language that was chosen here. */
const KEPT = 'language';

/** The language of the frame: the one that was chosen, or the first of the browser's own that the page speaks. */
export const language = spokenOf([localStorage.getItem(KEPT), ...navigator.languages].filter((one) => one !== null));
export const words = await wordsIn(language);

/** The language that the page speaks, too. */
export const otherLanguage = Object.keys(languageNames).find((one) => one !== language);

/** Turns the page to its other language, from now on: it is loaded again, and goes on where it was. */
export function turnToOther() {
  localStorage.setItem(KEPT, otherLanguage);
  location.reload();
}

/** Writes words into the parts of the page whose `data-words` or `data-label` names them: "pane.back". */
export function fill(within, given) {
  const named = (name) => name.split('.').reduce((group, key) => group[key], given);
  for (const part of within.querySelectorAll('[data-words]')) part.textContent = named(part.dataset.words);
  for (const part of within.querySelectorAll('[data-label]')) {
    part.setAttribute('aria-label', named(part.dataset.label));
  }
}
