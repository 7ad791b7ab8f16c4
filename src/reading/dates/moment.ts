import type { Locale, Slot } from '../../dates/slot.ts';
import type { Reading } from '../reading.ts';

/** An assumption under which a moment was read, to be shown beside the result. */
export type Assumption =
  /** No year was typed. */
  | 'year'
  /** No month was typed ("le 14 à 18h"). */
  | 'month'
  /** Only a weekday was typed: the coming one is meant. */
  | 'comingWeekday'
  /** The end is an hour of the small hours, so it is the next day's ("de 22h à 2h"). */
  | 'endsNextDay'
  /** Hours given for a span of days hold for each of them ("du 14 au 16 de 10h à 18h"). */
  | 'eachDay'
  /** The clocks go back that night and the hour exists twice: the first is meant. */
  | 'repeatedHour'
  /** "vers 18h", kept as 18:00. */
  | 'approximate';

export type MomentProblem =
  | 'unreadable'
  /** It has already begun. `alternatives` holds it in the coming year and as typed. */
  | 'past'
  /** It can be read in two ways, which `alternatives` holds. */
  | 'ambiguous'
  /** "samedi 14 novembre", when the 14th is a Sunday. `alternatives` holds the date and the nearest such weekdays. */
  | 'wrongWeekday'
  | 'endBeforeStart'
  /** A day without an hour. `alternatives` holds the whole day. */
  | 'noTime'
  /** An hour without a day. */
  | 'noDay'
  /** The clocks go forward over that hour. */
  | 'skippedHour'
  /** 31 November. */
  | 'notACalendarDay'
  /** 25h, 18h75. */
  | 'notATime'
  /** 31 February 25h: both. */
  | 'notADayNorATime'
  /** More dates than one event may have (MAX_SLOTS). */
  | 'tooMany'
  /** From its first day to its last it takes more than a year (MAX_DAYS). */
  | 'tooLong'
  /** It takes more than a year, and has begun already. */
  | 'tooLongAndPast';

export type MomentReading = Reading<
  readonly Slot[],
  MomentProblem,
  { readonly assumptions: readonly Assumption[] },
  {
    /** Whole readings to offer instead, best first, in the form of `value`. May be empty. */
    readonly alternatives: readonly (readonly Slot[])[];
    /** wrongWeekday: noon of the day that isn't the weekday given for it. */
    readonly misnamed?: Date;
  }
>;

/** The most dates that one text may name. */
export const MAX_SLOTS = 31;

/** The most days that one date may take: every day of it is looked at, by whatever asks what happens on a day. */
export const MAX_DAYS = 366;

export interface MomentContext {
  readonly now: Date;
  /** The IANA name of the region's time zone. */
  readonly timeZone: string;
  /**
   * Decides texts that the languages read differently: "6.30", "mar", the 12-hour clock. Words of both are understood.
   */
  readonly locale: Locale;
  /** The edition's month: a date without a year (or month) is read inside it, or nearest to it. */
  readonly within?: { readonly from: Date; readonly to: Date };
  /** false: a day without an hour reads as the whole day. Default true. */
  readonly timeRequired?: boolean;
  /** false: no whole day is offered, where only an hour will do. A typed one is read nevertheless. Default true. */
  readonly wholeDays?: boolean;
  /** true: the past is accepted, and a date without a year is the nearest (press coverage, figures). Default false. */
  readonly allowPast?: boolean;
}
