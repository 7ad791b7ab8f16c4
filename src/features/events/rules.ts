import type { Actor } from '../../access/actor/actor.ts';
import { versionOf } from '../../access/operation/version.ts';
import { addDaysAt, atLocalTime, dayAfterAt, localDay, type Slot } from '../../dates/index.ts';
import type { Event, EventStatus } from './event.ts';
import {
  type CompletionField,
  type CompletionText,
  completionFields,
  type ProposalField,
  proposalFields,
} from './fields/list.ts';

/**
 * The steps that can be taken with an event, the states they can be taken in, and the state that follows; null when the
 * state stays.
 */
const transitions = {
  accept: { from: ['PROPOSED', 'QUESTIONED'], to: 'ACCEPTED' },
  refuse: { from: ['PROPOSED', 'QUESTIONED'], to: 'REFUSED' },
  ask: { from: ['PROPOSED', 'QUESTIONED'], to: 'QUESTIONED' },
  answer: { from: ['QUESTIONED'], to: 'PROPOSED' },
  /** Takes a decision back, so that the event waits for another one. */
  undecide: { from: ['ACCEPTED', 'REFUSED'], to: 'PROPOSED' },
  complete: { from: ['PROPOSED', 'QUESTIONED', 'ACCEPTED', 'POSTPONED'], to: null },
  modify: { from: ['PROPOSED', 'QUESTIONED', 'ACCEPTED', 'POSTPONED'], to: null },
  postpone: { from: ['ACCEPTED', 'POSTPONED'], to: 'POSTPONED' },
  reschedule: { from: ['PROPOSED', 'QUESTIONED', 'ACCEPTED', 'POSTPONED'], to: null },
  cancel: { from: ['PROPOSED', 'QUESTIONED', 'ACCEPTED', 'POSTPONED'], to: 'CANCELLED' },
  invite: { from: ['PROPOSED', 'QUESTIONED', 'ACCEPTED', 'POSTPONED'], to: null },
} as const satisfies Record<string, { from: readonly EventStatus[]; to: EventStatus | null }>;

export type EventStep = keyof typeof transitions;

/** Returns the states in which this step can be taken. */
export function statesFor(step: EventStep): readonly EventStatus[] {
  return transitions[step].from;
}

export function isPossible(step: EventStep, status: EventStatus): boolean {
  return statesFor(step).includes(status);
}

/** Returns the state after a step. A change made in answer to a question sends the event back to the coordinators. */
export function stateAfter(step: EventStep, status: EventStatus): EventStatus {
  const { to } = transitions[step];
  if (to !== null) return to;
  if (step === 'reschedule' && status === 'POSTPONED') return 'ACCEPTED';
  if ((step === 'modify' || step === 'reschedule') && status === 'QUESTIONED') return 'PROPOSED';
  return status;
}

/** Returns whether the actor may change the event: members of the organisation that leads it and coordinators may. */
export function mayChange(
  actor: Pick<Actor, 'coordinator' | 'organisations'>,
  event: Pick<Event, 'organisation'>,
): boolean {
  return actor.coordinator || actor.organisations.some(({ id }) => id === event.organisation.id);
}

/**
 * Returns whether the actor may see the event. Everybody sees an accepted one; any other only its organisations, those
 * that are invited, and the coordinators.
 */
export function maySee(
  actor: Pick<Actor, 'coordinator' | 'organisations'>,
  { status, organisation, coOrganisers, invited }: Pick<Event, 'status' | 'organisation' | 'coOrganisers' | 'invited'>,
): boolean {
  if (status === 'ACCEPTED' || actor.coordinator) return true;
  const taking = [organisation, ...coOrganisers, ...invited];
  return taking.some(({ id }) => actor.organisations.some((one) => one.id === id));
}

export interface Completeness {
  readonly done: number;
  /** The number of all fields. The theme isn't counted, because not every edition has themes. */
  readonly total: number;
  readonly missing: readonly CompletionField[];
}

/** Counts the fields that are filled in, for "Fiche 5 sur 11". */
export function completeness(event: Pick<Event, CompletionText | 'pictureId'>): Completeness {
  const missing = completionFields.filter((detail) => event[detail === 'picture' ? 'pictureId' : detail] === null);
  const total = proposalFields.length + completionFields.length;
  return { done: total - missing.length, total, missing };
}

/** Returns the local days of a slot, such as "2026-11-14". */
export function localDaysOf({ start, end }: Slot, timeZone: string): readonly string[] {
  // Everybody takes an event that ends at midnight, or in the small hours after it began, to be on one day.
  const last = end === null ? start : new Date(end.getTime() - SMALL_HOURS_MS);
  const days = [localDay(start, timeZone)];
  for (let day = addDaysAt(start, 1, timeZone); localDay(day, timeZone) <= localDay(last, timeZone); ) {
    days.push(localDay(day, timeZone));
    day = addDaysAt(day, 1, timeZone);
  }
  return days;
}

