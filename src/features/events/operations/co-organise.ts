import { z } from 'zod';
import { memberOf } from '../../../access/actor/rights.ts';
import { directory } from '../../../access/contacts/directory-store.ts';
import { actsForOwn } from '../../../access/journal/entry.ts';
import { enforceLimit } from '../../../access/operation/limits.ts';
import { type Operation, operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { departureToOrganisations, editUnder, tellPerson, wordsForHolder } from '../../../delivery/outbox/index.ts';
import { editionById } from '../../editions/queries.ts';
import { organisation } from '../../organisations/queries.ts';
import { tellCoordinators } from '../../regions/tell-coordinators.ts';
import { refreshCards } from '../cards.ts';
import { coOrganiserStore } from '../co-organiser-store.ts';
import type { Event, Host } from '../event.ts';
import type { Invitation, InvitationAnswer, InvitationFacts, Invited } from '../invitation.ts';
import { invitationKey } from '../invitations.ts';
import { deedForOthers, eventDeed } from '../journal.ts';
import { answeredNotice, invitationCard } from '../messages/co-organise.ts';
import { eventForStep, holdEditionOf, requireEvent } from '../permission.ts';
import { invitationVersion, isPossible } from '../rules.ts';
import { eventStore } from '../store.ts';
import { noticeKeyPrefix, tellOrganisation } from '../tell.ts';

/** Asks another organisation to co-organise an event. Its members get a card. */
export const inviteCoOrganiser = operation({
  name: 'events.invite',
  who: 'organiser',
  input: z.object({ id: z.string(), organisationId: z.string() }),
  async run(scope, { id, organisationId }): Promise<Invited> {
    // When two members ask at once, the organisation is asked once; and nobody calls the event off while it is asked.
    if (z.uuid().safeParse(id).success) await eventStore(scope).lock(id);
    const event = await eventForStep(scope, id, 'invite');
    const found = z.uuid().safeParse(organisationId).success ? await organisation(scope, organisationId) : null;
    if (!found) throw new UserError('common.errors.notFound', {}, 'organisation');
    const values = { organisation: found.name, title: event.title };
    if (found.id === event.organisation.id) throw new UserError('events.errors.ownInvitation', values, 'organisation');
    const store = coOrganiserStore(scope);
    const known = await store.of(id, found.id);
    if (known?.status === 'ACCEPTED') throw new UserError('events.errors.coOrganises', values, 'organisation');
    if (known?.status === 'INVITED') throw new UserError('events.errors.invited', values, 'organisation');
    await enforceLimit(scope, 'invitation', event.organisation.id);
    const invitation = await store.invite(id, found.id, scope.actor.personId);
    await sendInvitation(scope, event, invitation);
    return { event, invitation, leaves: await departureToOrganisations(scope, invitationKey(invitation)) };
  },
  journal: { deeds: ({ event }, _, scope) => deedForOthers(scope, 'events.journal.invited', event) },
});

/** Sends the card to the organisation's members or, when it has none, to the coordinators, who may answer for it. */
export async function sendInvitation(scope: Scope, event: Event, invitation: Invitation): Promise<void> {
  const people = directory(scope);
  const members = await people.members(invitation.organisation.id);
  const facts = await factsOf(scope, event, invitation, null);
  if (members.length === 0) {
    await tellCoordinators(scope, invitationKey(invitation), (t) => invitationCard(t, facts));
    return;
  }
  for (const contact of members) {
    await tellPerson(scope, contact, {
      key: `${invitationKey(invitation)}:${contact.personId}`,
      words: (t) => invitationCard(t, facts),
      consent: { unasked: 'invitation', personId: contact.personId },
      readAs: [memberOf(invitation.organisation.id)],
    });
  }
}

/** Runs, in the same transaction, when an organisation agrees to co-organise an event: the kit is sent, for example. */
export type JoinedHook = (scope: Scope, event: Event, organisation: Host) => Promise<void>;

const answerInput = z.object({ id: z.string(), accept: z.boolean(), shown: z.string().optional() });
export type AnswerInvitation = Operation<typeof answerInput, InvitationAnswer>;

/**
 * Returns the operation that answers an invitation. The first answer counts, whichever member gives it. Nobody agrees to an event
 * that says something else than they were shown: `shown` is the version of that, which buttons that were posted before they carried
 * it don't have.
 */
export function answerInvitationOperation(onJoined: readonly JoinedHook[]): AnswerInvitation {
  return operation({
    name: 'events.answerInvitation',
    who: 'organiser',
    input: answerInput,
    async run(scope, { id, accept, shown }): Promise<InvitationAnswer> {
      const store = coOrganiserStore(scope);
      const before = z.uuid().safeParse(id).success ? await store.byId(id) : null;
      if (!before) throw new UserError('common.errors.notFound');
      const { organisation: asked } = before;
      if (!scope.actor.coordinator && !scope.actor.organisations.some((one) => one.id === asked.id)) {
        throw new UserError('events.errors.notYourInvitation', { organisation: asked.name });
      }
      // Without the lock, the cards might be refreshed without what somebody else changes at this moment.
      await eventStore(scope).lock(before.eventId);
      const earlier = await requireEvent(scope, before.eventId);
      const { title } = earlier;
      if (!isPossible('invite', earlier.status)) {
        throw (await movedTo(scope, earlier, asked)) ?? new UserError('events.errors.over', { title });
      }
      if (accept) await holdEditionOf(scope, earlier, 'hosts');
      const waiting = await store.byId(id);
      if (waiting?.status !== 'INVITED') throw await answeredError(scope, waiting ?? before, earlier, accept);
      if (accept && shown !== undefined && shown !== invitationVersion(earlier))
        return { outcome: 'changed', shown: await factsOf(scope, earlier, waiting, null) };
      if (!(await store.answer(id, accept))) throw new Error(`invitation ${id} is locked and can't be answered`);
      const event = await requireEvent(scope, before.eventId);
      const invitation: Invitation = { ...before, status: accept ? 'ACCEPTED' : 'DECLINED' };
      await refreshInvitation(scope, event, invitation);
      // Whoever is asked, too, reads there with whom they would organise it.
      if (accept) await refreshInvitations(scope, event);
      await refreshCards(scope, event);
      await tellOrganisation(scope, event, {
        what: `invitation-${id}-${before.invitedAt.getTime()}`,
        why: 'decision',
        except: scope.actor.personId,
        words: (t) => answeredNotice(t, event, invitation),
      });
      if (accept) for (const hook of onJoined) await hook(scope, event, asked);
      const leaves = await departureToOrganisations(scope, noticeKeyPrefix(event));
      return { outcome: 'answered', event, invitation, leaves };
    },
    journal: {
      deeds(answer, { accept }, scope) {
        if (answer.outcome === 'changed') return null;
        const { event, invitation } = answer;
        const { organisation } = invitation;
        const verb = accept ? 'events.journal.invitationAccepted' : 'events.journal.invitationDeclined';
        return actsForOwn(scope, organisation) ? null : { ...eventDeed(verb, event), organisation };
      },
    },
  });
}

/** Returns the error that an invitation isn't one any more, as what became of it; to whoever wants out of what was agreed to, with the way to end it. */
async function answeredError(
  scope: Scope,
  { id, status, organisation, endedAt }: Invitation,
  { title, editionId, organisation: host }: Event,
  accept: boolean,
): Promise<UserError> {
  const values = { title, organisation: organisation.name, host: host.name };
  if (status !== 'ACCEPTED') {
    const over = endedAt === null ? 'declined' : 'ended';
    return new UserError(`events.errors.${over}${accept ? 'Before' : 'Already'}`, values);
  }
  if (accept) return new UserError('events.errors.coOrganises', values);
  const edition = await editionById(scope, editionId);
  if (!edition?.open)
    return new UserError('events.errors.coOrganisationStands', { ...values, year: String(edition?.year ?? '') });
  const way = { action: `cohost-end:${id}`, label: 'events.cohost.end' };
  return new UserError('events.errors.agreedBefore', values, null, [way]);
}

/** Returns the words about an invitation to an event that is one with another by now; null where it isn't. */
async function movedTo(scope: Scope, { title, mergedInto }: Event, asked: Host): Promise<UserError | null> {
  if (!mergedInto) return null;
  const values = { title, other: mergedInto.title };
  const moved = await coOrganiserStore(scope).of(mergedInto.id, asked.id);
  if (moved?.status !== 'INVITED') return new UserError('events.already.MERGED', values);
  return new UserError('events.errors.invitationMoved', values, null, [
    { action: await acceptAction(scope, moved), label: 'events.invitation.accept' },
    { action: `cohost-decline:${moved.id}`, label: 'events.invitation.decline' },
  ]);
}

/** Returns the action that agrees to co-organise an event as it stands now. */
async function acceptAction(scope: Scope, { id, eventId }: Invitation): Promise<string> {
  return `cohost-accept:${id}/${invitationVersion(await requireEvent(scope, eventId))}`;
}

/** Edits the cards of those who haven't answered, once the event is another, or an answer is possible no more, or again. */
export async function refreshInvitations(scope: RegionScope, event: Event): Promise<void> {
  for (const invitation of await coOrganiserStore(scope).unanswered(event.id))
    await rewordCard(scope, await factsOf(scope, event, invitation, null));
}

/** Returns the name of whoever asks; the chamber's where that isn't known any more. */
async function inviterOf(scope: RegionScope, { invitedById }: Invitation): Promise<string> {
  return (await directory(scope).person(invitedById))?.name ?? scope.region.chamber;
}

async function factsOf(
  scope: RegionScope,
  event: Event,
  invitation: Invitation,
  answer: string | null,
): Promise<InvitationFacts> {
  const edition = await editionById(scope, event.editionId);
  return { event, invitation, by: await inviterOf(scope, invitation), answer, isClosed: edition?.open === false };
}

/** Edits all copies of the card to say who answered, or has `ended` it. */
export async function refreshInvitation(
  scope: Scope,
  event: Event,
  invitation: Invitation,
  ended = false,
): Promise<void> {
  await rewordCard(scope, { ...(await factsOf(scope, event, invitation, scope.actor.name)), ended });
}

async function rewordCard(scope: RegionScope, facts: InvitationFacts): Promise<void> {
  const prefix = `${invitationKey(facts.invitation)}:`;
  await editUnder(scope, prefix, async (key) =>
    invitationCard(await wordsForHolder(scope, key.slice(prefix.length)), facts),
  );
}
