import type { Slot } from '../../dates/slot.ts';
import { type CalendarDay, instantOf, inZone } from '../../dates/wall-clock.ts';
import { fold } from '../names/fold.ts';
import { type SlotsChoice, slotsOf } from './build-slots.ts';
import { completed, groupItems } from './group-items.ts';
import { isoMoment } from './iso-moment.ts';
import { type Assumption, MAX_DAYS, type MomentContext, type MomentProblem, type MomentReading } from './moment.ts';
import { parseItems } from './moment-grammar.ts';
import { type Item, MomentRefusal } from './moment-spec.ts';
import { endsWithoutHour, seriesOrDates } from './series.ts';
import { type Token, tokens } from './tokens.ts';

/** The most characters of a typed date. */
const MAX_LENGTH = 300;
/**
 * The most characters of a value, for which `momentValue` may write as many dates as there may be, with ends and
 * offsets.
 */
const MAX_VALUE_LENGTH = 1_500;

/**
 * Reads the date or dates of an event as people type them, in French or English: "samedi 14 novembre 18h30", "le 14/11
 * de 18h30 à 20h", "14 et 15 novembre 18h", "du 14 au 16 novembre", "demain midi", ISO. It refuses what it doesn't
 * understand instead of passing over it, and offers what it did understand as an alternative.
 * @throws RangeError only for an unknown `context.timeZone`.
 */
export function readMoment(text: string, context: MomentContext): MomentReading {
  inZone(context.now, context.timeZone);
  if (text.length > MAX_VALUE_LENGTH) return refused('unreadable');
  try {
    const iso = isoMoment(text, context.timeZone, context.timeRequired !== false);
    if (iso) return checked([iso.slots], null, iso.assumptions, context);
    if (text.length > MAX_LENGTH) return refused('unreadable');
    const typed = tokens(fold(text), context);
    return typed.some(({ kind }) => kind === 'unknown') ? partly(typed, context) : wholly(typed, context);
  } catch (error) {
    if (error instanceof MomentRefusal) return withoutPast(error, context);
    throw error;
  }
}

/** Reads a text of known words. Of "31 février 25h" it refuses both, so that the day isn't refused only once the hour is right. */
function wholly(typed: readonly Token[], context: MomentContext): MomentReading {
  try {
    return readTokens(typed, context);
  } catch (error) {
    if (error instanceof MomentRefusal && error.problem === 'notATime' && isNoDay(withoutNoTimes(typed), context)) {
      return refused('notADayNorATime');
    }
    throw error;
  }
}

const withoutNoTimes = (typed: readonly Token[]) =>
  typed.filter((token) => token.kind !== 'time' || token.time !== null);

function isNoDay(typed: readonly Token[], context: MomentContext): boolean {
  try {
    const reading = readTokens(typed, { ...context, timeRequired: false });
    return !reading.ok && reading.problem === 'notACalendarDay';
  } catch (error) {
    if (error instanceof MomentRefusal) return error.problem === 'notACalendarDay';
    throw error;
  }
}

/** Turns a refusal into a reading. The hour of a day in the past isn't asked for, since the day will change. */
function withoutPast({ problem, alternatives }: MomentRefusal, context: MomentContext): MomentReading {
  if (problem !== 'noTime') return refused(problem, alternatives);
  const possible = alternatives.filter(ahead(context));
  return possible.length > 0 ? refused(problem, possible) : refused('past', alternatives);
}

/** Refuses a text with unknown words, and offers what the rest means. */
function partly(typed: readonly Token[], context: MomentContext): MomentReading {
  const known = typed.filter(({ kind }) => kind !== 'unknown');
  if (!known.some(({ kind }) => kind === 'time' || kind === 'date' || kind === 'month')) return refused('unreadable');
  try {
    const reading = readTokens(known, context);
    return refused('unreadable', reading.ok ? [reading.value] : reading.alternatives);
  } catch (error) {
    // The unknown words may hold the hour, so no whole day is offered.
    if (error instanceof MomentRefusal)
      return refused('unreadable', error.problem === 'noTime' ? [] : error.alternatives);
    throw error;
  }
}

function readTokens(typed: readonly Token[], context: MomentContext): MomentReading {
  const parsed = parseItems(typed, context.locale);
  if (parsed.items.length === 0) throw new MomentRefusal('unreadable');
  const lists = eitherOr(completed(parsed.items));
  const readings = thatRead(
    lists.flatMap((list) => seriesOrDates(list)),
    (list) => slotsOf(groupItems(list), context),
  );
  const assumptions = readings.flatMap((reading) => reading.assumptions);
  return checked(
    readings.flatMap(({ options }) => options),
    lists.length > 1 || lists.some(endsWithoutHour)
      ? 'contradiction'
      : (readings.find(({ trouble }) => trouble !== null)?.trouble ?? null),
    parsed.approximate ? [...assumptions, 'approximate'] : assumptions,
    context,
    readings.find(({ misnamed }) => misnamed)?.misnamed,
  );
}

/** Reads each of these; where some are refused, as dates of which there are too many are, the others stand. Throws the first refusal where all are. */
function thatRead<T, R>(all: readonly T[], read: (one: T) => R): readonly R[] {
  const found: R[] = [];
  let refusal: unknown = null;
  for (const one of all) {
    try {
      found.push(read(one));
    } catch (error) {
      if (!(error instanceof MomentRefusal)) throw error;
      refusal ??= error;
    }
  }
  if (found.length === 0) throw refusal;
  return found;
}

