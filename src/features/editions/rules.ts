import { UserError } from '../../chat/user-error.ts';
import { localDay } from '../../dates/index.ts';
import type { Edition } from './edition.ts';

/** Returns the days of an edition: the month is November. */
export function editionDays(year: number): { readonly startsOn: string; readonly endsOn: string } {
  return { startsOn: `${year}-11-01`, endsOn: `${year}-11-30` };
}

/** Returns whether the edition of a year is over, whether there is one or not. */
export function isYearOver(year: number, now: Date, timeZone: string): boolean {
  return editionDays(year).endsOn < localDay(now, timeZone);
}

/** Returns the prefix of the keys of the messages that announce an edition. */
export function openedKey({ id }: Pick<Edition, 'id'>): string {
  return `edition-opened:${id}:`;
}

/** Returns whether opening the edition is announced. A past one is opened only to enter its figures. */
export function isAnnounced({ endsOn }: Pick<Edition, 'endsOn'>, now: Date, timeZone: string): boolean {
  return endsOn >= localDay(now, timeZone);
}

/**
 * Returns the first year whose edition can still be opened: this year's until its last day, and always later than the
 * latest one.
 */
export function firstOpenableYear(latest: Pick<Edition, 'year'> | null, now: Date, timeZone: string): number {
  const today = localDay(now, timeZone);
  const thisYear = Number(today.slice(0, 4));
  const coming = editionDays(thisYear).endsOn >= today ? thisYear : thisYear + 1;
  return Math.max(coming, (latest?.year ?? 0) + 1);
}

/** Returns the last year whose edition can be opened by now: next year's. One further off would be a slip. */
export function lastOpenableYear(now: Date, timeZone: string): number {
  return Number(localDay(now, timeZone).slice(0, 4)) + 1;
}

/** Reads a year as typed. Throws UserError when no edition can have it. */
export function readYear(typed: string): number {
  const year = Number(/^\s*(\d{4})\s*$/.exec(typed)?.[1]);
  if (!(year >= 2000 && year <= 2100)) throw new UserError('editions.errors.year', {}, 'year');
  return year;
}

/** Figures that an edition may set a target for. */
export const targetFigures = [
  'events',
  'participants',
  'eventsWithOfficials',
  'coOrganisedEvents',
  'questionnairesAnswered',
  'organisationsUsingLogo',
  'organisationsWithCoverage',
] as const;
