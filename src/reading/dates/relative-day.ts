import * as english from 'chrono-node/en';
import * as french from 'chrono-node/fr';
import { type CalendarDay, inZone } from '../../dates/wall-clock.ts';
import { matchAt } from './match-at.ts';

const PHRASE =
  /(?:dans|d'ici|in|il y a) [a-z0-9 ]{1,20}?(?:jours?|semaines?|mois|days?|weeks?|months?)(?: ago)?(?![a-z])|(?:\d{1,3}|an?|one|two|three) (?:days?|weeks?|months?) ago(?![a-z])/y;

/** A distance found at a place of the text ("dans deux semaines", "in 3 days"), and the length of its text. */
export interface RelativeMatch {
  readonly day: CalendarDay;
  readonly length: number;
}

/**
 * Reads a distance at a place of the text. The vocabulary is chrono's, which knows both languages; only its day is
 * taken. Dates and hours have a grammar of our own, because chrono silently passes over what it doesn't understand
 * ("midi", "20 h 15").
 */
export function relativeDayAt(text: string, at: number, now: Date, timeZone: string): RelativeMatch | null {
  const phrase = matchAt(PHRASE, text, at)?.[0];
  if (!phrase) return null;
  const local = inZone(now, timeZone);
  const spelt = phrase.replace(/\bhuit\b/, '8').replace(/\bquinze\b/, '15');
  for (const language of [french, english]) {
    const [found, ...others] = language.parse(spelt, { instant: now, timezone: local.offset });
    if (!found || others.length > 0 || found.text !== spelt) continue;
    const [year, month, day] = [found.start.get('year'), found.start.get('month'), found.start.get('day')];
    if (year !== null && month !== null && day !== null) return { day: { year, month, day }, length: phrase.length };
  }
  return null;
}
