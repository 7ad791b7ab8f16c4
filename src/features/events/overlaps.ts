import { localDay, localHour, type Slot } from '../../dates/index.ts';
import { fold, kilometresBetween } from '../../reading/index.ts';
import type { Event } from './event.ts';
import { localDaysOf } from './rules.ts';

/** The assumed length of an event without an end. */
const USUAL_LENGTH_MS = 2 * 3_600_000;

/** The duration above which an event is long, such as an exhibition: it doesn't compete with an evening. */
const LONG_MS = 3 * 24 * 3_600_000;

/** The local hour from which a date is in the evening. */
const EVENING = 18;

/** Another event at the same time, in the same department and for the same public. */
export interface Overlap {
  readonly event: Event;
  /** Its dates that overlap. */
  readonly slots: readonly Slot[];
  /** The nearness in time; 'long' for an event that goes on for days, beside which others take place. */
  readonly time: 'hours' | 'evening' | 'day' | 'long';
  readonly sameMunicipality: boolean;
  /** The distance; null in the same commune, online, and where it isn't known. */
  readonly kilometres: number | null;
  readonly sameTheme: boolean;
}

/** The part of an event that others are compared with. */
export type Timed = Pick<Event, 'slots' | 'department' | 'municipalityCode' | 'audience' | 'theme'>;

/**
 * Returns the events that take place at the same hours or on the same day, in the same department and for the same
 * public. What is online competes with what is online at the same hours. The nearest come first, the long ones last.
 */
export function overlaps(event: Timed, others: readonly Event[], timeZone: string): readonly Overlap[] {
  const short = event.slots.filter((slot) => !isLong(slot));
  if (short.length === 0) return [];
  const span = spanOfSlots(short);
  const days = new Set(short.flatMap((slot) => localDaysOf(slot, timeZone)));
  const evenings = eveningsOf(short, timeZone);
  return others
    .filter((other) => other.department === event.department && isSamePublic(event.audience, other.audience))
    .flatMap((other): Overlap[] => {
      const near = other.slots.filter((slot) => isNear(span, slot));
      if (near.length === 0) return [];
      const found = (time: Overlap['time'], slots: readonly Slot[]): Overlap[] =>
        slots.length === 0 ? [] : [{ event: other, slots, time, ...inCommon(event, other) }];
      const brief = near.filter((slot) => !isLong(slot));
      const meeting = brief.filter((one) => short.some((slot) => meet(slot, one)));
      if (meeting.length > 0) return found('hours', meeting);
      // An online event has no place on that day, only hours.
      if (event.department === null) return [];
      const onDays = (slot: Slot) => localDaysOf(slot, timeZone).some((day) => days.has(day));
      const sameDay = brief.filter(onDays);
      const isEvening = [...eveningsOf(sameDay, timeZone)].some((day) => evenings.has(day));
      if (sameDay.length > 0) return found(isEvening ? 'evening' : 'day', sameDay);
      return found('long', near.filter(onDays));
    })
    .toSorted((a, b) => nearness(b) - nearness(a) || a.event.number - b.event.number);
}

function inCommon(a: Timed, b: Timed): Pick<Overlap, 'sameMunicipality' | 'kilometres' | 'sameTheme'> {
  return {
    sameMunicipality: a.municipalityCode !== null && a.municipalityCode === b.municipalityCode,
    kilometres: kilometresBetween(a.municipalityCode, b.municipalityCode),
    sameTheme: a.theme !== null && a.theme.id === b.theme?.id,
  };
}

/** Returns whether a date lasts so long that others take place beside it. */
export function isLong({ start, end }: Slot): boolean {
  return end !== null && end.getTime() - start.getTime() > LONG_MS;
}

/** Returns the local days on which these dates begin in the evening. */
function eveningsOf(slots: readonly Slot[], timeZone: string): ReadonlySet<string> {
  const late = slots.filter(({ start, allDay }) => !allDay && localHour(start, timeZone) >= EVENING);
  return new Set(late.flatMap(({ start }) => localDay(start, timeZone)));
}

/** Words that say that an event is for everybody, folded. */
const FOR_ALL = /\b(?:tout|tous|toutes?|grand public|all|everybody|everyone|general public)\b/;

/**
 * Returns whether two events are for the same people, as far as that is told: it is, where one of them doesn't say, is
 * for everybody, or names somebody whom the other names too.
 */
export function isSamePublic(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return true;
  const [one, other] = [fold(a), fold(b)];
  if (FOR_ALL.test(one) || FOR_ALL.test(other)) return true;
  const named = wordsOf(other);
  return [...wordsOf(one)].some((word) => named.has(word));
}

/** Returns the words of a folded text that name somebody, in the singular. */
function wordsOf(folded: string): ReadonlySet<string> {
  return new Set((folded.match(/[\p{L}\p{N}]{4,}/gu) ?? []).map((word) => word.replace(/[sx]$/, '')));
}

/** The length of the longest local day, the one on which winter time begins. */
const A_DAY_MS = 25 * 3_600_000;

/** The first start and the last end, in milliseconds since 1970. */
interface Span {
  readonly from: number;
  readonly to: number;
}

function spanOfSlots(slots: readonly Slot[]): Span {
  return {
    from: Math.min(...slots.map(({ start }) => start.getTime())),
    to: Math.max(...slots.map((slot) => endOf(slot).getTime())),
  };
}

/**
 * Returns whether a slot may be on one of the days of the span. It compares instants only, which is cheap for the many
 * slots that aren't.
 */
function isNear({ from, to }: Span, slot: Slot): boolean {
  return slot.start.getTime() < to + A_DAY_MS && endOf(slot).getTime() > from - A_DAY_MS;
}

/** Where and when others can overlap with an event: in its department, or online where that is null, and between these moments. */
export interface Nearby {
  readonly department: string | null;
  readonly startsBefore: Date;
  readonly endsAfter: Date;
  /** The moment after which an event without an end starts. */
  readonly endlessAfter: Date;
}

/** Returns where others can overlap with an event, so that only these have to be read; null where none can. */
export function nearbyOf({ slots, department }: Pick<Timed, 'slots' | 'department'>): Nearby | null {
  const short = slots.filter((slot) => !isLong(slot));
  if (short.length === 0) return null;
  const { from, to } = spanOfSlots(short);
  return {
    department,
    startsBefore: new Date(to + A_DAY_MS),
    endsAfter: new Date(from - A_DAY_MS),
    endlessAfter: new Date(from - A_DAY_MS - USUAL_LENGTH_MS),
  };
}

const NEARNESS = { hours: 12, evening: 8, day: 4, long: 0 } as const;

function nearness({ time, sameMunicipality, sameTheme }: Overlap): number {
  return NEARNESS[time] + 2 * Number(sameMunicipality) + Number(sameTheme);
}

function meet(a: Slot, b: Slot): boolean {
  return a.start < endOf(b) && b.start < endOf(a);
}

function endOf({ start, end }: Slot): Date {
  return end ?? new Date(start.getTime() + USUAL_LENGTH_MS);
}
