import { z } from 'zod';
import { memberOf } from '../../../access/actor/rights.ts';
import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import { enforceLimit } from '../../../access/operation/limits.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import type { RegionScope } from '../../../access/region/region-scope.ts';
import { MENU } from '../../../chat/entry-commands.ts';
import { runs } from '../../../chat/interaction.ts';
import type { PlatformUser } from '../../../chat/place.ts';
import { Settled, UserError } from '../../../chat/user-error.ts';
import { departureUnder, followMembers, type Letter, tellPerson } from '../../../delivery/outbox/index.ts';
import { findOrCreatePerson } from '../../people/find-person.ts';
import { namesakeInTeam } from '../../people/namesake.ts';
import { membershipDeed } from '../journal.ts';
import { membershipStore } from '../membership-store.ts';
import { addedMessage, joinCard, requestDecisionNotice } from '../messages/joining.ts';
import type { Membership, MembershipChange } from '../organisation.ts';
import { theOrganisation } from '../queries.ts';
import { mayDecide } from '../rules.ts';
import { editCards, requestCardKey } from './request-cards.ts';

/** Asks to become a member: members and coordinators decide. A coordinator becomes one at once. */
export const joinOrganisation = operation({
  name: 'organisations.join',
  who: 'anyone',
  input: z.object({ organisation: z.uuid() }),
  async run(scope, { organisation: id }): Promise<MembershipChange> {
    const organisation = await theOrganisation(scope, id);
    const store = membershipStore(scope);
    const { personId, coordinator } = scope.actor;
    const known = await store.between(id, personId);
    if (known?.status === 'ACTIVE')
      throw new Settled('organisations.errors.member', { name: organisation.name }, null, [MENU_OFFER]);
    if (known?.status === 'PENDING') throw pendingError(known);
    if (coordinator && !(known?.excluded && (await hasMembers(scope, id)))) {
      const entered = await store.enter(id, personId, personId);
      await followMembers(scope, id);
      return { membership: entered, leaves: null };
    }
    await enforceLimit(scope, 'request');
    const membership = await store.ask(id, personId);
    // It was asked twice at once; the other request has told everybody.
    if (!membership) {
      const other = await store.between(id, personId);
      throw other ? pendingError(other) : new UserError('common.errors.notFound');
    }
    const asksMembers = await askDeciders(scope, membership);
    return { membership, leaves: await departureUnder(scope, requestCardKey(membership)), asksMembers };
  },
  journal: {
    deeds: ({ membership }) =>
      membership.status === 'ACTIVE' ? membershipDeed('organisations.journal.entered', membership) : null,
  },
});

const MENU_OFFER = { action: runs(MENU.fr), label: 'organisations.menu' };

function pendingError({ id, organisation: { name } }: Membership): Settled {
  const offers = [{ action: `membership-withdraw:${id}`, label: 'organisations.request.withdraw' }];
  return new Settled('organisations.errors.pending', { name }, null, offers);
}

/** Withdraws the actor's own request. The cards of those who were asked say so. */
export const withdrawRequest = operation({
  name: 'organisations.withdrawRequest',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({ membership: z.uuid() }),
  async run(scope, { membership: id }): Promise<Membership> {
    const store = membershipStore(scope);
    const membership = await store.byId(id);
    if (!membership || membership.person.id !== scope.actor.personId) throw new UserError('common.errors.notFound');
    if (!(await store.withdraw(id, scope.actor.personId))) {
      const key =
        membership.status === 'LEFT' ? 'organisations.errors.withdrawnAlready' : 'organisations.errors.answered';
      throw new UserError(key, { name: membership.organisation.name });
    }
    await editCards(scope, membership, 'withdrawn');
    return { ...membership, status: 'LEFT' };
  },
});

