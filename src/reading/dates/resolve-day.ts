import { DateTime } from 'luxon';
import { type CalendarDay, calendarDay, inZone } from '../../dates/wall-clock.ts';
import type { MomentContext } from './moment.ts';
import type { Choice, DaySpec } from './moment-spec.ts';

/** The years ahead in which a leap day is looked for. */
const YEARS_AHEAD = 8;
/** The months ahead in which "samedi 14" looks for a 14th that is a Saturday. */
const MONTHS_AHEAD = 3;

/**
 * Returns the days that a spec can mean: in the edition's month first, otherwise the next to come. Months and years are
 * filled in.
 */
export function resolveDay(spec: DaySpec, context: MomentContext): Choice<CalendarDay> {
  const { day, month } = spec;
  if (day === undefined) return weekdayAlone(spec, context);
  if (month === undefined) return dayOfMonth(spec, day, context);
  if (month < 1 || month > 12) return impossible(swapped(spec, context));
  const year = spec.year ?? yearFor(spec, day, month, context);
  if (year === null || !exists({ year, month, day })) {
    // The year is that of a day that the month does have.
    const asked = year ?? yearFor({ month }, 28, month, context) ?? today(context).year;
    return impossible(around(spec, day, month, asked));
  }
  return checkWeekday(spec, { year, month, day }, spec.year === undefined ? ['year'] : []);
}

/** Returns a day in UTC, where no clock changes, for counting days; invalid when the day doesn't exist. */
function utcDay({ year, month, day }: CalendarDay): DateTime {
  return DateTime.utc(year, month, day);
}

export function addDays(day: CalendarDay, days: number): CalendarDay {
  return calendarDay(utcDay(day).plus({ days }));
}

/** Compares two days; negative when `a` is the earlier. */
export function compareDays(a: CalendarDay, b: CalendarDay): number {
  return utcDay(a).toMillis() - utcDay(b).toMillis();
}

function today(context: MomentContext): CalendarDay {
  return calendarDay(inZone(context.now, context.timeZone));
}

function exists(day: CalendarDay): boolean {
  return day.day >= 1 && utcDay(day).isValid;
}

function weekdayOf(day: CalendarDay): number {
  return utcDay(day).weekday;
}

function impossible(options: readonly CalendarDay[]): Choice<CalendarDay> {
  return { options, trouble: 'notACalendarDay', assumptions: [] };
}

/** Returns the readings of 11/14, where somebody put the month first. */
function swapped(spec: DaySpec, context: MomentContext): readonly CalendarDay[] {
  const { day, month } = spec;
  if (day === undefined || month === undefined || day < 1 || day > 12 || month < 1) return [];
  return resolveDay({ ...spec, day: month, month: day }, context).options;
}

/**
 * Returns the last day of the month and the first of the next, for 31 November; for a Saturday 31 November the last day
 * and the Saturdays around it.
 */
function around({ weekday }: DaySpec, day: number, month: number, year: number): readonly CalendarDay[] {
  if (day < 1 || day > 31) return [];
  const last = DateTime.utc(year, month, 1).endOf('month');
  if (weekday === undefined) return [calendarDay(last), calendarDay(last.plus({ days: 1 }))];
  const before = (last.weekday - weekday + 7) % 7;
  const named = [last.minus({ days: before }), last.plus({ days: 7 - before })].map(calendarDay);
  return before === 0 ? named : [...named, calendarDay(last)];
}

function checkWeekday(spec: DaySpec, day: CalendarDay, assumptions: ('year' | 'month')[]): Choice<CalendarDay> {
  const { weekday } = spec;
  const sure = weekday === undefined || weekdayOf(day) === weekday;
  if (sure) return { options: [day], trouble: null, assumptions };
  // Either the number or the weekday is wrong: the date as typed comes first, then the nearest such weekdays.
  const after = (weekday - weekdayOf(day) + 7) % 7;
  const near = after <= 3 ? [after, after - 7] : [after - 7, after];
  return {
    options: [day, ...near.map((days) => addDays(day, days))],
    trouble: 'contradiction',
    assumptions,
    misnamed: day,
  };
}

