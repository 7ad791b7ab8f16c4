import { formatSlots } from '../../dates/format-slots.ts';
import type { Slot } from '../../dates/slot.ts';
import { inZone } from '../../dates/wall-clock.ts';
import { fold } from '../names/fold.ts';
import type { MomentContext } from './moment.ts';
import { momentValue } from './moment-value.ts';
import { readMoment } from './read-moment.ts';
import { calendarWordsStarting } from './words.ts';

/** One line of an autocompletion. */
export interface MomentSuggestion {
  /** Written in full in the person's language, at most 100 characters. */
  readonly label: string;
  /** ISO local, at most 100 characters; readMoment reads it back to the same slots. */
  readonly value: string;
}

/** Discord's limit for both parts of a choice. */
const MAX_CHARACTERS = 100;
/** The hours at which events usually begin, offered when a day was typed without one. */
const USUAL_HOURS = ['18:30', '18:00', '20:00', '14:00', '10:00'];
const SATURDAY = 6;

/**
 * Returns what the text typed so far can mean, likeliest first, all of it unless limited; for an empty text, the
 * edition's Saturdays. Where no hour is needed, only whole days.
 */
export function suggestMoments(
  typed: string,
  context: MomentContext,
  limit = Number.POSITIVE_INFINITY,
): MomentSuggestion[] {
  const readings =
    typed.trim() === '' ? saturdays(context) : likelyTexts(typed, context).flatMap((text) => meanings(text, context));
  const suggestions = new Map<string, MomentSuggestion>();
  for (const slots of readings) {
    if (suggestions.size >= limit) break;
    if (context.wholeDays === false && slots.some(({ allDay }) => allDay)) continue;
    if (context.timeRequired === false && slots.some(({ allDay }) => !allDay)) continue;
    const value = momentValue(slots, context.timeZone);
    const label = labelOf(slots, context);
    if (label === null || value.length > MAX_CHARACTERS || suggestions.has(value)) continue;
    suggestions.set(value, { label, value });
  }
  return [...suggestions.values()];
}

/** Returns the text itself, then with its last word or hour finished: "14 n", "14 novembre 18", "14". */
function likelyTexts(typed: string, { locale }: MomentContext): string[] {
  const text = fold(typed);
  const texts = [typed];
  if (/^\d{1,2}$/.test(text)) texts.push(locale === 'fr' ? `le ${text}` : `the ${text}`);
  const word = /(?<![a-z])[a-z]+$/.exec(text)?.[0];
  if (word) texts.push(...calendarWordsStarting(word, locale).map((name) => text.slice(0, -word.length) + name));
  if (/\D\d{1,2}$/.test(text)) texts.push(`${text}h`, `${text}:00`);
  return texts;
}

function meanings(text: string, context: MomentContext): (readonly Slot[])[] {
  const reading = readMoment(text, context);
  if (reading.ok) return [reading.value];
  const { alternatives, problem } = reading;
  const offered = alternatives.filter((slots) => context.allowPast || slots.every(({ start }) => start > context.now));
  if (problem !== 'noTime') return offered;
  const timed = USUAL_HOURS.flatMap((hour) => {
    const completed = readMoment(`${text} ${hour}`, context);
    return completed.ok ? [completed.value] : [];
  });
  return [...timed, ...offered];
}

function saturdays(context: MomentContext): (readonly Slot[])[] {
  if (!context.within) return [];
  const { timeZone, timeRequired } = context;
  const to = inZone(context.within.to, timeZone);
  const found: (readonly Slot[])[] = [];
  for (let day = inZone(context.within.from, timeZone); day < to; day = day.plus({ days: 1 })) {
    if (day.weekday !== SATURDAY) continue;
    const text = `${day.toFormat('yyyy-MM-dd')}${timeRequired === false ? '' : `T${USUAL_HOURS[0]}`}`;
    const reading = readMoment(text, context);
    if (reading.ok) found.push(reading.value);
  }
  return found;
}

function labelOf(slots: readonly Slot[], context: MomentContext): string | null {
  const full = formatSlots(slots, context);
  if (full.length <= MAX_CHARACTERS) return full;
  const short = formatSlots(slots, context, 'short');
  return short.length <= MAX_CHARACTERS ? short : null;
}
