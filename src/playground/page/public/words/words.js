/** The languages of the page, each under its own name. */
export const languageNames = { fr: 'Français', en: 'English' };

/** The language of the trial's regions: what is said there in front of everybody. */
export const regionLanguage = 'fr';

/** Each language is fetched once somebody reads it. */
const files = { fr: () => import('./fr.js'), en: () => import('./en.js') };

export async function wordsIn(language) {
  const file = await files[language]();
  return file[language];
}

/** Returns the first of these languages that the page speaks, French where it speaks none of them. */
export function spokenOf(wished) {
  const found = wished.map((one) => one.toLowerCase().split('-')[0]).find((one) => Object.hasOwn(languageNames, one));
  return found ?? regionLanguage;
}
