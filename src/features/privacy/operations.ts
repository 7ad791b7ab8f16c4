import { z } from 'zod';
import { operation } from '../../access/operation/operation.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { capitals } from '../../access/personal/spelling.ts';
import { regionWords } from '../../access/region/region-scope.ts';
import { UserError } from '../../chat/user-error.ts';
import { lastSequence, messagesLeft } from '../../delivery/outbox/index.ts';
import { countToForget, disown } from '../../relay/erase-store.ts';
import { relayPeopleStore } from '../../relay/people-store.ts';
import { schedule } from '../../schedule/due.ts';
import { leaveOrganisation, viewDeparture } from '../organisations/operations/leave.ts';
import { removeTeamMember } from '../people/operations/team.ts';
import { eraseRows } from './erase-rows-store.ts';
import { ERASURE, type ErasurePlan, type ErasureState, type Inventory } from './erasure.ts';
import { erasureStore } from './erasure-store.ts';
import { inventoryStore } from './inventory-store.ts';

const none = z.object({});
const DAY_MS = 86_400_000;

/** Returns what is kept of the actor. */
export const viewData = operation({
  name: 'privacy.viewData',
  who: 'anyone',
  looks: true,
  input: none,
  run: (scope): Promise<Inventory> => inventoryOf(scope),
});

/** Returns what erasing the actor would do. */
export const planErasure = operation({
  name: 'privacy.planErasure',
  who: 'anyone',
  looks: true,
  input: none,
  async run(scope): Promise<ErasurePlan> {
    const orphaned: string[] = [];
    for (const { id } of scope.actor.organisations) {
      const { organisation, last } = await viewDeparture.run(scope, { organisation: id });
      if (last) orphaned.push(organisation.name);
    }
    return { ...(await inventoryOf(scope)), orphaned };
  },
});

async function inventoryOf(scope: Scope): Promise<Inventory> {
  const groups = await inventoryStore(scope).groupsOf(scope.actor.personId);
  return { groups, backupDays: erasureStore(scope).backupDays() };
}

/**
 * Erases the actor: their rows at once, and by the schedule what others' rows and messages tell of them. Throws UserError for the
 * last coordinator.
 */
export const eraseMe = operation({
  name: 'privacy.eraseMe',
  who: 'anyone',
  input: none,
  async run(scope): Promise<ErasureState> {
    const { actor } = scope;
    const store = erasureStore(scope);
    const person = await store.named(actor.personId);
    if (!person) throw new UserError('privacy.errors.gone');
    const t = regionWords(scope.region);
    const words = { name: t.text('privacy.erased.name'), text: t.text('privacy.erased.text') };
    if (actor.coordinator) await removeTeamMember.run(scope, { personId: actor.personId });
    // What is told of it names nobody.
    const unnamed = { ...scope, actor: { ...actor, name: words.name } };
    for (const { id } of actor.organisations) await leaveOrganisation.run(unnamed, { organisation: id });
    const relayed = relayPeopleStore(scope);
    const neutralId = crypto.randomUUID();
    const marker = `erased-${neutralId.slice(0, 8)}`;
    const accounts = await relayed.accountsOf(actor.personId);
    if (accounts.length > 0) await relayed.takeBack(accounts, 1);
    await disown(scope, accounts, marker);
    const others = await store.others(actor.personId, person.names);
    // A name that somebody else has too is theirs.
    const alsoOthers = new Set(others.map(capitals));
    const names = person.names.filter((name) => !alsoOthers.has(capitals(name)));
    const { texts, files } = await eraseRows(scope, {
      ...{ personId: actor.personId, accounts: person.accounts, neutralId, marker, words },
    });
    const ids = Object.fromEntries([
      [actor.personId, neutralId],
      ...person.accounts.map(({ id }) => [id, marker] as const),
    ]);
    const id = await store.begin(neutralId, {
      needles: { names, ids, texts: [...texts], others: [...others], words },
      accounts: person.accounts.map(({ platform, id: own }) => `${platform}:${own}`),
      ...{ places: [], files: [...files], marker, until: await lastSequence(scope) },
      ...{ phase: 'tables', table: 0, after: null, own: [], changed: [], named: [] },
    });
    await schedule(scope, { kind: ERASURE, subject: id, at: scope.now, expires: null });
    return stateOf(scope, id);
  },
});

/** Returns how far an erasure is, without whose it was. Throws UserError when there is none of this id. */
export const viewErasure = operation({
  name: 'privacy.viewErasure',
  who: 'anyone',
  looks: true,
  input: z.object({ erasure: z.uuid() }),
  run: (scope, { erasure }): Promise<ErasureState> => stateOf(scope, erasure),
});

async function stateOf(scope: Scope, id: string): Promise<ErasureState> {
  const store = erasureStore(scope);
  const found = await store.byId(id);
  if (!found) throw new UserError('common.errors.notFound');
  const { doing, ...state } = found;
  const days = store.backupDays();
  const keys = doing ? [...doing.own, ...doing.changed] : [];
  const { waiting } = await messagesLeft(scope, keys);
  return {
    ...state,
    searching: doing !== null && doing.phase !== 'waiting',
    waiting: Object.fromEntries(Object.entries(waiting).map(([platform, of]) => [platform, of.length])),
    relayed: doing ? await countToForget(scope, doing.marker) : 0,
    backupsUntil: days === 0 ? null : new Date((state.endedAt ?? scope.now).getTime() + days * DAY_MS),
  };
}
