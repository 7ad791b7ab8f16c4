import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import { UserError } from '../../../chat/user-error.ts';
import { alphabetical } from '../../../reading/index.ts';
import { membershipStore } from '../membership-store.ts';
import type { ListedOrganisation, Members, Organisation } from '../organisation.ts';
import { theOrganisation } from '../queries.ts';
import { matches, mayDecide } from '../rules.ts';
import { organisationStore } from '../store.ts';

/** Returns an organisation's members and the people who ask to join, for its members and the coordinators. */
export const viewMembers = operation({
  name: 'organisations.members',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({ organisation: z.uuid() }),
  async run(scope, { organisation: id }): Promise<Members> {
    const organisation = await theOrganisation(scope, id);
    if (!mayDecide(scope.actor, id)) {
      throw new UserError('organisations.errors.membersOnly', { name: organisation.name });
    }
    const all = await membershipStore(scope).activeAndPending(id);
    return {
      organisation,
      active: all.filter(({ status }) => status === 'ACTIVE'),
      pending: all.filter(({ status, here }) => status === 'PENDING' && here),
    };
  },
});

export const listOrganisations = operation({
  name: 'organisations.list',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  async run(scope): Promise<readonly ListedOrganisation[]> {
    const store = organisationStore(scope);
    const counts = await store.memberCounts();
    return (await store.all()).map((one) => ({ ...one, members: counts.get(one.id) ?? 0 }));
  },
});

/**
 * Returns the organisations that can be picked: `all` of the region, the actor's `own`, or, with `mine`, those the
 * actor may act for, their own first. `others` are all but the only one that the actor may act for, where there is only
 * one: whoever may act for several may mean any of them.
 */
export const findOrganisations = operation({
  name: 'organisations.find',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({ typed: z.string(), which: z.enum(['all', 'others', 'own', 'mine']) }),
  async run(scope, { typed, which }): Promise<readonly Organisation[]> {
    const store = organisationStore(scope);
    const { personId, coordinator, locale } = scope.actor;
    const sorted = (all: readonly Organisation[]) => alphabetical(locale, all, ({ name }) => name);
    if (which === 'others') {
      const { organisations } = scope.actor;
      const only = !coordinator && organisations.length === 1 ? organisations[0]?.id : undefined;
      return sorted(await store.all()).filter(({ id, name }) => id !== only && matches(name, typed));
    }
    const own = which === 'all' ? [] : await store.ofPerson(personId);
    const others = which === 'all' || (which === 'mine' && coordinator) ? await store.all() : [];
    const distinct = [...sorted(own), ...sorted(others.filter(({ id }) => own.every((one) => one.id !== id)))];
    return distinct.filter(({ name }) => matches(name, typed));
  },
});
