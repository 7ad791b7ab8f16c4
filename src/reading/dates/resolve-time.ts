import { inPart } from './clock-time.ts';
import { type Choice, type ClockTime, type DayPart, MomentRefusal, type TimeSpec } from './moment-spec.ts';

/** Minutes since the first day's midnight; more than 1440 on a following day. */
export interface Minutes {
  readonly start: number;
  readonly end: number | null;
}

const DAY = 24 * 60;
/** An end before the start is on the next day when it is at most this late and the start at least EVENING. */
const SMALL_HOURS = 6 * 60;
const EVENING = 17 * 60;
/** In English, "at 6" may be either half of the day; from 8 on, people mean the morning. */
const MORNING_FROM = 8;

/**
 * Returns the times that a spec can mean.
 * @throws Refusal unreadable when the part of the day contradicts the hour.
 */
export function resolveTime({ start, end }: TimeSpec, part: DayPart | null): Choice<Minutes> {
  if (part !== null) {
    const narrowed = inPart(start, part);
    if (!narrowed) throw new MomentRefusal('unreadable');
    return resolveTime({ start: narrowed, end: end && laterThan(narrowed, end) }, null);
  }
  if (end === null) {
    const options = startOptions(start).map((minutes) => ({ start: minutes, end: null }));
    return { options, trouble: options.length > 1 ? 'unsure' : null, assumptions: [] };
  }
  const starts = start.form === 'open' && end.form === 'half' ? halvesLike(start, end) : startOptions(start);
  const pairs = starts.flatMap((from) => {
    const to = endAfter(from, end, start.form);
    return to === null ? [] : [{ start: from, end: to }];
  });
  const ordered = pairs.filter((pair) => pair.end > pair.start);
  const alike = end.form === 'half' ? 1 : ordered.length;
  const options = ordered.length > 0 ? ordered.slice(0, alike) : pairs.slice(0, 1);
  const nextDay = options.some((option) => option.end > DAY);
  return { options, trouble: options.length > 1 ? 'unsure' : null, assumptions: nextDay ? ['endsNextDay'] : [] };
}

/** Returns the minutes of a time alone, for the end on another day. */
export function singleTime(time: ClockTime): number {
  return minutesOf(time);
}

function minutesOf({ hour, minute }: ClockTime): number {
  return hour * 60 + minute;
}

function halves(time: ClockTime): readonly [morning: number, afternoon: number] {
  const morning = (time.hour % 12) * 60 + time.minute;
  return [morning, morning + DAY / 2];
}

/** Returns the possible starts, likeliest first. */
function startOptions(time: ClockTime): readonly number[] {
  if (time.form === 'midnight') return [minutesOf(time) + DAY, minutesOf(time)];
  if (time.form !== 'open') return [minutesOf(time)];
  const [morning, afternoon] = halves(time);
  if (time.hour === 12) return [afternoon];
  return time.hour < MORNING_FROM ? [afternoon, morning] : [morning];
}

/** Returns the end that belongs to this start; the typed one, even when it comes before, if nothing fits. */
function endAfter(start: number, end: ClockTime, startForm: ClockTime['form']): number | null {
  if (end.form === 'midnight') return start >= DAY ? null : DAY + end.minute;
  const options = end.form === 'open' ? halves(end) : [minutesOf(end)];
  const base = startForm === 'midnight' && start >= DAY ? DAY : 0;
  const after = options.map((minutes) => minutes + base).find((minutes) => minutes > start);
  if (after !== undefined) return after;
  const smallHours = options.find((minutes) => minutes <= SMALL_HOURS && start >= EVENING);
  return smallHours === undefined ? (options[0] ?? null) : smallHours + DAY;
}

/** Returns both halves of the day for "6 to 8pm": the one given last first, then the other ("9 to 5pm"). */
function halvesLike(start: ClockTime, end: ClockTime): readonly number[] {
  const [morning, afternoon] = halves(start);
  return end.hour < 12 ? [morning, afternoon] : [afternoon, morning];
}

/** Moves an end into the evening of its start: "samedi soir 8h-10h". */
function laterThan(start: ClockTime, end: ClockTime): ClockTime {
  const later = end.hour + 12;
  return end.hour <= start.hour && later > start.hour && later <= 24 ? { ...end, hour: later, form: 'sure' } : end;
}
