import { z } from 'zod';
import { operation } from '../../access/operation/operation.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { termDays } from '../../access/region/data-settings-store.ts';
import { UserError } from '../../chat/user-error.ts';
import { databaseOf } from '../../database/transaction.ts';
import { areAnyForgotten, isAnyUnknown, messagesLeft } from '../../delivery/outbox/index.ts';
import { countToForget, leftToRead } from '../../relay/erase-store.ts';
import { viewDeparture } from '../organisations/operations/leave.ts';
import { viewTeamMember } from '../people/operations/team.ts';
import { leftElsewhere } from './elsewhere-store.ts';
import { eraseActor } from './erase.ts';
import { type ErasurePlan, type ErasureState, type Inventory, platformsOf } from './erasure.ts';
import { erasureMarks } from './erasure-marks-store.ts';
import { erasureStore } from './erasure-store.ts';
import { countHomesLeft } from './homes-store.ts';
import { inventoryStore } from './inventory-store.ts';
import { teamWithout, tellTeamLeft } from './team-left.ts';

const none = z.object({});
const DAY_MS = 86_400_000;
/** The days within which an old backup is deleted: in the next night, or in the one after where the bot was away then. */
const REMOVAL_DAYS = 2;

/** Returns what is kept of the actor. */
export const viewData = operation({
  name: 'privacy.viewData',
  who: 'anyone',
  looks: true,
  input: none,
  run: (scope): Promise<Inventory> => inventoryOf(scope),
});

/**
 * Returns the effect that erasing the actor would have. Throws UserError for the last coordinator, before anything is
 * asked.
 */
export const planErasure = operation({
  name: 'privacy.planErasure',
  who: 'anyone',
  looks: true,
  input: none,
  async run(scope): Promise<ErasurePlan> {
    const { actor } = scope;
    if (actor.coordinator) await viewTeamMember.run(scope, { personId: actor.personId });
    const orphaned: string[] = [];
    for (const { id } of actor.organisations) {
      const { organisation, last } = await viewDeparture.run(scope, { organisation: id, asked: false });
      if (last) orphaned.push(organisation.name);
    }
    const inTeam = (await teamWithout(scope, actor.personId)) !== null;
    const { received: markDays } = await termDays(scope);
    return { ...(await inventoryOf(scope)), orphaned, inTeam, forgottenDays: await forgottenDays(scope), markDays };
  },
});

/** Returns the days after which the places of private messages are no longer known; null where none is that old. */
async function forgottenDays(scope: Scope): Promise<number | null> {
  return (await areAnyForgotten(scope)) ? (await termDays(scope)).edition : null;
}

async function inventoryOf(scope: Scope): Promise<Inventory> {
  const groups = await inventoryStore(scope).groupsOf(scope.actor.personId);
  return { groups, backupDays: erasureMarks(scope).backupDays(), logDays: databaseOf(scope.tx).log.keptDays };
}

/**
 * Erases the actor: their own rows at once; others' rows and messages, by the schedule. Throws UserError for the last
 * coordinator.
 */
export const eraseMe = operation({
  name: 'privacy.eraseMe',
  who: 'anyone',
  input: none,
  async run(scope): Promise<ErasureState> {
    const id = crypto.randomUUID();
    const { personId } = scope.actor;
    const marks = await erasureMarks(scope).marksOf(personId);
    const left = await teamWithout(scope, personId);
    await eraseActor(scope, id, marks);
    if (left) await tellTeamLeft(scope, id, left);
    return stateOf(scope, id);
  },
  journal: { within: ['privacy.journal.erased'] },
});

/** Returns how far an erasure has come, without telling whose it is. Throws UserError for an unknown id. */
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
  const { doing, neutralId: _, ...state } = found;
  const days = erasureMarks(scope).backupDays();
  const keys = doing ? [...doing.own, ...doing.changed] : [];
  const { waiting } = await messagesLeft(scope, keys);
  const elsewhere = await leftElsewhere(scope, found.startedAt);
  const platforms = [...new Set([...Object.keys(waiting), ...Object.keys(elsewhere.waiting)])];
  const isLeftElsewhere = elsewhere.areToReword || Object.keys(elsewhere.waiting).length > 0;
  return {
    ...state,
    endedAt: isLeftElsewhere ? null : state.endedAt,
    unknown: await isAnyUnknown(scope),
    forgottenDays: await forgottenDays(scope),
    searching: (doing !== null && !doing.searched) || elsewhere.areToReword,
    waiting: Object.fromEntries(
      platforms.map((one) => [one, (waiting[one]?.length ?? 0) + (elsewhere.waiting[one] ?? 0)]),
    ),
    unread: doing && !doing.readBack ? await leftToRead(scope, platformsOf(doing)) : {},
    homes: doing ? await countHomesLeft(scope, id) : 0,
    relayed: doing ? await countToForget(scope, doing.marker) : 0,
    backupsUntil: days === 0 ? null : new Date((state.endedAt ?? scope.now).getTime() + (days + REMOVAL_DAYS) * DAY_MS),
  };
}
