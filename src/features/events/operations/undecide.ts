import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import type { Translator } from '../../../texts/translator.ts';
import { refreshCards, refreshCardsAround } from '../cards.ts';
import { scheduleMoved } from '../changes.ts';
import type { Event } from '../event.ts';
import { eventDeed } from '../journal.ts';
import { invitedAgainNotice } from '../messages/co-organise.ts';
import { undecidedNotice } from '../messages/notices.ts';
import { holdEditionOf, requireEvent, requireOpenEdition } from '../permission.ts';
import { isPossible, isQuestionLeft, stateAfter, statesFor } from '../rules.ts';
import { eventStore } from '../store.ts';
import { tellOrganisation, tellOthers } from '../tell.ts';
import { refreshInvitations } from './co-organise.ts';

/** Returns a decided event of the open edition. Throws UserError when there is no decision to take back. */
async function decided(scope: Scope, id: string): Promise<Event> {
  const event = await requireEvent(scope, id);
  if (!isPossible('undecide', event.status)) throw new UserError('events.errors.notDecided', { title: event.title });
  await requireOpenEdition(scope, event);
  return event;
}

/** The values that empty a question, an answer or a reason. */
const noted = { statusNote: null, statusAnswer: null };

/** Returns the decided event, before somebody takes the decision back. */
export const decisionToTakeBack = operation({
  name: 'events.decisionToTakeBack',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.string() }),
  run: (scope, { id }): Promise<Event> => decided(scope, id),
});

/**
 * Takes an acceptance or a refusal back: the event waits for the coordinators again, or for the organisation's answer where
 * a question was left open, it leaves the programme, and those who had been told of the decision are told of this.
 * `version`: of the event when it was asked, so that no decision taken since is undone.
 */
export const takeBackDecision = operation({
  name: 'events.takeBackDecision',
  who: 'coordinator',
  input: z.object({ id: z.string(), version: z.number().int() }),
  async run(scope, { id, version }): Promise<Event> {
    const before = await decided(scope, id);
    const store = eventStore(scope);
    const questioned = isQuestionLeft(before);
    const status = stateAfter(questioned ? 'ask' : 'undecide', before.status);
    const change = { decidedById: null, decidedAt: null, status, ...(questioned ? {} : noted) };
    if (!(await store.change(id, { status: statesFor('undecide'), version }, change))) {
      throw new UserError('events.errors.decisionChanged', { title: before.title });
    }
    // Whoever closes it at this moment takes it for decided.
    await holdEditionOf(scope, before);
    const event = await store.known(id);
    if (before.status === 'REFUSED') await refreshCardsAround(scope, event, before);
    else await refreshCards(scope, event);
    if (before.status === 'ACCEPTED') await scheduleMoved(scope, event);
    await refreshInvitations(scope, event);
    const told = {
      what: 'undecided',
      why: 'decision' as const,
      except: scope.actor.personId,
      words: (t: Translator) => undecidedNotice(t, before, event, scope.region.chamber),
    };
    await tellOrganisation(scope, event, told, event.coOrganisers);
    // They were told that there was nothing left to answer.
    const asked = (t: Translator) => invitedAgainNotice(t, event, scope.region.chamber);
    const again = { ...told, what: 'invited-again', why: 'change' as const, words: asked };
    if (before.status === 'REFUSED') await tellOthers(scope, event, again, event.invited);
    return event;
  },
  journal: { deeds: (event) => eventDeed('events.journal.undecided', event) },
});