function yearFor(spec: DaySpec, day: number, month: number, context: MomentContext): number | null {
  const now = today(context);
  const { within } = context;
  const anchors = within ? [within.from, new Date(within.to.getTime() - 1)] : [context.now];
  const years = anchors.map((anchor) => inZone(anchor, context.timeZone).year);
  const first = Math.min(...years) - (within || context.allowPast ? YEARS_AHEAD : 1);
  const possible: CalendarDay[] = [];
  for (let year = first; year <= Math.max(...years) + YEARS_AHEAD; year++) {
    if (exists({ year, month, day })) possible.push({ year, month, day });
  }
  if (within || context.allowPast) return nearest(possible, anchors, context.timeZone)?.year ?? null;
  const coming = possible.find((candidate) => compareDays(candidate, now) >= 0);
  const justPast = possible.findLast((candidate) => compareDays(candidate, now) < 0);
  const { weekday } = spec;
  // "samedi 14 novembre" typed on the 20th means last Saturday, not a Sunday in a year's time.
  if (weekday !== undefined && coming && weekdayOf(coming) !== weekday && justPast && weekdayOf(justPast) === weekday) {
    return justPast.year;
  }
  return coming?.year ?? null;
}

function nearest(days: readonly CalendarDay[], anchors: readonly Date[], timeZone: string): CalendarDay | null {
  const [from, to] = [anchors[0], anchors.at(-1)].map((anchor) => {
    return anchor ? utcDay(calendarDay(inZone(anchor, timeZone))).toMillis() : 0;
  });
  let best: { day: CalendarDay; distance: number } | null = null;
  for (const day of days) {
    const at = utcDay(day).toMillis();
    const distance = Math.max(0, (from ?? 0) - at, at - (to ?? 0));
    if (best === null || distance < best.distance) best = { day, distance };
  }
  return best?.day ?? null;
}

/** Resolves "le 14", "samedi 14": in the edition's month if there is one, otherwise the next to come. */
function dayOfMonth(spec: DaySpec, day: number, context: MomentContext): Choice<CalendarDay> {
  if (day < 1 || day > 31) return impossible([]);
  const now = today(context);
  const start = context.within ? calendarDay(inZone(context.within.from, context.timeZone)) : now;
  const candidates: CalendarDay[] = [];
  for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
    const month = DateTime.utc(start.year, start.month, 1).plus({ months: ahead });
    const candidate = { year: month.year, month: month.month, day };
    if (exists(candidate) && compareDays(candidate, start) >= 0) candidates.push(candidate);
  }
  const { weekday } = spec;
  const chosen = candidates.find((candidate) => weekday === undefined || weekdayOf(candidate) === weekday);
  const first = candidates[0];
  if (!first) return impossible([]);
  return checkWeekday(spec, chosen ?? first, ['month']);
}

/** Resolves "samedi", "samedi prochain", "samedi en huit", "Saturday next week". */
function weekdayAlone({ weekday, modifier }: DaySpec, context: MomentContext): Choice<CalendarDay> {
  if (weekday === undefined) return impossible([]);
  const now = today(context);
  const ahead = (weekday - weekdayOf(now) + 7) % 7;
  const coming = addDays(now, ahead);
  const nextWeek = addDays(now, weekday - weekdayOf(now) + 7);
  const plain = (day: CalendarDay): Choice<CalendarDay> => ({ options: [day], trouble: null, assumptions: [] });
  switch (modifier) {
    case 'last':
      return plain(addDays(now, ahead - 7));
    case 'nextWeek':
      return plain(nextWeek);
    case 'weekAfter':
      return plain(addDays(coming, 7));
    case 'twoWeeksAfter':
      return plain(addDays(coming, 14));
    case 'next': {
      // On a Monday, "samedi prochain" is this week's Saturday to some and next week's to others.
      const comingAfterToday = ahead === 0 ? addDays(now, 7) : coming;
      const same = compareDays(comingAfterToday, nextWeek) === 0;
      return same ? plain(nextWeek) : { options: [comingAfterToday, nextWeek], trouble: 'unsure', assumptions: [] };
    }
    default:
      return { options: [coming], trouble: null, assumptions: ['comingWeekday'] };
  }
}
