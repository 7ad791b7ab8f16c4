import { UserError } from '../../chat/user-error.ts';
import { localDay } from '../../dates/index.ts';
import type { Edition } from './edition.ts';

/** The month is November: its days unless other ones are given. */
export function daysOf(year: number): { readonly startsOn: string; readonly endsOn: string } {
  return { startsOn: `${year}-11-01`, endsOn: `${year}-11-30` };
}

/** A past edition is opened to enter its figures, not to be announced. */
export function isAnnounced({ endsOn }: Pick<Edition, 'endsOn'>, now: Date, timeZone: string): boolean {
  return endsOn >= localDay(now, timeZone);
}

/** The year of the first edition that can still be opened: this year's until its last day, and after the latest one. */
export function nextYear(latest: Pick<Edition, 'year'> | null, now: Date, timeZone: string): number {
  const today = localDay(now, timeZone);
  const thisYear = Number(today.slice(0, 4));
  const coming = daysOf(thisYear).endsOn >= today ? thisYear : thisYear + 1;
  return Math.max(coming, (latest?.year ?? 0) + 1);
}

/** Reads a year as typed. Throws UserError when it is none that an edition can have. */
export function readYear(typed: string): number {
  const year = Number(/^\s*(\d{4})\s*$/.exec(typed)?.[1]);
  if (!(year >= 2000 && year <= 2100)) throw new UserError('editions.errors.year', {}, 'year');
  return year;
}

/** Figures an edition may set itself a target for. */
export const targetFigures = [
  'events',
  'participants',
  'eventsWithOfficials',
  'coOrganisedEvents',
  'questionnairesAnswered',
  'organisationsUsingLogo',
  'organisationsWithCoverage',
] as const;
