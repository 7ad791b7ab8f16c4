import { z } from 'zod';
import { directory } from '../../access/contacts/directory-store.ts';
import type { Scope } from '../../access/operation/scope.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { type Offer, Settled, UserError } from '../../chat/user-error.ts';
import { currentEditionOrNone, editionById, holdOpenEdition } from '../editions/queries.ts';
import type { Event } from './event.ts';
import { type EventStep, isPossible, isQuestionLeft, mayChange, maySee } from './rules.ts';
import { eventStore } from './store.ts';

/** Returns an event. Throws UserError when the region has none with this id. */
export async function requireEvent(scope: RegionScope, id: string): Promise<Event> {
  const event = z.uuid().safeParse(id).success ? await eventStore(scope).byId(id) : null;
  if (!event) throw new UserError('common.errors.notFound');
  return event;
}

/** A refusal of what could be done with a proposal or a decision until its edition was closed. */
export class EditionClosed extends Settled {}

/** The part of an event that stands once its edition is closed: what was decided on it, or who holds it. */
type Standing = 'decision' | 'hosts';

/**
 * Checks that an event's edition is open. Throws EditionClosed, which says what becomes of a proposal without a decision, otherwise
 * that this stands, and where to read on.
 */
export async function requireOpenEdition(scope: Scope, event: Event, what: Standing = 'decision'): Promise<void> {
  const edition = await editionById(scope, event.editionId);
  if (edition?.open) return;
  const values = { year: String(edition?.year ?? ''), title: event.title };
  const view = { action: `event-view:${event.id}`, label: 'events.button.view' };
  if (!isPossible('accept', event.status)) throw new EditionClosed(`events.errors.${what}Stands`, values, null, [view]);
  const isNext = (await currentEditionOrNone(scope)) !== null;
  const again = { action: `event-duplicate:${event.id}`, label: 'events.button.duplicate' };
  const offers = isNext && mayChange(scope.actor, event) ? [view, again] : [view];
  throw new EditionClosed('events.errors.lapsed', { ...values, next: isNext ? 'yes' : 'no' }, null, offers);
}

/** Holds an event's edition open until the transaction ends: whoever closes it waits. Throws as `requireOpenEdition` does. */
export async function holdEditionOf(scope: Scope, event: Event, what: Standing = 'decision'): Promise<void> {
  try {
    await holdOpenEdition(scope, event.editionId);
  } catch (error) {
    if (error instanceof UserError) await requireOpenEdition(scope, event, what);
    throw error;
  }
}

/**
 * Returns an event that the actor may do this with now. Throws a UserError that says why not. A question that the event
 * was accepted without an answer to can still be answered.
 */
export async function eventForStep(scope: Scope, id: string, step: EventStep): Promise<Event> {
  const event = await ownEvent(scope, id);
  const isLate = step === 'answer' && isQuestionLeft(event);
  if (!isPossible(step, event.status) && !isLate) throw await tooLateError(scope, event);
  // Nobody decides on it any more, whatever is changed in it or answered.
  if (step === 'invite') await requireOpenEdition(scope, event, 'hosts');
  else if (isPossible('accept', event.status)) await requireOpenEdition(scope, event);
  return event;
}

/**
 * Returns an event of one of the actor's organisations or, for a coordinator, any event. Throws UserError otherwise.
 */
export async function ownEvent(scope: Scope, id: string): Promise<Event> {
  const event = await requireEvent(scope, id);
  // Somebody who may not see it isn't told its title either.
  if (!maySee(scope.actor, event)) throw new UserError('common.errors.notFound');
  if (!mayChange(scope.actor, event)) {
    const { title, organisation } = event;
    throw new UserError('events.errors.notYours', { title, organisation: organisation.name });
  }
  return event;
}

/**
 * Returns the error that says what has happened to an event meanwhile, and who decided it, with what somebody who may see
 * it can do now.
 */
export async function tooLateError(scope: Scope, { id }: Pick<Event, 'id'>): Promise<UserError> {
  const event = await requireEvent(scope, id);
  const { status, title, decidedById, decidedAt, mergedInto } = event;
  const offers = waysOn(scope, event);
  if (mergedInto) return new Settled('events.already.MERGED', { title, other: mergedInto.title }, null, offers);
  const decider = decidedById === null ? null : await directory(scope).person(decidedById);
  const values = { title, name: decider?.name ?? scope.region.chamber, when: decidedAt ?? scope.now };
  return new Settled(`events.already.${status}`, values, null, offers);
}

function waysOn({ actor }: Scope, event: Event): readonly Offer[] {
  const view = { action: `event-view:${event.mergedInto?.id ?? event.id}`, label: 'events.button.view' };
  const undecide = { action: `event-undecide:${event.id}`, label: 'events.undecide' };
  return actor.coordinator && isPossible('undecide', event.status) ? [view, undecide] : [view];
}
