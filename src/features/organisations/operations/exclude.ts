import { z } from 'zod';
import { memberOf } from '../../../access/actor/rights.ts';
import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { departureUnder, letterTo, sendAll } from '../../../delivery/outbox/index.ts';
import { alphabetical } from '../../../reading/index.ts';
import { afterDeparture, orphanedKey } from '../departure.ts';
import { membershipDeed } from '../journal.ts';
import { lockMembers, membershipStore } from '../membership-store.ts';
import { colleagueExcludedNotice, excludedNotice } from '../messages/leaving.ts';
import type { Membership, MembershipChange } from '../organisation.ts';
import { matches, mayDecide } from '../rules.ts';

/** Returns the members whom the actor may exclude: first their colleagues and then, for a coordinator, all others. */
export const findExcludable = operation({
  name: 'organisations.findExcludable',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({ typed: z.string() }),
  async run(scope, { typed }): Promise<readonly Membership[]> {
    const { organisations, coordinator, personId } = scope.actor;
    const own = new Set(organisations.map(({ id }) => id));
    const all = await membershipStore(scope).activeIn(coordinator ? null : [...own]);
    const sorted = alphabetical(scope.actor.locale, all, ({ person }) => person.name);
    const others = sorted.filter(
      ({ person, organisation }) =>
        person.id !== personId && (matches(person.name, typed) || matches(organisation.name, typed)),
    );
    const isColleague = ({ organisation }: Membership) => own.has(organisation.id);
    return [...others.filter(isColleague), ...others.filter((one) => !isColleague(one))];
  },
});

/**
 * Returns the membership to be ended, so that it can be confirmed. Throws the same UserErrors as the exclusion
 * itself.
 */
export const viewExclusion = operation({
  name: 'organisations.viewExclusion',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({ membership: z.uuid() }),
  run: (scope, { membership }): Promise<Membership> => excludable(scope, membership),
});

/** Ends somebody's membership and tells them and those who stay. Only a member can let them back in. */
export const excludeMember = operation({
  name: 'organisations.exclude',
  who: 'organiser',
  input: z.object({ membership: z.uuid() }),
  async run(scope, { membership: id }): Promise<MembershipChange> {
    const membership = await excludable(scope, id);
    const { organisation, person } = membership;
    await stillDecides(scope, organisation);
    if (!(await membershipStore(scope).leave(organisation.id, person.id, scope.actor.personId))) {
      throw new UserError('organisations.errors.excludedAlready', { person: person.name, name: organisation.name });
    }
    await tell(scope, membership);
    await afterDeparture(scope, organisation, { why: 'excluded', name: person.name });
    return {
      membership: { ...membership, status: 'LEFT', excluded: true },
      leaves: await departureUnder(scope, excludedKey(scope, membership), orphanedKey(scope, organisation)),
    };
  },
  journal: { deeds: ({ membership }) => membershipDeed('organisations.journal.excluded', membership) },
});

async function excludable(scope: Scope, id: string): Promise<Membership> {
  const membership = await membershipStore(scope).byId(id);
  if (!membership) throw new UserError('common.errors.notFound');
  const { organisation, person, status } = membership;
  const named = { person: person.name, name: organisation.name };
  if (!mayDecide(scope.actor, organisation.id)) {
    throw new UserError('organisations.errors.membersOnly', { name: organisation.name });
  }
  if (person.id === scope.actor.personId) throw new UserError('organisations.errors.leaveInstead', named);
  if (status === 'LEFT') throw new UserError('organisations.errors.excludedAlready', named);
  if (status !== 'ACTIVE') throw new UserError('organisations.errors.noMember', named);
  return membership;
}

/** Checks the membership as it is now: the actor may have been excluded at the same moment. */
async function stillDecides(scope: Scope, { id, name }: Membership['organisation']): Promise<void> {
  const { coordinator, personId } = scope.actor;
  if (coordinator) return;
  await lockMembers(scope, id);
  const own = await membershipStore(scope).between(id, personId);
  if (own?.status !== 'ACTIVE') throw new UserError('organisations.errors.membersOnly', { name });
}

function excludedKey({ now }: Scope, { id }: Membership): string {
  return `member-excluded:${id}:${now.getTime()}:`;
}

async function tell(scope: Scope, membership: Membership): Promise<void> {
  const people = directory(scope);
  const { organisation, person } = membership;
  const { actor } = scope;
  const excluded = await people.person(person.id);
  const stay = (await people.members(organisation.id)).filter(({ personId }) => personId !== actor.personId);
  const by = { name: actor.name, coordinator: !isMember(scope, organisation.id) };
  const keyOf = (reader: Contact) => `${excludedKey(scope, membership)}${reader.personId}`;
  const toColleagues = stay.map((reader) =>
    letterTo(scope, reader, {
      key: keyOf(reader),
      words: (t) => colleagueExcludedNotice(t, membership, actor.name),
      consent: { unasked: 'change', personId: reader.personId },
      readAs: [memberOf(organisation.id)],
    }),
  );
  const toExcluded =
    excluded &&
    letterTo(scope, excluded, {
      key: keyOf(excluded),
      words: (t) => excludedNotice(t, membership, by),
      consent: { asked: 'account' },
      readAs: 'themselves',
    });
  await sendAll(scope, toExcluded ? [toExcluded, ...toColleagues] : toColleagues);
}

function isMember({ actor }: Scope, organisationId: string): boolean {
  return actor.organisations.some(({ id }) => id === organisationId);
}
