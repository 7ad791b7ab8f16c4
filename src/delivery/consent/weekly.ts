import { dayAfterAt } from '../../dates/index.ts';
import { allowances, MAX_WEEKLY, type UnsolicitedKind } from './consent.ts';

/** Today and the six days before. */
const DAYS = 7;

/** From when on what was sent unasked counts. */
export function countedFrom(now: Date, timeZone: string): Date {
  return dayAfterAt(now, 1 - DAYS, '00:00', timeZone);
}

/** Something that was sent to somebody unasked, and when it came to them or is to. */
export interface Disturbance {
  /** Of the kinds there are; another one was stored by an older version. */
  readonly kind: string | null;
  readonly at: Date;
}

/**
 * The day, at this time, from which somebody may be written to unasked again about this; null when they may now.
 * @param sent what was sent to them, of what counts.
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
  // Once these are a week old there are fewer.
  const last = [alike[weekly - 1], counted[MAX_WEEKLY - 1]].flatMap((one) => one?.at.getTime() ?? []);
  return last.length > 0 ? dayAfterAt(new Date(Math.max(...last)), DAYS, time, timeZone) : null;
}

const known: ReadonlyMap<string | null, { readonly weekly: number | null }> = new Map(Object.entries(allowances));

function weeklyOf(kind: string | null): number | null {
  return (known.get(kind) ?? allowances.announcement).weekly;
}
