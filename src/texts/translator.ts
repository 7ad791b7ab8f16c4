import { formatDate, formatMoment, formatSlot, formatSlots, formatTime, type Slot } from '../dates/index.ts';
import {
  formatAmount,
  formatQuantity,
  formatRange,
  type QuantityRange,
  type ToldPrecision,
} from '../quantities/index.ts';
import { commandsIn, type Locale, type Setting, type TextKey, type TextValues, textIn } from './index.ts';
import { isolated } from './isolate.ts';

type DateStyle = 'long' | 'day' | 'short' | 'numeric';

/** Words things for one reader, in their language and by their region's clock. */
export interface Translator {
  readonly locale: Locale;
  readonly timeZone: string;
  text(key: TextKey, values?: TextValues): string;
  /** Words an instant: "samedi 14 novembre 2026", or shorter. */
  date(at: Date, style?: DateStyle): string;
  /** Words a calendar day, written "2026-11-14", in the same styles. */
  day(day: string, style?: DateStyle): string;
  time(at: Date): string;
  moment(at: Date, style?: DateStyle): string;
  slot(slot: Slot, style?: DateStyle): string;
  slots(slots: readonly Slot[], style?: DateStyle): string;
  /** Words a number: "1 500"; "13". */
  number(value: number): string;
  /** Words a number with its precision: "environ 60", "au moins 500". */
  quantity(value: number, precision: ToldPrecision): string;
  /** Words a sum of money without its unit: "28 200", "au moins 3 016,50". */
  amount(value: number, precision: ToldPrecision): string;
  /** Words a range: "entre 80 et 100". */
  range(range: QuantityRange): string;
  /** Words the size of a file, given in bytes: "120 ko", "1,4 Mo". A kilobyte is 1 000 bytes. */
  size(bytes: number): string;
  /** Words a share between 0 and 1: "59 %". */
  percent(share: number): string;
  /** Words a list: "a, b et c". */
  list(items: readonly string[]): string;
  /** Words a list of which one holds: "a, b ou c". */
  either(items: readonly string[]): string;
  /** Returns one that words its texts with the spaces and apostrophes that one types: for files that programs read. */
  forFiles(): Translator;
}

function formattersIn(language: string) {
  return {
    percent: new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }),
    list: new Intl.ListFormat(language, { type: 'conjunction' }),
    either: new Intl.ListFormat(language, { type: 'disjunction' }),
  } as const;
}

// They are made once: that takes far longer than to use them.
const formatters = { fr: formattersIn('fr-FR'), en: formattersIn('en-GB') } as const;

/** Returns how a command is typed, by its argument in a text: 'edition_ouvrir' for `{command_edition_ouvrir}`. */
export type CommandNames = (argument: string) => string;

/** Names a command where the reader's platform isn't known. */
export const frenchName: CommandNames = (argument) => `/${argument.replace('_', ' ').replaceAll('_', '-')}`;

export function translator(
  locale: Locale,
  timeZone: string,
  commandNames: CommandNames = frenchName,
  setting: Setting = 'printed',
): Translator {
  const formatting = { locale, timeZone };
  const apart = (item: string) => (setting === 'typed' ? item : isolated(item));
  const number = (value: number) => formatQuantity(value, 'exact', locale);
  return {
    locale,
    timeZone,
    text: (key, values) => {
      const commands = commandsIn(locale, key).map((argument) => [`command_${argument}`, commandNames(argument)]);
      return textIn(locale, key, { ...Object.fromEntries(commands), ...values }, setting);
    },
    date: (at, style) => formatDate(at, formatting, style),
    // Noon is the same day wherever the region is.
    day: (day, style) => formatDate(new Date(`${day}T12:00:00Z`), formatting, style),
    time: (at) => formatTime(at, formatting),
    moment: (at, style) => formatMoment(at, formatting, style),
    slot: (slot, style) => formatSlot(slot, formatting, style),
    slots: (slots, style) => formatSlots(slots, formatting, style),
    number,
    quantity: (value, precision) => formatQuantity(value, precision, locale),
    amount: (value, precision) => formatAmount(value, precision, locale),
    range: (range) => formatRange(range, locale),
    size(bytes) {
      const kilo = Math.max(1, Math.round(bytes / 1_000));
      return kilo < 1_000
        ? textIn(locale, 'common.size.kilo', { number: number(kilo) }, setting)
        : textIn(locale, 'common.size.mega', { number: number(Math.round(bytes / 100_000) / 10) }, setting);
    },
    percent: (share) => formatters[locale].percent.format(share),
    list: (items) => formatters[locale].list.format(items.map(apart)),
    either: (items) => formatters[locale].either.format(items.map(apart)),
    forFiles: () => translator(locale, timeZone, commandNames, 'typed'),
  };
}
