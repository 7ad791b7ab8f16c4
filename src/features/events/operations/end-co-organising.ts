import { z } from 'zod';
import { actsForOwn } from '../../../access/journal/entry.ts';
import { type Operation, operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { versionOf } from '../../../access/operation/version.ts';
import { UserError } from '../../../chat/user-error.ts';
import type { Translator } from '../../../texts/translator.ts';
import { editionById, holdOpenEdition } from '../../editions/queries.ts';
import { refreshCards } from '../cards.ts';
import { coOrganiserStore } from '../co-organiser-store.ts';
import type { Event, Host } from '../event.ts';
import type { CoOrganisation, Invitation } from '../invitation.ts';
import { eventDeed } from '../journal.ts';
import { coOrganisingEndedNotice } from '../messages/end-co-organising.ts';
import { EditionClosed, requireEvent, tooLateError } from '../permission.ts';
import { isPossible, mayEndCoOrganising, maySee } from '../rules.ts';
import { eventStore } from '../store.ts';
import { tellOrganisation } from '../tell.ts';
import { refreshInvitation, refreshInvitations } from './co-organise.ts';

/** Runs, in the same transaction, when an organisation co-organises an event no more: it isn't asked about it, for example. */
export type LeftHook = (scope: Scope, event: Event, organisation: Host) => Promise<void>;

const input = z.object({ id: z.string() });
export type EndCoOrganising = Operation<typeof input, CoOrganisation>;

/** Returns what an organisation agreed to co-organise, before somebody ends that. `id` is the invitation's. */
export const coOrganisingToEnd = operation({
  name: 'events.coOrganisingToEnd',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input,
  async run(scope, { id }): Promise<CoOrganisation> {
    const { event, invitation } = await coOrganised(scope, await known(scope, id));
    if (!(await editionById(scope, event.editionId))?.open) throw await closedError(scope, event, invitation);
    return coOrganisationOf(event, invitation);
  },
});

/**
 * Returns the operation that ends that an organisation co-organises an event: a member of it or of the organisation that leads
 * the event, or a coordinator. It may be invited again.
 */
export function endCoOrganisingOperation(onLeft: readonly LeftHook[]): EndCoOrganising {
  return operation({
    name: 'events.endCoOrganising',
    who: 'organiser',
    input,
    async run(scope, { id }): Promise<CoOrganisation> {
      const found = await known(scope, id);
      // Without the lock, the cards might be refreshed without what somebody else changes at this moment.
      await eventStore(scope).lock(found.eventId);
      const { event: before, invitation } = await coOrganised(scope, found);
      await holdEdition(scope, before, invitation);
      const { organisation } = invitation;
      if (!(await coOrganiserStore(scope).end(id))) throw endedError(before, organisation);
      const event = await requireEvent(scope, before.id);
      await refreshInvitation(scope, event, { ...invitation, status: 'DECLINED' }, true);
      // Whoever is asked reads there with whom they would organise it.
      await refreshInvitations(scope, event);
      await refreshCards(scope, event);
      const told = {
        what: `co-organising-ended-${id}-${invitation.invitedAt.getTime()}`,
        why: 'concern' as const,
        except: scope.actor.personId,
        words: (t: Translator, leads: boolean) =>
          coOrganisingEndedNotice(t, { event, organisation, by: scope.actor.name, leads }),
      };
      await tellOrganisation(scope, event, told, [organisation]);
      for (const hook of onLeft) await hook(scope, event, organisation);
      return coOrganisationOf(event, invitation);
    },
    journal: {
      deeds({ event, organisation }, _, scope) {
        if (actsForOwn(scope, organisation)) return null;
        return { ...eventDeed('events.journal.coOrganisingEnded', event), organisation };
      },
    },
  });
}

async function known(scope: Scope, id: string): Promise<Invitation> {
  const invitation = z.uuid().safeParse(id).success ? await coOrganiserStore(scope).byId(id) : null;
  if (!invitation) throw new UserError('common.errors.notFound');
  return invitation;
}

/** Returns the event of an invitation that was agreed to, where the actor may end that now. Throws UserError otherwise. */
async function coOrganised(
  scope: Scope,
  { id, eventId, organisation }: Invitation,
): Promise<{ readonly event: Event; readonly invitation: Invitation }> {
  const event = await requireEvent(scope, eventId);
  if (!mayEndCoOrganising(scope.actor, event, organisation)) {
    // Somebody who may not see it isn't told its title either.
    if (!maySee(scope.actor, event)) throw new UserError('common.errors.notFound');
    const values = { title: event.title, organisation: organisation.name, host: event.organisation.name };
    throw new UserError('events.errors.notYoursToEnd', values);
  }
  const invitation = await known(scope, id);
  // Only what stood was to be ended.
  if (invitation.status !== 'ACCEPTED') throw endedError(event, organisation);
  if (!isPossible('invite', event.status)) throw await tooLateError(scope, event);
  return { event, invitation };
}

function coOrganisationOf(event: Event, { id, organisation, invitedAt }: Invitation): CoOrganisation {
  return { event, id, version: versionOf(invitedAt), organisation };
}

function endedError({ title }: Event, { name }: Host): UserError {
  return new UserError('events.errors.endedAlready', { title, organisation: name });
}

async function holdEdition(scope: Scope, event: Event, invitation: Invitation): Promise<void> {
  try {
    await holdOpenEdition(scope, event.editionId);
  } catch (error) {
    throw error instanceof UserError ? await closedError(scope, event, invitation) : error;
  }
}

/** Returns the error that who held an event stands, because its edition is closed. */
async function closedError(scope: Scope, { id, title, editionId }: Event, { organisation }: Invitation) {
  const edition = await editionById(scope, editionId);
  const values = { year: String(edition?.year ?? ''), title, organisation: organisation.name };
  const view = { action: `event-view:${id}`, label: 'events.button.view' };
  return new EditionClosed('events.errors.coOrganisationStands', values, null, [view]);
}