/** Splits "14 ou 15 novembre" into the text with the one and with the other. */
function eitherOr(list: readonly Item[]): (readonly Item[])[] {
  const at = list.findIndex(({ kind }) => kind === 'or');
  if (at === -1) return [list];
  const [before, after] = [list[at - 1], list[at + 1]];
  if (!before || before.kind !== after?.kind || list.filter(({ kind }) => kind === 'or').length > 2) {
    throw new MomentRefusal('unreadable');
  }
  return [list.toSpliced(at, 2), list.toSpliced(at - 1, 2)].flatMap(eitherOr);
}

function checked(
  options: readonly (readonly Slot[])[],
  trouble: SlotsChoice['trouble'],
  assumptions: readonly Assumption[],
  context: MomentContext,
  misnamed?: CalendarDay,
): MomentReading {
  const all = distinct(options.map(withoutRepeats));
  const readings = all.filter((slots) => !slots.some(isTooLong));
  if (readings.length === 0 && all.length > 0) {
    const begun = !context.allowPast && all.every((slots) => slots.some(({ start }) => start <= context.now));
    return refused(begun ? 'tooLongAndPast' : 'tooLong');
  }
  if (trouble === 'notACalendarDay') return refused('notACalendarDay', readings.filter(ahead(context)));
  const possible = readings.filter(ahead(context));
  const [only] = possible;
  if (!only) {
    // On a Monday at ten, "lundi 8h" may well mean the next one.
    const weekLater = assumptions.includes('comingWeekday')
      ? readings.map((slots) => later(slots, { weeks: 1 }, context))
      : [];
    const offered = [...weekLater.filter(ahead(context)), ...nextYear(readings, context)];
    return refused(readings.length > 0 ? 'past' : 'unreadable', [...offered, ...readings]);
  }
  if (trouble === 'contradiction' && misnamed) {
    const noon = instantOf(misnamed, { hour: 12, minute: 0 }, context.timeZone).at;
    return { ok: false, problem: 'wrongWeekday', alternatives: possible, misnamed: noon };
  }
  if (possible.length > 1 || trouble === 'contradiction') return refused('ambiguous', possible);
  const assumed = new Set(assumptions);
  if (only.some((slot) => inRepeatedHour(slot, context.timeZone))) assumed.add('repeatedHour');
  return { ok: true, value: only, assumptions: [...assumed] };
}

const DAY_MS = 86_400_000;

const isTooLong = ({ start, end }: Slot): boolean =>
  end !== null && end.getTime() - start.getTime() > MAX_DAYS * DAY_MS;

function refused(problem: MomentProblem, alternatives: readonly (readonly Slot[])[] = []): MomentReading {
  const offered = alternatives.filter((slots) => !slots.some(isTooLong));
  return { ok: false, problem, alternatives: distinct(offered.map(withoutRepeats)) };
}

/** Returns whether a reading lies ahead, or may lie in the past. A whole day is past when it is over. */
function ahead(context: MomentContext): (slots: readonly Slot[]) => boolean {
  if (context.allowPast) return () => true;
  return (slots) => slots.every(({ start, end, allDay }) => (allDay && end ? end : start) > context.now);
}

/** Returns the same dates in the first year in which they lie ahead, for a year typed by habit. */
function nextYear(readings: readonly (readonly Slot[])[], context: MomentContext): (readonly Slot[])[] {
  const [typed] = readings;
  const now = inZone(context.now, context.timeZone);
  const [longAgo, tooLongAgo] = [
    now.minus({ months: 6 }).toJSDate(),
    now.minus({ years: 1 }).startOf('year').toJSDate(),
  ];
  if (!typed?.every(({ start }) => start < longAgo && start >= tooLongAgo)) return [];
  for (let years = 1; years <= 2; years++) {
    const then = later(typed, { years }, context);
    if (ahead(context)(then)) return [then];
  }
  return [];
}

/** Moves slots, at the same hour by the clock. */
function later(
  slots: readonly Slot[],
  by: { readonly weeks: number } | { readonly years: number },
  { timeZone }: MomentContext,
): readonly Slot[] {
  const moved = (at: Date) => inZone(at, timeZone).plus(by).toJSDate();
  return slots.map((slot) => ({ ...slot, start: moved(slot.start), end: slot.end && moved(slot.end) }));
}

function inRepeatedHour(slot: Slot, timeZone: string): boolean {
  if (slot.allDay) return false;
  return [slot.start, ...(slot.end ? [slot.end] : [])].some((at) => {
    const local = inZone(at, timeZone);
    return instantOf(local, local, timeZone).oddity === 'repeated';
  });
}

function key(slots: readonly Slot[]): string {
  return slots.map(({ start, end, allDay }) => `${start.getTime()}/${end?.getTime()}/${allDay}`).join();
}

function withoutRepeats(slots: readonly Slot[]): readonly Slot[] {
  return [...new Map(slots.map((slot) => [key([slot]), slot])).values()];
}

function distinct(readings: readonly (readonly Slot[])[]): (readonly Slot[])[] {
  return [...new Map(readings.map((slots) => [key(slots), slots])).values()];
}
