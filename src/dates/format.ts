import type { DateTime } from 'luxon';
import type { Locale, Slot } from './slot.ts';
import { addDaysAt, clockFace, type HourMinute, inZone, isShownTwice, localDay } from './wall-clock.ts';

/** The reader's language and the time zone. */
export interface Formatting {
  readonly locale: Locale;
  readonly timeZone: string;
}

/** long "samedi 14 novembre 2026", day "14 novembre", short "sam. 14 nov.", numeric "14/11/2026". */
export type DateStyle = 'long' | 'day' | 'short' | 'numeric';

// French sets a non-breaking space before and after the "h" of an hour.
const NBSP = '\u00a0';

/** The most days that are remembered: those of several editions, as they are written in each language and style. */
const REMEMBERED = 4_000;

/** By language, style and day, how that day is written: names of days and months are slow to ask for, and a list names few days. */
const dayTexts = new Map<string, string>();

/** Formats the day of an instant. */
export function formatDate(at: Date, { locale, timeZone }: Formatting, style: DateStyle = 'long'): string {
  const key = `${locale} ${style} ${localDay(at, timeZone)}`;
  const known = dayTexts.get(key);
  if (known !== undefined) return known;
  const text = dayText(inZone(at, timeZone).setLocale(locale === 'fr' ? 'fr-FR' : 'en-GB'), style, locale);
  if (dayTexts.size >= REMEMBERED) dayTexts.clear();
  dayTexts.set(key, text);
  return text;
}

/** Formats the hour of an instant: "18 h 30", "20 h", "18 h 04"; "6.30 pm", "8 pm", "noon". */
export function formatTime(at: Date, { locale, timeZone }: Formatting): string {
  return timeText(clockFace(at, timeZone), locale);
}

/**
 * Formats an instant: "samedi 14 novembre 2026 à 18 h 30", in the hour that comes twice "à 2 h 30 (heure d'été)"; "…,
 * 6.30 pm".
 */
export function formatMoment(at: Date, formatting: Formatting, style: DateStyle = 'long'): string {
  const hour = hourText(at, formatting);
  return `${formatDate(at, formatting, style)}${formatting.locale === 'fr' ? ' à ' : ', '}${hour}`;
}

/**
 * Formats a slot: "samedi 14 novembre 2026 de 18 h 30 à 20 h", "du samedi 14 novembre 2026 à 18 h au dimanche 15
 * novembre 2026 à 10 h", "samedi 14 novembre 2026, toute la journée", "du samedi 14 novembre 2026 au lundi 16 novembre
 * 2026".
 */
export function formatSlot(slot: Slot, formatting: Formatting, style: DateStyle = 'long'): string {
  const { locale } = formatting;
  const words = WORDS[locale];
  const date = (at: Date) => formatDate(at, formatting, style);
  const hours = formatHours(slot, formatting);
  if (hours !== null) return `${date(slot.start)}${locale === 'fr' && !slot.allDay ? ' ' : ', '}${hours}`;
  if (slot.allDay) return `${words.from}${date(slot.start)} ${words.until} ${date(lastDayOf(slot, formatting))}`;
  const end = formatMoment(slot.end ?? slot.start, formatting, style);
  return `${words.from}${formatMoment(slot.start, formatting, style)} ${words.until} ${end}`;
}

/** Formats the hours of a slot of one day or evening: "de 18 h 30 à 20 h", "à 18 h", "toute la journée". Null for a longer one. */
export function formatHours(slot: Slot, formatting: Formatting): string | null {
  const words = WORDS[formatting.locale];
  const { start, end, allDay } = slot;
  if (allDay) return lastDayOf(slot, formatting).getTime() <= start.getTime() ? words.allDay : null;
  if (end === null) return `${words.atTime}${hourText(start, formatting)}`;
  if (!sameEvening(start, end, formatting.timeZone)) return null;
  return `${words.fromTime}${hourText(start, formatting)} ${words.toTime} ${endText(start, end, formatting)}`;
}

function lastDayOf({ start, end }: Slot, { timeZone }: Formatting): Date {
  return end === null ? start : inZone(end, timeZone).minus({ days: 1 }).toJSDate();
}

