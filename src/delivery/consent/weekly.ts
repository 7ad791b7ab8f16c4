import { dayAfterAt } from '../../dates/index.ts';
import { allowances, MAX_WEEKLY, type UnsolicitedKind } from './consent.ts';

/** The length of the counted week: today and the six days before. */
const DAYS = 7;

/** Returns the time from which unasked messages count. */
export function countedFrom(now: Date, timeZone: string): Date {
  return dayAfterAt(now, 1 - DAYS, '00:00', timeZone);
}

/** An unasked message, and when it reached its reader or is to. */
export interface Disturbance {
  /** One of the present kinds, or one that an older version stored. */
  readonly kind: string | null;
  readonly at: Date;
}

/**
 * Returns the day, at this time, from which somebody may be written to unasked again about this; null when they may
 * now.
 * @param sent the messages that were sent to them, of those that count.
 */
export function freeAgainAt(
  kind: UnsolicitedKind,
  sent: readonly Disturbance[],
  time: string,
  timeZone: string,
): Date | null {
  const { weekly } = allowances[kind];
  if (weekly === null) return null;
  const counted = sent.filter((one) => weeklyOf(one.kind) !== null).toSorted((a, b) => b.at.getTime() - a.at.getTime());
  const alike = counted.filter((one) => weeklyOf(one.kind) === weekly);
  // Fewer count once these are a week old.
  const last = [alike[weekly - 1], counted[MAX_WEEKLY - 1]].flatMap((one) => one?.at.getTime() ?? []);
  return last.length > 0 ? dayAfterAt(new Date(Math.max(...last)), DAYS, time, timeZone) : null;
}

const known: ReadonlyMap<string | null, { readonly weekly: number | null }> = new Map(Object.entries(allowances));

function weeklyOf(kind: string | null): number | null {
  return (known.get(kind) ?? allowances.announcement).weekly;
}
