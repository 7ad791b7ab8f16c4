import type { Actor } from '../../access/actor/actor.ts';
import { versionOf } from '../../access/operation/version.ts';
import { addDaysAt, dayAfterAt, localDay, type Slot } from '../../dates/index.ts';
import type { Edition } from '../editions/edition.ts';
import type { Event, EventStatus, Host, WrittenEvent } from './event.ts';
import { fieldKindOf } from './fields/kinds.ts';
import { type CompletionField, type CompletionText, completionFields, proposalFields } from './fields/list.ts';

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

/** Returns whether one of the actor's organisations co-organises the event. */
export function takesPart(
  { organisations }: Pick<Actor, 'organisations'>,
  event: Pick<Event, 'coOrganisers'>,
): boolean {
  return event.coOrganisers.some(({ id }) => organisations.some((one) => one.id === id));
}

/**
 * Returns whether the actor may end that an organisation co-organises the event: its members, those of the organisation that
 * leads it, and coordinators may.
 */
export function mayEndCoOrganising(
  actor: Pick<Actor, 'coordinator' | 'organisations'>,
  event: Pick<Event, 'organisation'>,
  coOrganiser: Host,
): boolean {
  return mayChange(actor, event) || actor.organisations.some(({ id }) => id === coOrganiser.id);
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

/** The number of decisions from which on one can say how long they usually take. */
const ENOUGH_DECISIONS = 3;
const A_DAY = 86_400_000;

/** Returns the days within which half of the decisions were taken, given how long each took; null for too few. */
export function usualDays(took: readonly number[]): number | null {
  if (took.length < ENOUGH_DECISIONS) return null;
  const middle = took.toSorted((a, b) => a - b)[Math.floor((took.length - 1) / 2)] ?? 0;
  return middle < A_DAY ? 0 : Math.ceil(middle / A_DAY);
}

export interface Completeness {
  readonly done: number;
  /** The number of all fields. The theme isn't counted, because not every edition has themes. */
  readonly total: number;
  readonly missing: readonly CompletionField[];
}

/** Counts the fields that are filled in, for "5 rubriques remplies sur 13". */
export function completeness(event: Pick<Event, CompletionText | 'pictureId'>): Completeness {
  const written: Partial<WrittenEvent> = event;
  const missing = completionFields.filter((name) =>
    fieldKindOf(name)
      .columns(name)
      .every((column) => written[column] === null),
  );
  const total = proposalFields.length + completionFields.length;
  return { done: total - missing.length, total, missing };
}

/** Returns the local days of a slot, such as "2026-11-14". */
export function localDaysOf({ start, end }: Slot, timeZone: string): readonly string[] {
  // Everybody takes an event that ends at midnight, or in the small hours after it began, to be on one day.
  const last = end === null ? start : new Date(end.getTime() - SMALL_HOURS_MS);
  const [first, until] = [localDay(start, timeZone), localDay(last, timeZone)];
  const days = [first];
  if (until <= first) return days;
  for (let day = addDaysAt(start, 1, timeZone); localDay(day, timeZone) <= until; day = addDaysAt(day, 1, timeZone))
    days.push(localDay(day, timeZone));
  return days;
}

const SMALL_HOURS_MS = 6 * 3_600_000;

/** Some dates of an event lie outside its edition's days. */
export interface Outside {
  readonly edition: EditionDays;
  /** The number of such dates, of all its dates. */
  readonly count: number;
  readonly of: number;
}

type EditionDays = Pick<Edition, 'startsOn' | 'endsOn'>;

/** Returns what lies outside the edition's days, such as "2026-11-01" to "2026-11-30"; null when nothing does. */
export function outsideOf(slots: readonly Slot[], edition: EditionDays, timeZone: string): Outside | null {
  const { length: count } = slots.filter((slot) =>
    localDaysOf(slot, timeZone).some((day) => day < edition.startsOn || day > edition.endsOn),
  );
  return count === 0 ? null : { edition, count, of: slots.length };
}

/**
 * Identifies what a proposal says to the coordinator who decides on it: its fields, its organisations, and the question
 * and answer. What is completed later doesn't change it.
 */
export function proposalVersion(event: Event): string {
  const { statusNote, statusAnswer } = event;
  const exchanged = statusNote === null ? [] : [{ statusNote, statusAnswer }];
  return versionOf([...saidOf(event), ...exchanged]);
}

function saidOf(event: Event): readonly unknown[] {
  const { organisation, coOrganisers } = event;
  const said = proposalFields.flatMap((name) => fieldKindOf(name).decided(event, name));
  return [...said, ...[organisation, ...coOrganisers].map(({ id }) => id)];
}

/** Identifies what an invitation to co-organise an event says of it, so that nobody agrees to anything but what they were shown. */
export function invitationVersion(event: Event): string {
  return versionOf([...saidOf(event), event.status === 'POSTPONED']);
}

/** Identifies the version of several proposals together, in any order. */
export function proposalsVersion(events: readonly Event[]): string {
  return versionOf(events.map((event) => [event.number, proposalVersion(event)]).toSorted());
}

/** Returns whether the event was accepted while a question waited for its answer. It waits again if that is taken back. */
export function isQuestionLeft({ status, statusNote, statusAnswer }: Event): boolean {
  return (status === 'ACCEPTED' || status === 'POSTPONED') && statusNote !== null && statusAnswer === null;
}

/** Identifies the coordinators' question, so that nobody answers another one than they were shown. */
export function questionVersion({ statusNote }: Event): string {
  return versionOf([statusNote]);
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

/** Local hour at which the announcement channels are told of the events that were accepted. */
const DIGEST_AT = '18:00';

/** Returns when the next digest of accepted events is due: today, or tomorrow once today's hour has passed. */
function nextDigest(now: Date, timeZone: string): Date {
  const today = dayAfterAt(now, 0, DIGEST_AT, timeZone);
  return today > now ? today : dayAfterAt(now, 1, DIGEST_AT, timeZone);
}

/**
 * After this long the channels are told of an event that the next digest would come too late for: meanwhile others are accepted
 * that go into the same message, and a slip is taken back.
 */
const URGENT_AFTER_MS = 10 * 60_000;

/**
 * Returns when the channels are told of an event with these dates that is accepted now: with the next digest or, where that would
 * come too late for one of them, within minutes. It isn't too late for what has begun already and goes on then.
 */
export function announcedFrom(slots: readonly Slot[], now: Date, timeZone: string): Date {
  const digest = nextDigest(now, timeZone);
  const goesOn = ({ start, end }: Slot) => start <= now && end !== null && end > digest;
  const comesTooLate = slots.some((slot) => slot.start < digest && !areOver([slot], now, timeZone) && !goesOn(slot));
  return comesTooLate ? new Date(Math.min(digest.getTime(), now.getTime() + URGENT_AFTER_MS)) : digest;
}

/** Returns whether all dates are over. One that tells no end is over once its day is. */
export function areOver(slots: readonly Slot[], now: Date, timeZone: string): boolean {
  return slots.every(({ start, end }) => (end ?? dayAfterAt(start, 1, '00:00', timeZone)) <= now);
}