/** Accepts or declines a request. The first decision counts, and every card shows it. */
export const decideMembership = operation({
  name: 'organisations.decideMembership',
  who: 'organiser',
  input: z.object({ membership: z.uuid(), accept: z.boolean() }),
  async run(scope, { membership: id, accept }): Promise<MembershipChange> {
    const store = membershipStore(scope);
    const membership = await store.byId(id);
    if (!membership) throw new UserError('common.errors.notFound');
    const { organisation, person } = membership;
    if (!mayDecide(scope.actor, organisation.id)) {
      throw new UserError('organisations.errors.membersOnly', { name: organisation.name });
    }
    if (accept && person.id === scope.actor.personId) {
      throw new UserError('organisations.errors.ownRequest', { name: organisation.name });
    }
    if (accept) await checkMayAccept(scope, membership);
    if (membership.status === 'LEFT') {
      throw new UserError('organisations.errors.withdrawn', { person: person.name, name: organisation.name });
    }
    if (!(await store.decide(id, accept, scope.actor.personId))) {
      throw new UserError('organisations.errors.decided', { person: person.name, name: organisation.name });
    }
    if (accept) await followMembers(scope, organisation.id);
    const decision = { accept, by: scope.actor.name };
    await editCards(scope, membership, decision);
    const key = `join-decision:${id}:${membership.requestedAt.getTime()}`;
    await tell(scope, person.id, {
      key,
      words: (t) => requestDecisionNotice(t, membership, accept),
      consent: { asked: 'decision' },
      readAs: accept ? [memberOf(organisation.id)] : 'themselves',
    });
    const decided: Membership = { ...membership, status: accept ? 'ACTIVE' : 'DECLINED' };
    return { membership: decided, leaves: await departureUnder(scope, key) };
  },
  journal: {
    deeds: ({ membership }, { accept }) =>
      membershipDeed(accept ? 'organisations.journal.accepted' : 'organisations.journal.declined', membership),
  },
});

/** Makes somebody a member on their behalf and tells them. */
export const addMember = operation({
  name: 'organisations.addMember',
  who: 'coordinator',
  input: z.object({ person: z.custom<PlatformUser>(), organisation: z.uuid() }),
  async run(scope, { person, organisation: id }): Promise<MembershipChange> {
    const organisation = await theOrganisation(scope, id);
    const store = membershipStore(scope);
    const contact = await findOrCreatePerson(scope, person);
    const known = await store.between(id, contact.personId);
    if (known?.status === 'ACTIVE') {
      throw new UserError('organisations.errors.theirs', { person: contact.name, name: organisation.name });
    }
    if (known) await checkMayAccept(scope, known);
    const membership = await store.enter(id, contact.personId, scope.actor.personId);
    await followMembers(scope, id);
    if (known?.status === 'PENDING') await editCards(scope, known, { accept: true, by: scope.actor.name });
    const { personId } = contact;
    const key = `member-added:${membership.id}:${scope.now.getTime()}`;
    await tell(scope, personId, {
      key,
      words: (t) => addedMessage(t, membership, scope.actor.name),
      consent: { unasked: 'change', personId },
      readAs: [memberOf(id)],
    });
    return { membership, leaves: await departureUnder(scope, key) };
  },
  journal: { deeds: ({ membership }) => membershipDeed('organisations.journal.added', membership) },
});

/** Checks that an excluded person is let back in by a member, or by a coordinator where there is no member. */
async function checkMayAccept(
  { actor, ...scope }: Scope,
  { organisation, person, excluded }: Membership,
): Promise<void> {
  const named = { person: person.name, name: organisation.name };
  if (!excluded || actor.organisations.some(({ id }) => id === organisation.id)) return;
  if (await hasMembers(scope, organisation.id)) throw new UserError('organisations.errors.excluded', named);
}

async function hasMembers(scope: RegionScope, organisationId: string): Promise<boolean> {
  return (await directory(scope).members(organisationId)).length > 0;
}

async function askDeciders(scope: Scope, membership: Membership): Promise<boolean> {
  const people = directory(scope);
  const deciders = new Map<string, { readonly contact: Contact; readonly unasked: 'request' | 'duty' }>();
  const members = await people.members(membership.organisation.id);
  for (const contact of members) {
    deciders.set(contact.personId, { contact, unasked: 'request' });
  }
  for (const contact of await people.coordinators()) deciders.set(contact.personId, { contact, unasked: 'duty' });
  deciders.delete(membership.person.id);
  const namesake = await namesakeInTeam(scope, membership.person);
  for (const { contact, unasked } of deciders.values()) {
    await tellPerson(scope, contact, {
      key: `${requestCardKey(membership)}${contact.personId}`,
      words: (t) => joinCard(t, membership, namesake),
      consent: { unasked, personId: contact.personId },
      readAs: [memberOf(membership.organisation.id), 'coordinator'],
    });
  }
  return members.length > 0;
}

async function tell(scope: Scope, personId: string, letter: Letter): Promise<void> {
  const contact = await directory(scope).person(personId);
  if (contact) await tellPerson(scope, contact, letter);
}
