import { formatDate, formatSlot, formatTime, withoutSeason } from '../../dates/format.ts';
import { formatSlots } from '../../dates/format-slots.ts';
import type { Locale, Slot } from '../../dates/slot.ts';
import { inZone } from '../../dates/wall-clock.ts';
import { isoMoment } from './iso-moment.ts';
import { MomentRefusal } from './moment-spec.ts';
import { momentValue } from './moment-value.ts';
import { readMoment } from './read-moment.ts';

interface Writing {
  readonly locale: Locale;
  readonly timeZone: string;
}

/** The most characters in a line of a form. */
const MAX_LENGTH = 200;

/**
 * Writes dates as somebody would type them, "samedi 13 novembre 2027 14 h-17 h", to be corrected in a form. readMoment
 * reads it back to the same slots. Only the hour that comes twice stays as momentValue writes it.
 */
export function typedMoment(slots: readonly Slot[], writing: Writing): string {
  const value = momentValue(slots, writing.timeZone);
  const texts = [brief(slots, writing, 'long'), sentence(slots, writing), brief(slots, writing, 'numeric')];
  return texts.find((text) => text.length <= MAX_LENGTH && readsAs(text, value, writing)) ?? value;
}

/** Writes a picked or chosen date as somebody would type it; returns typed text as it is. */
export function typedForm(text: string, writing: Writing): string {
  const slots = valueSlots(text, writing.timeZone);
  if (!slots) return text;
  const [day] = slots;
  // This is a day alone, without its hour.
  if (day?.allDay && /^[\d-]+$/.test(text.trim())) return formatDate(day.start, writing);
  return typedMoment(slots, writing);
}

function valueSlots(text: string, timeZone: string): readonly Slot[] | null {
  try {
    return isoMoment(text, timeZone, false)?.slots ?? null;
  } catch (error) {
    if (error instanceof MomentRefusal) return null;
    throw error;
  }
}

function readsAs(text: string, value: string, { locale, timeZone }: Writing): boolean {
  const read = readMoment(text, { now: new Date(0), timeZone, locale, allowPast: true });
  return read.ok && momentValue(read.value, timeZone) === value;
}

function sentence(slots: readonly Slot[], writing: Writing): string {
  return withoutSeason(formatSlots(slots, writing)).replace(/[\u00a0\u202f]/g, ' ');
}

/**
 * Writes each day once, with its hours: "samedi 13 novembre 2027 10 h-12 h et 14 h-18 h, dimanche 14 novembre 2027 14 h".
 */
function brief(slots: readonly Slot[], writing: Writing, style: 'long' | 'numeric'): string {
  const and = writing.locale === 'fr' ? ' et ' : ' and ';
  let text = '';
  let before = '';
  for (const slot of slots) {
    const day = formatDate(slot.start, writing, style);
    const hours = hoursOf(slot, writing);
    const part = hours === null ? longSlot(slot, writing, style, slots.length > 1) : `${day} ${hours}`;
    text += text === '' ? part : hours !== null && day === before ? `${and}${hours}` : `, ${part}`;
    before = hours === null ? '' : day;
  }
  return text;
}

/**
 * Writes one slot. Beside others, days without hours say so: otherwise the hours of the next ones would hold for them
 * too.
 */
function longSlot(slot: Slot, writing: Writing, style: 'long' | 'numeric', besideOthers: boolean): string {
  const text = withoutSeason(formatSlot(slot, writing, style)).replace(/[\u00a0\u202f]/g, ' ');
  const allDay = writing.locale === 'fr' ? ', toute la journée' : ', all day';
  return slot.allDay && besideOthers && !text.endsWith(allDay) ? text + allDay : text;
}

/** Writes the hours of a slot, "14 h-17 h 30"; null for one that lasts several days. */
function hoursOf({ start, end, allDay }: Slot, writing: Writing): string | null {
  if (allDay) return null;
  // "2pm-5pm" is how the English write it; the French keep the space.
  const hour = (at: Date) => formatTime(at, writing).replace(/[\u00a0\u202f ]/g, writing.locale === 'fr' ? ' ' : '');
  if (end === null) return hour(start);
  const [from, to] = [inZone(start, writing.timeZone), inZone(end, writing.timeZone)];
  if (!from.hasSame(to, 'day') && !(from.plus({ days: 1 }).hasSame(to, 'day') && from.hour >= 17 && to.hour < 6)) {
    return null;
  }
  return `${hour(start)}-${hour(end)}`;
}
