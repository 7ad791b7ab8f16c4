import type { Locale } from '../../dates/slot.ts';
import { fold } from '../names/fold.ts';
import type { Reading } from '../reading.ts';
import { bareHour, clockAt } from './clock-time.ts';

export type TimeReading = Reading<string, 'unreadable'>;

const BEFORE = /^(?:a|at|from|de|des|vers|jusqu'a|until|till) (?=[\dmn])/;
const BARE = /^\d{1,2}$/;

/**
 * Reads a time of day as people write it, as "HH:mm": "21 h 30", "22h", "minuit", "8", "9.30pm". `half`: which half of
 * the day an English "at 9" means.
 */
export function readTimeOfDay(typed: string, locale: Locale, half: 'morning' | 'evening'): TimeReading {
  const text = fold(typed).replace(BEFORE, '');
  const bare = BARE.test(text) ? bareHour(Number(text), locale) : null;
  const found = bare ? { time: bare, length: text.length } : clockAt(text, 0, locale, true);
  if (!found?.time || found.length !== text.length) return { ok: false, problem: 'unreadable' };
  const { hour, minute, form } = found.time;
  // Midnight is both ends of a day, but one time on a clock.
  const shown = form === 'open' ? (hour + (half === 'evening' ? 12 : 0)) % 24 : hour % 24;
  return { ok: true, value: `${String(shown).padStart(2, '0')}:${String(minute).padStart(2, '0')}` };
}