const SMALL_HOURS_MS = 6 * 3_600_000;

/** The assumed length of an event without an end. */
const USUAL_LENGTH_MS = 2 * 3_600_000;

export interface Overlap {
  readonly event: Event;
  /** Its dates that overlap. */
  readonly slots: readonly Slot[];
  /** True at the same hours; false on the same day in the same department. */
  readonly sameTime: boolean;
  readonly sameDepartment: boolean;
}

type Timed = Pick<Event, 'slots' | 'department'>;

/**
 * Returns the events that take place at the same time, or on the same day in the same department. Those at the same
 * time in the same department come first.
 */
export function overlaps(event: Timed, others: readonly Event[], timeZone: string): readonly Overlap[] {
  const days = new Set(event.slots.flatMap((slot) => localDaysOf(slot, timeZone)));
  const span = spanOfSlots(event.slots);
  return others
    .filter((other) => other.slots.some((slot) => isNear(span, slot)))
    .flatMap((other): Overlap[] => {
      const sameDepartment = event.department !== null && event.department === other.department;
      const meeting = other.slots.filter((one) => event.slots.some((slot) => meet(slot, one)));
      if (meeting.length > 0) return [{ event: other, slots: meeting, sameTime: true, sameDepartment }];
      if (!sameDepartment) return [];
      const sameDay = other.slots.filter((slot) => localDaysOf(slot, timeZone).some((day) => days.has(day)));
      return sameDay.length > 0 ? [{ event: other, slots: sameDay, sameTime: false, sameDepartment }] : [];
    })
    .toSorted((a, b) => weight(b) - weight(a) || a.event.number - b.event.number);
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

function weight({ sameTime, sameDepartment }: Overlap): number {
  return Number(sameTime) + Number(sameDepartment);
}

function meet(a: Slot, b: Slot): boolean {
  return a.start < endOf(b) && b.start < endOf(a);
}

function endOf({ start, end }: Slot): Date {
  return end ?? new Date(start.getTime() + USUAL_LENGTH_MS);
}

/** Returns whether a date lies outside the edition's days, such as "2026-11-01" to "2026-11-30". */
export function isOutside(
  slots: readonly Slot[],
  edition: { readonly startsOn: string; readonly endsOn: string },
  timeZone: string,
): boolean {
  return slots.some((slot) =>
    localDaysOf(slot, timeZone).some((day) => day < edition.startsOn || day > edition.endsOn),
  );
}

/** Returns the first instant of an edition and the first one after it. */
export function editionSpan(
  { startsOn, endsOn }: { readonly startsOn: string; readonly endsOn: string },
  timeZone: string,
): { readonly from: Date; readonly to: Date } {
  const lastNoon = atLocalTime(endsOn, '12:00', timeZone);
  return { from: atLocalTime(startsOn, '00:00', timeZone), to: dayAfterAt(lastNoon, 1, '00:00', timeZone) };
}

/**
 * Identifies what a proposal says to the coordinator who decides on it: its fields, its organisations, and the question
 * and answer. What is completed later doesn't change it.
 */
export function proposalVersion(event: Event): string {
  const { organisation, coOrganisers, statusNote, statusAnswer } = event;
  const said = proposalFields.flatMap((name) => storedFacts(event, name));
  const hosts = [organisation, ...coOrganisers].map(({ id }) => id);
  const exchanged = statusNote === null ? [] : [{ statusNote, statusAnswer }];
  return versionOf([...said, ...hosts, ...exchanged]);
}

function storedFacts(event: Event, name: ProposalField): readonly unknown[] {
  if (name === 'when') return [event.slots];
  if (name === 'place') return [event.venue, event.municipalityCode];
  return [event[name]];
}

/** Identifies the coordinators' question, so that nobody answers another one than they were shown. */
export function questionVersion({ statusNote }: Event): string {
  return versionOf([statusNote]);
}

/** Sorts slots by time and drops repeated ones. */
export function sortedSlots(slots: readonly Slot[]): readonly Slot[] {
  const byStart = slots.toSorted((a, b) => a.start.getTime() - b.start.getTime());
  const seen = new Set<string>();
  return byStart.filter(({ start, end }) => {
    const hours = `${start.getTime()}-${end?.getTime()}`;
    return !seen.has(hours) && seen.add(hours);
  });
}

/** Days before the edition's first day at which organisations are reminded of incomplete sheets. */
const REMINDED_DAYS_BEFORE = 7;

/** Returns when the reminder is due, and when it expires because the edition has begun. */
export function reminderTimes(startsOn: string, timeZone: string): { readonly at: Date; readonly expires: Date } {
  const noon = new Date(`${startsOn}T12:00:00Z`);
  return {
    at: dayAfterAt(noon, -REMINDED_DAYS_BEFORE, '10:00', timeZone),
    expires: dayAfterAt(noon, 0, '00:00', timeZone),
  };
}
