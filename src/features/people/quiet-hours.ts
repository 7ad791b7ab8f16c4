import { refuseAll, UserError } from '../../chat/user-error.ts';
import type { QuietHours } from '../../dates/index.ts';
import { fold, readTimeOfDay } from '../../reading/index.ts';
import { usualQuietHours } from '../../schedule/by-day.ts';
import type { Locale } from '../../texts/index.ts';

/** Equal ends mean that there are none. */
const noQuietHours: QuietHours = { from: '00:00', to: '00:00' };

const NONE = /^(?:jamais|aucune?|non|rien|pas d'heures? calmes?|never|none|no|off)$/;
const DAY = 24 * 60;
/**
 * The least time of each day, in minutes, in which somebody can be written to. Otherwise nothing would ever reach
 * them.
 */
const LEAST_OPEN = 2 * 60;

export function hasNoQuietHours({ from, to }: QuietHours): boolean {
  return from === to;
}

/**
 * Reads quiet hours as typed. An end that wasn't typed stays as it was; "Jamais" means none.
 * @throws UserError about the field `from` or `until`
 */
export function readQuietHours(
  { from, until }: { readonly from: string | undefined; readonly until: string | undefined },
  before: QuietHours,
  locale: Locale,
): QuietHours {
  if (from !== undefined && NONE.test(fold(from))) return noQuietHours;
  const known = hasNoQuietHours(before) ? usualQuietHours : before;
  const evening = from === undefined ? null : readTimeOfDay(from, locale, 'evening');
  const morning = until === undefined ? null : readTimeOfDay(until, locale, 'morning');
  refuseAll([
    ...(evening?.ok === false ? [unreadable(from, 'from')] : []),
    ...(morning?.ok === false ? [unreadable(until, 'until')] : []),
  ]);
  const quiet = { from: evening?.ok ? evening.value : known.from, to: morning?.ok ? morning.value : known.to };
  if (hasNoQuietHours(quiet)) throw new UserError('people.errors.quietSame', {}, 'until');
  if (DAY - quietMinutes(quiet).size < LEAST_OPEN) throw new UserError('people.errors.quietTooLong', {}, 'until');
  return quiet;
}

function unreadable(typed = '', field: 'from' | 'until'): UserError {
  return new UserError('people.errors.quietTime', { typed }, field);
}

/** Returns the quiet hours of a row; null where none were chosen. */
export function quietOf({
  quietFrom: from,
  quietTo: to,
}: {
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
}): QuietHours | null {
  return from !== null && to !== null ? { from, to } : null;
}

export function isSameQuiet(one: QuietHours | null, other: QuietHours | null): boolean {
  return one?.from === other?.from && one?.to === other?.to;
}

/** Combines what the persons of two joined accounts have chosen; null where neither has chosen any quiet hours. */
export function stricterChoice(one: QuietHours | null, other: QuietHours | null): QuietHours | null {
  return one && other ? stricterQuietHours(one, other) : (one ?? other);
}

/**
 * Combines the quiet hours of two joined accounts: both together when they form one stretch of time, otherwise the
 * longer.
 */
export function stricterQuietHours(one: QuietHours, other: QuietHours): QuietHours {
  const both = new Set([...quietMinutes(one), ...quietMinutes(other)]);
  const [from, ...moreStarts] = [...both].filter((minute) => !both.has((minute + DAY - 1) % DAY));
  const [last] = [...both].filter((minute) => !both.has((minute + 1) % DAY));
  const asOne = from !== undefined && last !== undefined && moreStarts.length === 0;
  if (asOne && DAY - both.size >= LEAST_OPEN) return { from: clock(from), to: clock((last + 1) % DAY) };
  return quietMinutes(other).size > quietMinutes(one).size ? other : one;
}

/** Returns the minutes of the day that lie within quiet hours. */
function quietMinutes({ from, to }: QuietHours): Set<number> {
  const [start, end] = [minuteOf(from), minuteOf(to)];
  return new Set(Array.from({ length: (end - start + DAY) % DAY }, (_, index) => (start + index) % DAY));
}

function minuteOf(time: string): number {
  const [hour = '', minute = ''] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
