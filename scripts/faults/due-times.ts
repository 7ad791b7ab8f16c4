import { atLocalTime } from '../../src/dates/index.ts';
import type { Random } from './random.ts';

const ZONE = 'Europe/Paris';

/** The days around both clock changes of 2026: the 29th of March has no half past two, the 25th of October has two. */
export const SEASONS = [
  ['2026-03-28', '2026-03-29', '2026-03-30'],
  ['2026-10-24', '2026-10-25', '2026-10-26'],
] as const;

/** A reminder planned for a time by the clock on the wall. */
export interface DueTime {
  readonly subject: string;
  readonly day: string;
  readonly time: string;
  readonly at: Date;
  /** The moment from which it would be pointless; null when there is none. */
  readonly expires: Date | null;
}

const MINUTE_MS = 60_000;

/**
 * Returns so many due times, at all times of day, a fifth of them in the hours of the clock changes; a third becomes
 * pointless after a while.
 */
export function dueTimes(count: number, random: Random): readonly DueTime[] {
  return Array.from({ length: count }, (_, index): DueTime => {
    const days = random.of(SEASONS);
    const changing = random.chance(0.2);
    const day = changing ? days[1] : random.of(days);
    const hour = changing ? random.between(1, 3) : random.between(0, 23);
    const time = `${String(hour).padStart(2, '0')}:${String(random.between(0, 11) * 5).padStart(2, '0')}`;
    const at = atLocalTime(day, time, ZONE);
    const expires = random.chance(1 / 3) ? new Date(at.getTime() + random.between(10, 120) * MINUTE_MS) : null;
    return { subject: `reminder-${index}`, day, time, at, expires };
  });
}

/** Formats a moment as a wall clock in France shows it, by the platform's own time zone data. */
export function onTheWall(moment: Date): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' });
  return format.format(moment);
}

/** Returns whether it is half past two on the night that has none. */
export function isSkipped({ day, time }: DueTime): boolean {
  return day === SEASONS[0][1] && time.startsWith('02:');
}
