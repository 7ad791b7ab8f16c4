import { z } from 'zod';
import { type Contact, directory } from '../../../access/contacts/directory-store.ts';
import { LacksRole } from '../../../access/operation/lacks-role.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { versionOf } from '../../../access/operation/version.ts';
import type { PlatformUser } from '../../../chat/place.ts';
import { UserError } from '../../../chat/user-error.ts';
import { departureUnder, type Letter, tellPerson } from '../../../delivery/outbox/index.ts';
import { voidInstallCodes } from '../../regions/install-codes.ts';
import { tellCoordinators } from '../../regions/tell-coordinators.ts';
import { findOrCreatePerson } from '../find-person.ts';
import { coordinatorLeftNotice, namedNotice, removedNotice } from '../messages/team.ts';
import { delegatedDepartments } from '../rules.ts';
import { peopleStore } from '../store.ts';
import { isReplaced, type NamedTeamMember, type RemovedTeamMember, type TeamRemoval, type TeamRole } from '../team.ts';

const person = z.custom<PlatformUser>();

/** Makes somebody a coordinator, or the delegate of some departments, and tells them. */
export const nameTeamMember = operation({
  name: 'people.nameTeamMember',
  who: 'coordinator',
  input: z.object({ person, role: z.enum(['COORDINATOR', 'DELEGATE']), department: z.string().optional() }),
  async run(scope, { person: user, role, department }): Promise<NamedTeamMember & { readonly personId: string }> {
    const departments = role === 'DELEGATE' ? delegatedDepartments(department, scope.region.departments) : [];
    const contact = await findOrCreatePerson(scope, user);
    const store = peopleStore(scope);
    const granted: string[] = [];
    for (const one of role === 'DELEGATE' ? departments : ['']) {
      const id = await store.grant(contact.personId, role, one, scope.actor.personId);
      if (id !== null) granted.push(id);
    }
    const [first] = granted;
    if (first === undefined) throw new UserError('people.errors.alreadyNamed', { name: contact.name }, 'person');
    await voidInstallCodes(scope);
    const named = { name: contact.name, role, departments };
    const key = `team-named:${first}`;
    await tell(scope, contact, {
      key,
      words: (t) => namedNotice(t, scope.region, named, scope.actor.name),
      readAs: [role === 'COORDINATOR' ? 'coordinator' : 'delegate'],
    });
    return { ...named, personId: contact.personId, leaves: await departureUnder(scope, key) };
  },
  journal: {
    deeds: ({ personId, role, departments }) => ({
      verb: role === 'COORDINATOR' ? 'people.journal.namedCoordinator' : 'people.journal.namedDelegate',
      object: { kind: 'person', id: null, name: role === 'DELEGATE' ? departments.join(', ') : null },
      person: personId,
    }),
  },
});

/**
 * Returns who would be removed, so that it can be confirmed; null for an account that is new in the region. The platform needn't
 * know it any more. Throws the same UserErrors as the removal itself.
 */
export const findTeamMember = operation({
  name: 'people.findTeamMember',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ account: z.string() }),
  async run(scope, { account }): Promise<TeamRemoval | null> {
    const contact = await directory(scope).identity(scope.actor.platform, account);
    return contact && leaving(scope, contact.personId, contact.name, 'people.errors.notInTeam');
  },
});

/** Returns the same for somebody who is known by id, because they were shown as one of the team. */
export const viewTeamMember = operation({
  name: 'people.viewTeamMember',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: z.object({ personId: z.uuid() }),
  async run(scope, { personId }): Promise<TeamRemoval> {
    const contact = await directory(scope).person(personId);
    if (!contact) throw new UserError('common.errors.notFound');
    return leaving(scope, personId, contact.name, 'people.errors.removedAlready');
  },
});

async function leaving(scope: Scope, personId: string, name: string, none: NotInTeam): Promise<TeamRemoval> {
  const roles = await rolesToTake(scope, personId, name, none);
  const [first] = roles;
  return {
    personId: first.personId,
    version: versionOf(roles.map(({ id }) => id)),
    name: first.name,
    self: first.personId === scope.actor.personId,
    role: first.role,
    here: first.platforms.length > 0,
  };
}

