import type { QuantityRange, ToldPrecision } from './quantity.ts';

const WORDS = {
  fr: { estimated: 'environ ', at_least: 'au moins ', exact: '' },
  en: { estimated: 'about ', at_least: 'at least ', exact: '' },
} as const;

// Making a formatter takes a hundred times as long as formatting, and lists have a number in each row.
const NUMBERS = { fr: new Intl.NumberFormat('fr-FR'), en: new Intl.NumberFormat('en-GB') } as const;

const CENTS = {
  fr: new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
} as const;

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

/** Formats a sum of money in euros with its precision, with cents where it has some: "28 200", "au moins 3 016,50". */
export function formatAmount(value: number, precision: ToldPrecision, locale: 'fr' | 'en'): string {
  if (Number.isInteger(value)) return formatQuantity(value, precision, locale);
  return `${WORDS[locale][precision]}${CENTS[locale].format(value)}`;
}
