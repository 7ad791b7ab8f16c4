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
  const { locale, timeZone } = formatting;
  const words = WORDS[locale];
  const date = (at: Date) => formatDate(at, formatting, style);
  if (slot.allDay) {
    const lastDay = slot.end === null ? slot.start : inZone(slot.end, timeZone).minus({ days: 1 }).toJSDate();
    if (lastDay.getTime() <= slot.start.getTime()) return `${date(slot.start)}, ${words.allDay}`;
    return `${words.from}${date(slot.start)} ${words.until} ${date(lastDay)}`;
  }
  if (slot.end === null) return formatMoment(slot.start, formatting, style);
  if (sameEvening(slot.start, slot.end, timeZone)) {
    return `${date(slot.start)}${words.fromTime}${hourText(slot.start, formatting)} ${words.toTime} ${endText(slot.start, slot.end, formatting)}`;
  }
  return `${words.from}${formatMoment(slot.start, formatting, style)} ${words.until} ${formatMoment(slot.end, formatting, style)}`;
}

/** Formats the first and last day of a period, with month and year said once: "lundi 1er", "mardi 30 novembre 2027". */
export function formatPeriod(
  first: Date,
  last: Date,
  formatting: Formatting,
): { readonly from: string; readonly to: string } {
  const to = formatDate(last, formatting).split(' ');
  const from = formatDate(first, formatting).split(' ');
  while (from.length > 2 && from.at(-1) === to[from.length - 1]) from.pop();
  return { from: from.join(' '), to: to.join(' ') };
}

/** Formats several slots in a row, each day said once: "samedi 14 novembre 2026 de 10 h à 12 h et de 14 h à 18 h". */
export function formatSlots(slots: readonly Slot[], formatting: Formatting, style: DateStyle = 'long'): string {
  const texts = slots.map((slot, index) => {
    const before = slots[index - 1];
    const full = formatSlot(slot, formatting, style);
    return before && followsOnSameDay(before, slot, formatting) ? withoutDate(full, slot, formatting, style) : full;
  });
  const last = texts.pop();
  if (last === undefined) return '';
  // English dates already hold a comma before the hour.
  const [comma, and] = formatting.locale === 'fr' ? [', ', ' et '] : ['; ', ' and '];
  return texts.length === 0 ? last : `${texts.join(comma)}${and}${last}`;
}

function followsOnSameDay(before: Slot, slot: Slot, { timeZone }: Formatting): boolean {
  const day = localDay(slot.start, timeZone);
  const short = [before, slot].every(({ end, allDay }) => !allDay && (end === null || localDay(end, timeZone) === day));
  return short && localDay(before.start, timeZone) === day;
}

function withoutDate(full: string, slot: Slot, formatting: Formatting, style: DateStyle): string {
  return full.slice(formatDate(slot.start, formatting, style).length).replace(/^,? /, '');
}

const WORDS = {
  fr: {
    ...{ from: 'du ', until: 'au', fromTime: ' de ', toTime: 'à', allDay: 'toute la journée', midnight: 'minuit' },
    ...{ summer: 'heure d’été', winter: 'heure d’hiver' },
  },
  en: {
    ...{ from: '', until: 'to', fromTime: ', ', toTime: 'to', allDay: 'all day', midnight: 'midnight' },
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
