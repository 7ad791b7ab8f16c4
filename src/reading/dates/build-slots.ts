import type { Slot } from '../../dates/slot.ts';
import { type CalendarDay, instantOf } from '../../dates/wall-clock.ts';
import { type Assumption, MAX_SLOTS, type MomentContext } from './moment.ts';
import { type Choice, type DaySpec, type Group, MomentRefusal, type TimeSpec } from './moment-spec.ts';
import { addDays, compareDays, resolveDay } from './resolve-day.ts';
import { resolveTime, singleTime } from './resolve-time.ts';

/** The ways in which one text can be read, each a whole list of slots. */
export type SlotsChoice = Choice<readonly Slot[]>;

/** The most readings offered: a choice of more is no help. */
const MAX_READINGS = 4;

interface DaySpan {
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

/** Throws Refusal: noTime, endBeforeStart, skippedHour, tooMany. */
export function slotsOf(groups: readonly Group[], context: MomentContext): SlotsChoice {
  if (context.timeRequired !== false) needTimes(groups, context);
  return joined(groups.map((group) => groupSlots(group, context)));
}

/**
 * Throws noTime for "14 novembre 18h et 15 novembre", and offers the hour of some days for the others: that is only a
 * guess.
 */
function needTimes(groups: readonly Group[], context: MomentContext): void {
  const timed = groups.filter(({ times }) => times.length > 0);
  if (timed.length === 0 || !groups.some((group) => group.times.length === 0 && !group.allDay)) return;
  const filled = groups.map((group, index) => {
    if (group.times.length > 0 || group.allDay) return group;
    const source = groups.slice(0, index).findLast(({ times }) => times.length > 0) ?? timed[0];
    return { ...group, times: source?.times ?? [] };
  });
  throw new MomentRefusal('noTime', joined(filled.map((group) => groupSlots(group, context))).options);
}

function groupSlots(group: Group, context: MomentContext): SlotsChoice {
  if (group.until) return spanningSlot(group, group.until, context);
  // Its hours would be lost.
  const swapped = (span: DaySpan) => (group.times.length > 0 ? null : wholeDaySlot(span, context.timeZone));
  const days = joined(
    group.days.map((item) => lifted(item.kind === 'day' ? oneDay(item.day, context) : daySpan(item, context, swapped))),
  );
  const hoursOf = (times: readonly TimeSpec[]) => joined(times.map((time) => lifted(resolveTime(time, group.part))));
  const times = combined(hoursOf(group.times), hoursOf(group.lastTimes), (usual, last) => ({ usual, last }));
  const wholeDays = group.times.length === 0;
  if (wholeDays && !group.allDay) needTime(group, days, context);
  return combined(
    days,
    times,
    (spans, { usual, last }) => {
      if (wholeDays) return spans.map((span) => wholeDaySlot(span, context.timeZone));
      const each = spans.flatMap(daysOf);
      if (each.length * usual.length > MAX_SLOTS) throw new MomentRefusal('tooMany');
      return each.flatMap((day, index) => {
        const hours = last.length > 0 && index === each.length - 1 ? last : usual;
        return hours.map(({ start, end }) => slotAt(day, start, day, end, context.timeZone));
      });
    },
    group.days.some(({ kind }) => kind === 'days') && !wholeDays ? ['eachDay'] : [],
  );
}

/** Requires an hour for a single day, where it was probably forgotten; a span of days means whole days. */
function needTime(group: Group, days: Choice<readonly DaySpan[]>, context: MomentContext): void {
  const forgotten = group.part !== null || group.days.some(({ kind }) => kind === 'day');
  // A doubt about the day is reported first.
  if (!forgotten || days.trouble !== null || context.timeRequired === false) return;
  throw new MomentRefusal(
    'noTime',
    days.options.map((spans) => spans.map((span) => wholeDaySlot(span, context.timeZone))),
  );
}

/** Builds the slot of "14 novembre 18h au 15 novembre 10h". */
function spanningSlot(group: Group, until: NonNullable<Group['until']>, context: MomentContext): SlotsChoice {
  const [first] = group.days;
  const [time] = group.times;
  if (first?.kind !== 'day' || !time) throw new MomentRefusal('unreadable');
  const times = resolveTime(time, group.part);
  const [started] = times.options;
  const swapped = ({ from, to }: DaySpan) =>
    started ? slotAt(from, singleTime(until.time), to, started.start, context.timeZone) : null;
  const span = lifted(daySpan({ from: first.day, to: until.day }, context, swapped));
  return combined(span, lifted(times), (spans, hours) =>
    spans.flatMap(({ from, to }) =>
      hours.map(({ start }) => slotAt(from, start, to, singleTime(until.time), context.timeZone)),
    ),
  );
}

function oneDay(spec: DaySpec, context: MomentContext): Choice<DaySpan> {
  const { options, ...rest } = resolveDay(spec, context);
  return { ...rest, options: options.map((day) => ({ from: day, to: day })) };
}

/**
 * Builds a span of days.
 * @param asSlot builds what to offer for days typed the wrong way round; null for nothing.
 */
function daySpan(
  { from, to }: { from: DaySpec; to: DaySpec },
  context: MomentContext,
  asSlot: (span: DaySpan) => Slot | null,
): Choice<DaySpan> {
  const starts = resolveDay(from, context);
  const spans: DaySpan[] = [];
  const troubles: Choice<DaySpan>['trouble'][] = [starts.trouble];
  let { misnamed } = starts;
  for (const start of starts.options) {
    const ends =
      to.day === undefined && to.weekday !== undefined ? weekdayFrom(start, to.weekday) : endDay(to, start, context);
    troubles.push(ends.trouble);
    misnamed ??= ends.misnamed;
    for (const end of ends.options) spans.push({ from: start, to: end });
  }
  const trouble = worst(troubles);
  const ordered = spans.filter((span) => compareDays(span.from, span.to) <= 0);
  const [reversed] = spans;
  if (ordered.length === 0 && reversed && trouble !== 'notACalendarDay') {
    const swapped = asSlot({ from: reversed.to, to: reversed.from });
    throw new MomentRefusal('endBeforeStart', swapped ? [[swapped]] : []);
  }
  return { options: ordered, trouble, assumptions: starts.assumptions, misnamed };
}

/** Returns the end of "de vendredi à dimanche": the Sunday after that Friday. */
function weekdayFrom(start: CalendarDay, weekday: number): Choice<CalendarDay> {
  for (let days = 1; days <= 7; days++) {
    const day = addDays(start, days);
    if (new Date(Date.UTC(day.year, day.month - 1, day.day)).getUTCDay() === weekday % 7) {
      return { options: [day], trouble: null, assumptions: [] };
    }
  }
  return { options: [], trouble: 'notACalendarDay', assumptions: [] };
}

/** Returns the end of a span, which follows its start instead of the edition's month: "du 28 décembre au 3 janvier". */
function endDay(to: DaySpec, start: CalendarDay, context: MomentContext): Choice<CalendarDay> {
  const month = to.month ?? (to.day !== undefined && to.day >= start.day ? start.month : (start.month % 12) + 1);
  const year = to.year ?? start.year + (month < start.month ? 1 : 0);
  return resolveDay({ ...to, month, year }, context);
}

function daysOf({ from, to }: DaySpan): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let day = from; compareDays(day, to) <= 0; day = addDays(day, 1)) {
    days.push(day);
    if (days.length > MAX_SLOTS) throw new MomentRefusal('tooMany');
  }
  return days;
}

