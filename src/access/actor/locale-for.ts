import type { Locale } from '../../texts/index.ts';
import type { Region } from '../region/region.ts';

/** Returns the language a person chose; otherwise the one last seen on their platform, otherwise the region's. */
export function localeFor(
  person: { readonly locale: string | null; readonly seenLocale: string | null },
  region: Region,
) {
  return localeOf(person.locale) ?? localeOf(person.seenLocale) ?? region.locale;
}

function localeOf(text: string | null): Locale | null {
  return text === 'fr' || text === 'en' ? text : null;
}