/** Formats the first and last day of a period, with month and year said once: "lundi 1er", "mardi 30 novembre 2027". */
export function formatPeriod(
  first: Date,
  last: Date,
  formatting: Formatting,
): { readonly from: string; readonly to: string } {
  return { from: dayBefore(first, last, formatting), to: formatDate(last, formatting) };
}

/** The words of a date that stay where another follows that has the same month, or the same year. */
const LEAST: Readonly<Record<DateStyle, number>> = { long: 2, day: 1, short: 2, numeric: 1 };

/** Formats a day without the month and the year that it shares with the date that is said after it: "lundi 1er", "14". */
export function dayBefore(at: Date, last: Date, formatting: Formatting, style: DateStyle = 'long'): string {
  const [words, ending] = [at, last].map((one) => formatDate(one, formatting, style).split(' ')) as [
    string[],
    string[],
  ];
  while (words.length > LEAST[style] && words.at(-1) === ending[words.length - 1]) words.pop();
  return words.join(' ');
}

const WORDS = {
  fr: {
    ...{
      from: 'du ',
      until: 'au',
      fromTime: 'de ',
      atTime: 'à ',
      toTime: 'à',
      allDay: 'toute la journée',
      midnight: 'minuit',
    },
    ...{ summer: 'heure d’été', winter: 'heure d’hiver' },
  },
  en: {
    ...{ from: '', until: 'to', fromTime: '', atTime: '', toTime: 'to', allDay: 'all day', midnight: 'midnight' },
    ...{ summer: 'summer time', winter: 'winter time' },
  },
} as const;

/**
 * Returns whether two times belong to one evening: a party until 2 in the morning is an evening of one day to
 * everybody.
 */
function sameEvening(from: Date, to: Date, timeZone: string): boolean {
  const day = localDay(to, timeZone);
  if (localDay(from, timeZone) === day) return true;
  if (localDay(addDaysAt(from, 1, timeZone), timeZone) !== day) return false;
  const [start, end] = [clockFace(from, timeZone), clockFace(to, timeZone)];
  return (end.hour === 0 && end.minute === 0) || (start.hour >= 17 && end.hour < 6);
}

function endText(start: Date, end: Date, formatting: Formatting): string {
  const { timeZone } = formatting;
  const { hour, minute } = clockFace(end, timeZone);
  const atMidnight = hour === 0 && minute === 0 && localDay(start, timeZone) !== localDay(end, timeZone);
  return atMidnight ? WORDS[formatting.locale].midnight : hourText(end, formatting);
}

/** Formats the hour, and says which of the two is meant where the clock shows it twice. */
function hourText(at: Date, { locale, timeZone }: Formatting): string {
  const hour = timeText(clockFace(at, timeZone), locale);
  if (!isShownTwice(at, timeZone)) return hour;
  return `${hour} (${WORDS[locale][inZone(at, timeZone).isInDST ? 'summer' : 'winter']})`;
}

/** Removes "(heure d'été)" and the like, which nobody types. */
export function withoutSeason(text: string): string {
  return text.replace(/ \((?:heure d['’]été|heure d['’]hiver|summer time|winter time)\)/g, '');
}

function dayText(local: DateTime, style: DateStyle, locale: Locale): string {
  if (style === 'numeric') return local.toFormat('dd/MM/yyyy');
  const day = locale === 'fr' && local.day === 1 ? '1er' : String(local.day);
  if (style === 'day') return `${day} ${local.toFormat('LLLL')}`;
  if (style === 'short') return `${local.toFormat('ccc')} ${day} ${local.toFormat('LLL')}`;
  return `${local.toFormat('cccc')} ${day} ${local.toFormat('LLLL yyyy')}`;
}

function timeText({ hour, minute }: HourMinute, locale: Locale): string {
  const minuteText = String(minute).padStart(2, '0');
  if (locale === 'fr') return minute === 0 ? `${hour}${NBSP}h` : `${hour}${NBSP}h${NBSP}${minuteText}`;
  if (hour === 12 && minute === 0) return 'noon';
  const half = hour < 12 ? 'am' : 'pm';
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  return minute === 0 ? `${twelve} ${half}` : `${twelve}.${minuteText} ${half}`;
}
