import type { QuantityRange, ToldPrecision } from './quantity.ts';

const WORDS = {
  fr: { estimated: 'environ ', at_least: 'au moins ', exact: '' },
  en: { estimated: 'about ', at_least: 'at least ', exact: '' },
} as const;

// Making a formatter takes a hundred times as long as formatting, and lists have a number in each row.
const NUMBERS = { fr: new Intl.NumberFormat('fr-FR'), en: new Intl.NumberFormat('en-GB') } as const;

const RANGES = {
  fr: (from: string, to: string) => `entre ${from} et ${to}`,
  en: (from: string, to: string) => `between ${from} and ${to}`,
} as const;

/** Formats a range: "entre 80 et 100". */
export function formatRange({ from, to }: QuantityRange, locale: 'fr' | 'en'): string {
  return RANGES[locale](formatQuantity(from, 'exact', locale), formatQuantity(to, 'exact', locale));
}

/**
 * Formats a number with its precision: "1 500", "environ 60", "au moins 500", "about 60". Groups of digits are held
 * together by a narrow non-breaking space.
 */
export function formatQuantity(value: number, precision: ToldPrecision, locale: 'fr' | 'en'): string {
  return `${WORDS[locale][precision]}${NUMBERS[locale].format(value)}`;
}
