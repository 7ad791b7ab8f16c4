import { z } from 'zod';
import { enforceLimit } from '../../../access/operation/limits.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { readEach, UserError } from '../../../chat/user-error.ts';
import { followMembers } from '../../../delivery/outbox/index.ts';
import { isSimilarName, nameKey, readName } from '../../../reading/index.ts';
import { tellCoordinators } from '../../regions/tell-coordinators.ts';
import { membershipStore } from '../membership-store.ts';
import { createdNotice } from '../messages/creation.ts';
import type { Creation, Organisation } from '../organisation.ts';
import { readMunicipality, readWebsite } from '../rules.ts';
import { organisationStore } from '../store.ts';

/** Returns the organisations with a similar name. */
export const similarOrganisations = operation({
  name: 'organisations.similar',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({ name: z.string() }),
  run: async (scope, { name }): Promise<readonly Organisation[]> =>
    (await organisationStore(scope).all()).filter((one) => isSimilarName(one.name, name)),
});

/** Creates an organisation with the actor as its first member, unless it seems to exist already. */
export const createOrganisation = operation({
  name: 'organisations.create',
  who: 'anyone',
  journal: { silent: 'is their own' },
  input: z.object({
    name: z.string().trim(),
    municipality: z.string().optional(),
    website: z.string().optional(),
    /** True once similar ones were shown and the person said that it is none of them. */
    anyway: z.boolean(),
  }),
  async run(scope, { name, municipality, website, anyway }): Promise<Creation> {
    const [, place, site] = await readEach(
      () => checkName(name),
      () => readMunicipality(municipality, scope.region.departments),
      () => readWebsite(website),
    );
    const store = organisationStore(scope);
    const all = await store.all();
    const same = all.find((one) => nameKey(one.name) === nameKey(name));
    if (same) return known(scope, same);
    const similar = all.filter((one) => isSimilarName(one.name, name));
    if (similar.length > 0 && !anyway) return { outcome: 'similar', name, organisations: similar };
    await enforceLimit(scope, 'organisation');
    const { personId } = scope.actor;
    const created = await store.create({ name, ...place, website: site, createdById: personId });
    if (!created) return theOneJustCreated(scope, name);
    await membershipStore(scope).enter(created.id, personId, personId);
    await followMembers(scope, created.id);
    await tellCoordinators(scope, `organisation-created:${created.id}`, (t) =>
      createdNotice(t, created, { by: scope.actor.name, similar }),
    );
    return { outcome: 'created', organisation: created };
  },
});

function checkName(name: string): void {
  if (!/[\p{L}\p{N}]/u.test(name)) throw new UserError('organisations.errors.name', {}, 'name');
  readName(name, 'name');
}

async function known(scope: Scope, organisation: Organisation): Promise<Creation> {
  const membership = await membershipStore(scope).between(organisation.id, scope.actor.personId);
  return { outcome: 'known', organisation, member: membership?.status === 'ACTIVE' };
}

async function theOneJustCreated(scope: Scope, name: string): Promise<Creation> {
  const organisation = await organisationStore(scope).named(name);
  if (!organisation) throw new UserError('common.errors.notFound');
  return known(scope, organisation);
}