/**
 * Takes all roles from somebody, who may have left, and tells them if they are there. At least one coordinator always stays who is
 * in the workspace or server.
 */
export const removeTeamMember = operation({
  name: 'people.removeTeamMember',
  who: 'coordinator',
  input: z.object({ personId: z.uuid() }),
  async run(scope, { personId }): Promise<RemovedTeamMember> {
    const store = peopleStore(scope);
    await store.lockTeam();
    await stillCoordinates(scope);
    const contact = await directory(scope).person(personId);
    if (!contact) throw new UserError('common.errors.notFound');
    const [first] = await rolesToTake(scope, personId, contact.name, 'people.errors.removedAlready');
    await store.withdraw(personId);
    await voidInstallCodes(scope);
    const key = `team-removed:${first.id}`;
    const words: Letter['words'] = (t) => removedNotice(t, scope.region, scope.actor.name);
    if (first.platforms.length > 0) await tell(scope, contact, { key, words, readAs: 'themselves' });
    const self = personId === scope.actor.personId;
    if (first.role === 'COORDINATOR') await tellWhoStays(scope, first, self);
    return { name: first.name, self, leaves: await departureUnder(scope, key) };
  },
  journal: {
    deeds: (_, { personId }) => ({
      verb: 'people.journal.removed',
      object: { kind: 'person', id: null, name: null },
      person: personId,
    }),
  },
});

/** Tells the other coordinators, once, that one of them no longer is one. */
async function tellWhoStays(scope: Scope, { id, name }: TeamRole, self: boolean): Promise<void> {
  const roles = await peopleStore(scope).roles();
  const others = roles.filter(({ role, platforms }) => role === 'COORDINATOR' && platforms.length > 0);
  const left = { name, by: self ? null : scope.actor.name, others: others.map((one) => one.name) };
  await tellCoordinators(scope, `team-left:${id}`, (t) => coordinatorLeftNotice(t, scope.region, left), {
    except: scope.actor.personId,
  });
}

/** Checks the role as it is now: the actor may have been removed at the same moment. */
async function stillCoordinates(scope: Scope): Promise<void> {
  const own = await peopleStore(scope).roles(scope.actor.personId);
  if (!own.some(({ role }) => role === 'COORDINATOR')) throw new LacksRole('coordinator');
}

/** The refusal for somebody without a role: whether they are known to have had one tells which. */
type NotInTeam = 'people.errors.notInTeam' | 'people.errors.removedAlready';

/**
 * Returns somebody's roles, a coordinator's first. Throws UserError when they have none, and for the last
 * coordinator.
 */
async function rolesToTake(
  scope: Scope,
  personId: string,
  name: string,
  none: NotInTeam,
): Promise<readonly [TeamRole, ...TeamRole[]]> {
  const roles = await peopleStore(scope).roles();
  const [first, ...others] = roles.filter((role) => role.personId === personId);
  if (!first) throw new UserError(none, { name }, 'person');
  if (!isReplaced(roles, personId)) {
    const self = personId === scope.actor.personId;
    const key = self ? 'people.errors.youAreLast' : 'people.errors.lastCoordinator';
    throw new UserError(key, { name: first.name }, 'person');
  }
  return [first, ...others];
}

/** Returns the coordinators, and the delegates with their departments. */
export const viewTeam = operation({
  name: 'people.viewTeam',
  who: 'anyone',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  run: (scope): Promise<readonly TeamRole[]> => peopleStore(scope).roles(),
});

async function tell(scope: Scope, contact: Contact, letter: Omit<Letter, 'consent'>): Promise<void> {
  const { personId } = contact;
  // Whoever does it to themselves has read the answer.
  if (personId === scope.actor.personId) return;
  await tellPerson(scope, contact, { ...letter, consent: { unasked: 'duty', personId } });
}
