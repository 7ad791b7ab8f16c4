import type { Precision } from './read-quantity.ts';

const WORDS = {
  fr: { estimated: 'environ ', at_least: 'au moins ', exact: '' },
  en: { estimated: 'about ', at_least: 'at least ', exact: '' },
} as const;

/** "1 500", "environ 60", "au moins 500" (groups of digits held together by a narrow no-break space); "about 60". */
export function formatQuantity(value: number, precision: Precision, locale: 'fr' | 'en'): string {
  return `${WORDS[locale][precision]}${new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB').format(value)}`;
}
