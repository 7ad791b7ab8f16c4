import { z } from 'zod';
import { enforceLimit } from '../../../access/operation/limits.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { ChangedMeanwhile, UserError } from '../../../chat/user-error.ts';
import type { Slot } from '../../../dates/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { editionById } from '../../editions/queries.ts';
import { tellCoordinators } from '../../regions/tell-coordinators.ts';
import { refreshCards, refreshCardsAround, scheduleOverlapRefresh } from '../cards.ts';
import { changedFields, scheduleMoved, tellOfChange } from '../changes.ts';
import { clashesOf } from '../clashes.ts';
import type { Event, EventStatus } from '../event.ts';
import { readSlots } from '../fields/dates.ts';
import { deedForOthers } from '../journal.ts';
import { endMergesOf } from '../merge-cards.ts';
import { cancelledNotice } from '../messages/notices.ts';
import type { Postponement } from '../modification.ts';
import { eventForStep, holdEditionOf, tooLateError } from '../permission.ts';
import { isPossible, stateAfter, statesFor } from '../rules.ts';
import { eventStore } from '../store.ts';
import { cancelledKey, tellOrganisation } from '../tell.ts';
import { refreshInvitations } from './co-organise.ts';

const postponement = z.object({ id: z.string(), when: z.string().optional() });

/** Reads new dates to show them back; stores nothing. */
export const previewPostponement = operation({
  name: 'events.previewPostponement',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: postponement,
  async run(scope, typed): Promise<Postponement> {
    const { edition, event, slots } = await readPostponement(scope, typed);
    const after = { ...event, slots: slots ?? event.slots, status: statusWith(slots, event) };
    const changes = changedFields(event, after).length > 0;
    if (slots === null) return { event, slots, changes, clashes: { overlaps: [], outside: null } };
    return { event, slots, changes, clashes: await clashesOf(scope, edition, { ...event, slots }) };
  },
});

function statusWith(slots: readonly Slot[] | null, { status }: Event): EventStatus {
  return stateAfter(slots ? 'reschedule' : 'postpone', status);
}

async function readPostponement(scope: Scope, { id, when }: z.output<typeof postponement>) {
  const event = await eventForStep(scope, id, 'reschedule');
  const edition = await editionById(scope, event.editionId);
  if (!edition) throw new UserError('common.errors.notFound');
  if (when === undefined) {
    if (!isPossible('postpone', event.status)) throw new UserError('events.errors.dateNeeded', {}, 'when');
    return { edition, event, slots: null };
  }
  return { edition, event, slots: readSlots(scope, when, edition) };
}

/**
 * Gives an event new dates, or none for now. Throws ChangedMeanwhile when it no longer has the version of which the new
 * dates were shown.
 */
export const postponeEvent = operation({
  name: 'events.postpone',
  who: 'organiser',
  times: true,
  input: postponement.extend({ version: z.number().int() }),
  async run(scope, { version, ...typed }): Promise<Event> {
    const { event: before, slots } = await readPostponement(scope, typed);
    const store = eventStore(scope);
    const status = statusWith(slots, before);
    const isAsShown = before.version === version;
    if (!isAsShown || !(await store.change(before.id, { status: [before.status], version }, { status }))) {
      const { title } = await eventForStep(scope, before.id, 'reschedule');
      throw new ChangedMeanwhile('events.errors.decisionChanged', { title });
    }
    // Whoever closes its edition at this moment tells that there will be no decision.
    if (isPossible('accept', before.status)) await holdEditionOf(scope, before);
    if (slots) await store.setSlots(before.id, slots);
    const after = await store.known(before.id);
    await refreshCardsAround(scope, after, before);
    await refreshInvitations(scope, after);
    await tellOfChange(scope, before, after);
    return after;
  },
  journal: { deeds: (event, _, scope) => deedForOthers(scope, 'events.journal.moved', event) },
});

/** Returns an event that this person may still cancel. Throws UserError otherwise. */
export const eventToCancel = operation({
  name: 'events.toCancel',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.string() }),
  run: (scope, { id }): Promise<Event> => eventForStep(scope, id, 'cancel'),
});

/** Cancels an event and tells the coordinators, the organisation and the co-organisers. */
export const cancelEvent = operation({
  name: 'events.cancel',
  who: 'organiser',
  input: z.object({ id: z.string(), reason: z.string().nullable() }),
  async run(scope, { id, reason }): Promise<Event> {
    const before = await eventForStep(scope, id, 'cancel');
    await enforceLimit(scope, 'change', before.organisation.id);
    const store = eventStore(scope);
    const change = { status: stateAfter('cancel', before.status), statusNote: reason, statusAnswer: null };
    if (!(await store.change(id, { status: statesFor('cancel') }, change))) throw await tooLateError(scope, before);
    const event = await store.known(id);
    await refreshCards(scope, event);
    await scheduleOverlapRefresh(scope, event);
    await scheduleMoved(scope, event);
    await endMergesOf(scope, event);
    await refreshInvitations(scope, event);
    const told = {
      what: 'cancelled',
      why: 'concern' as const,
      except: scope.actor.personId,
      words: (t: Translator) => cancelledNotice(t, event, scope.actor.name),
    };
    await tellCoordinators(scope, cancelledKey(event), told.words);
    await tellOrganisation(scope, event, told, [...event.coOrganisers, ...event.invited]);
    return event;
  },
  journal: { deeds: (event, _, scope) => deedForOthers(scope, 'events.journal.cancelled', event) },
});
