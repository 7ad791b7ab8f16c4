/** The typed text, taken apart but not yet tied to a calendar: the steps between text and instants. */

import type { Slot } from '../../dates/slot.ts';
import type { CalendarDay } from '../../dates/wall-clock.ts';
import type { Assumption, MomentProblem } from './moment.ts';

export type WeekdayModifier = 'this' | 'next' | 'last' | 'nextWeek' | 'weekAfter' | 'twoWeeksAfter';

/** A day as it was named: a weekday alone, a day of the month alone, or a whole date. */
export interface DaySpec {
  /** 1 Monday – 7 Sunday. */
  readonly weekday?: number;
  readonly modifier?: WeekdayModifier;
  readonly day?: number;
  readonly month?: number;
  readonly year?: number;
}

export interface ClockTime {
  /** 0–24. */
  readonly hour: number;
  readonly minute: number;
  /**
   * midnight: the word, which may mean either end of a day. open: "6.30" in English may be am or pm. half: am or pm was
   * given, which may hold for the hour before it too ("6 to 8pm").
   */
  readonly form: 'sure' | 'half' | 'midnight' | 'open';
}

export interface TimeSpec {
  readonly start: ClockTime;
  readonly end: ClockTime | null;
}

export type DayPart = 'morning' | 'afternoon' | 'evening';

export type Item =
  | { readonly kind: 'day'; readonly day: DaySpec }
  | { readonly kind: 'days'; readonly from: DaySpec; readonly to: DaySpec }
  | { readonly kind: 'time'; readonly time: TimeSpec }
  | { readonly kind: 'part'; readonly part: DayPart }
  /** "14 novembre 18h AU 15 novembre 10h" */
  | { readonly kind: 'until' }
  /** "14 novembre 9h-17h AU 20 novembre"; sure: said in words, where a dash may also stand between two dates. */
  | { readonly kind: 'through'; readonly sure: boolean }
  /** The hours of the last day of a span, where they are others: "14 novembre 9h-17h au 20 novembre 10h-12h". */
  | { readonly kind: 'onLast'; readonly time: TimeSpec }
  | { readonly kind: 'or' }
  | { readonly kind: 'allDay' };

/** Days, and the hours that belong to them. */
export interface Group {
  readonly days: readonly (Item & { kind: 'day' | 'days' })[];
  readonly times: readonly TimeSpec[];
  /** The hours of its last day; empty where they are those of the others. */
  readonly lastTimes: readonly TimeSpec[];
  readonly part: DayPart | null;
  readonly allDay: boolean;
  /** The end on another day, when one was given. */
  readonly until: { readonly day: DaySpec; readonly time: ClockTime } | null;
}

/** Ends a reading from anywhere inside it. readMoment turns it into its answer, so that none escapes. */
export class MomentRefusal extends Error {
  readonly problem: MomentProblem;
  readonly alternatives: readonly (readonly Slot[])[];

  constructor(problem: MomentProblem, alternatives: readonly (readonly Slot[])[] = []) {
    super(problem);
    this.problem = problem;
    this.alternatives = alternatives;
  }
}

/** The ways to read something: one when it is plain; several when it isn't, for the reason in `trouble`. */
export interface Choice<T> {
  readonly options: readonly T[];
  /**
   * unsure: other readings are dropped when they lie in the past. contradiction: the person has to choose in any case.
   */
  readonly trouble: 'unsure' | 'contradiction' | 'notACalendarDay' | null;
  readonly assumptions: readonly Assumption[];
  /** contradiction: the day that isn't the weekday given for it. */
  readonly misnamed?: CalendarDay | undefined;
}