function wholeDaySlot({ from, to }: DaySpan, timeZone: string): Slot {
  const midnight = { hour: 0, minute: 0 };
  return {
    start: instantOf(from, midnight, timeZone).at,
    end: instantOf(addDays(to, 1), midnight, timeZone).at,
    allDay: true,
  };
}

function slotAt(day: CalendarDay, from: number, lastDay: CalendarDay, to: number | null, timeZone: string): Slot {
  const start = minuteOf(day, from, timeZone);
  const end = to === null ? null : minuteOf(lastDay, to, timeZone);
  const slot = { start: start.at, end: end?.at ?? null, allDay: false };
  if (start.oddity === 'skipped' || end?.oddity === 'skipped') {
    throw new MomentRefusal('skippedHour', [[{ ...slot, end: slot.end && slot.end > slot.start ? slot.end : null }]]);
  }
  if (slot.end && slot.end <= slot.start) {
    throw new MomentRefusal(
      'endBeforeStart',
      slot.end < slot.start ? [[{ start: slot.end, end: slot.start, allDay: false }]] : [],
    );
  }
  return slot;
}

function minuteOf(day: CalendarDay, minutes: number, timeZone: string): ReturnType<typeof instantOf> {
  const time = { hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 };
  return instantOf(addDays(day, Math.floor(minutes / 1440)), time, timeZone);
}

function lifted<T>(choice: Choice<T>): Choice<readonly T[]> {
  return { ...choice, options: choice.options.map((option) => [option]) };
}

/** Returns every way to take one option of each choice. */
function joined<T>(choices: readonly Choice<readonly T[]>[]): Choice<readonly T[]> {
  const nothing: Choice<readonly T[]> = { options: [[]], trouble: null, assumptions: [] };
  return choices.reduce((all, next) => combined(all, next, (before, more) => [...before, ...more]), nothing);
}

function combined<A, B, C>(
  a: Choice<A>,
  b: Choice<B>,
  combine: (a: A, b: B) => C,
  more: readonly Assumption[] = [],
): Choice<C> {
  const options = a.options.flatMap((left) => b.options.map((right) => combine(left, right))).slice(0, MAX_READINGS);
  return {
    options,
    trouble: worst([a.trouble, b.trouble]),
    assumptions: [...a.assumptions, ...b.assumptions, ...more],
    misnamed: a.misnamed ?? b.misnamed,
  };
}

function worst(troubles: readonly Choice<unknown>['trouble'][]): Choice<unknown>['trouble'] {
  const order = ['notACalendarDay', 'contradiction', 'unsure'] as const;
  return order.find((trouble) => troubles.includes(trouble)) ?? null;
}
