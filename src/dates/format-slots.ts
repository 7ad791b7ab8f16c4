import { type DateStyle, dayBefore, type Formatting, formatDate, formatHours, formatSlot } from './format.ts';
import type { Slot } from './slot.ts';
import { calendarDaysBetween, localDay } from './wall-clock.ts';

/** The fewest days in a row that are told by the first and the last of them. */
const IN_A_ROW = 3;

/** A day with its hours, or a slot that lasts longer than a day or an evening, as a whole. */
interface Told {
  readonly slot: Slot;
  /** "de 10 h à 12 h", "de 14 h à 18 h"; empty for a longer slot. */
  readonly hours: readonly string[];
}

/** Days that are told together: in a row by the first and the last of them, otherwise each of them, of one month. */
interface Together {
  readonly days: readonly Told[];
  readonly inRow: boolean;
}

/**
 * Formats several slots in a row, each day said once, and once the hours that days one after the other share: "samedi 14 novembre
 * 2026 de 10 h à 12 h et de 14 h à 18 h", "du samedi 14 au lundi 16 novembre 2026, de 9 h à 17 h", "les samedi 14, lundi 16 et vendredi 20
 * novembre 2026, de 9 h à 17 h".
 */
export function formatSlots(slots: readonly Slot[], formatting: Formatting, style: DateStyle = 'long'): string {
  const told = daysOf(slots, formatting);
  const together = sharingHours(told, formatting).flatMap((days) => partsOf(days, formatting));
  if (together.length === told.length)
    return listed(
      told.flatMap((one) => dayTexts(one, formatting, style)),
      formatting,
    );
  const texts = together.map((part) => textOf(part, formatting, style));
  // What is told together holds commas and an "et" of its own.
  return texts.join(formatting.locale === 'fr' ? '\u202f; ' : '; ');
}

function daysOf(slots: readonly Slot[], formatting: Formatting): readonly Told[] {
  const told: Told[] = [];
  for (const slot of slots) {
    const hours = formatHours(slot, formatting);
    const before = told.at(-1);
    if (hours === null) told.push({ slot, hours: [] });
    else if (before && before.hours.length > 0 && isOnSameDay(before.slot, slot, formatting)) {
      told[told.length - 1] = { slot: before.slot, hours: [...before.hours, hours] };
    } else told.push({ slot, hours: [hours] });
  }
  return told;
}

/** Returns whether a slot is on the day of another, and both end on it: a night, and what follows it, say their day again. */
function isOnSameDay(before: Slot, slot: Slot, { timeZone }: Formatting): boolean {
  const day = localDay(slot.start, timeZone);
  const short = [before, slot].every(({ end, allDay }) => !allDay && (end === null || localDay(end, timeZone) === day));
  return short && localDay(before.start, timeZone) === day;
}

/** Puts together the days, one later than the other, that have the same hours. */
function sharingHours(told: readonly Told[], { timeZone }: Formatting): readonly (readonly Told[])[] {
  const shared: Told[][] = [];
  for (const one of told) {
    const run = shared.at(-1);
    const before = run?.at(-1);
    const isShared =
      before !== undefined &&
      one.hours.length > 0 &&
      before.hours.join() === one.hours.join() &&
      localDay(before.slot.start, timeZone) < localDay(one.slot.start, timeZone);
    if (run && isShared) run.push(one);
    else shared.push([one]);
  }
  return shared;
}

/** Parts days of the same hours into those in a row and, between these, those of one month. */
function partsOf(days: readonly Told[], { timeZone }: Formatting): readonly Together[] {
  const rows: Told[][] = [];
  for (const one of days) {
    const row = rows.at(-1);
    const before = row?.at(-1);
    if (row && before && calendarDaysBetween(before.slot.start, one.slot.start, timeZone) === 1) row.push(one);
    else rows.push([one]);
  }
  const parts: { readonly days: Told[]; readonly inRow: boolean }[] = [];
  for (const row of rows) {
    if (row.length >= IN_A_ROW) {
      parts.push({ days: row, inRow: true });
      continue;
    }
    for (const one of row) {
      const part = parts.at(-1);
      const month = (told: Told | undefined) => told && localDay(told.slot.start, timeZone).slice(0, -'-01'.length);
      if (part && !part.inRow && month(part.days.at(-1)) === month(one)) part.days.push(one);
      else parts.push({ days: [one], inRow: false });
    }
  }
  return parts;
}

function textOf({ days, inRow }: Together, formatting: Formatting, style: DateStyle): string {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return '';
  if (first === last) return listed(dayTexts(first, formatting, style), formatting);
  const isFrench = formatting.locale === 'fr';
  const before = (one: Told) => dayBefore(one.slot.start, last.slot.start, formatting, style);
  const end = formatDate(last.slot.start, formatting, style);
  const which = inRow
    ? `${isFrench ? 'du ' : ''}${before(first)} ${isFrench ? 'au' : 'to'} ${end}`
    : `${isFrench ? 'les ' : ''}${days.slice(0, -1).map(before).join(', ')} ${isFrench ? 'et' : 'and'} ${end}`;
  return `${which}, ${listed(first.hours, formatting)}`;
}

/** Returns a day with its first hours, and its further ones, which say it no more. */
function dayTexts({ slot, hours }: Told, formatting: Formatting, style: DateStyle): readonly string[] {
  return [formatSlot(slot, formatting, style), ...hours.slice(1)];
}

function listed(texts: readonly string[], { locale }: Formatting): string {
  const last = texts.at(-1);
  if (last === undefined || texts.length === 1) return last ?? '';
  // English dates already hold a comma before the hour.
  const [comma, and] = locale === 'fr' ? [', ', ' et '] : ['; ', ' and '];
  return `${texts.slice(0, -1).join(comma)}${and}${last}`;
}
