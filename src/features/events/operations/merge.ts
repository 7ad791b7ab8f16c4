import { z } from 'zod';
import type { Departure } from '../../../access/contacts/departure.ts';
import { enforceLimit } from '../../../access/operation/limits.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { departureToOrganisations } from '../../../delivery/outbox/index.ts';
import type { Translator } from '../../../texts/translator.ts';
import { tellCoordinators } from '../../regions/tell-coordinators.ts';
import { refreshCards, scheduleOverlapRefresh } from '../cards.ts';
import { overlapsOf } from '../clashes.ts';
import { coOrganiserStore } from '../co-organiser-store.ts';
import type { Event } from '../event.ts';
import { answerDeeds, deedForOthers, mergeDeeds } from '../journal.ts';
import {
  canMerge,
  hostOfSide,
  type Merge,
  type MergeAnswer,
  type MergeSide,
  mayWithdraw,
  mergeSides,
  mergeVersion,
  otherSide,
  overBefore,
  type SeenMerge,
  type SettledMerge,
  sidesOf,
  tooLate,
} from '../merge.ts';
import { mergeFacts, mergeKey, refreshMergeCards, sendMergeCards } from '../merge-cards.ts';
import { mergeStore } from '../merge-store.ts';
import { mergeDeclinedNotice, mergedNotice } from '../messages/merge.ts';
import { holdEditionOf, ownEvent, requireEvent, requireOpenEdition } from '../permission.ts';
import { stateAfter, statesFor } from '../rules.ts';
import { eventStore } from '../store.ts';
import { tellOrganisation, tellOthers } from '../tell.ts';
import { refreshInvitations, sendInvitation } from './co-organise.ts';

/** A merge that was just proposed, and how those who are asked are told. */
export interface ProposedMerge {
  readonly merge: Merge;
  readonly leaves: Departure;
}

const pair = z.object({ kept: z.string(), closed: z.string() });

/** Returns two proposals that may become one event, before a coordinator proposes that. */
export const proposalsToMerge = operation({
  name: 'events.proposalsToMerge',
  who: 'coordinator',
  journal: { silent: 'changes nothing' },
  input: pair,
  run: (scope, { kept, closed }) => mergeable(scope, kept, closed),
});

/** Locks and returns two proposals that may become one event. Throws UserError when they can't. */
async function mergeable(scope: Scope, keptId: string, closedId: string): Promise<Readonly<Record<MergeSide, Event>>> {
  for (const id of [keptId, closedId]) await requireEvent(scope, id);
  for (const id of [keptId, closedId].sort()) await eventStore(scope).lock(id);
  const [kept, closed] = [await requireEvent(scope, keptId), await requireEvent(scope, closedId)];
  const values = { kept: kept.title, closed: closed.title };
  if (!canMerge(kept, closed)) throw new UserError('events.errors.merge', values);
  await requireOpenEdition(scope, kept);
  const open = await mergeStore(scope).openFor([kept.id, closed.id]);
  if (open) throw mergingError(scope, open, values);
  return { kept, closed };
}

/** Returns the error that one of two proposals is part of an open merge, which whom it concerns may look at. */
function mergingError({ actor }: Scope, open: Merge, values: { kept: string; closed: string }): UserError {
  const way = { action: `merge-view:${open.id}`, label: 'events.merge.view', primary: true } as const;
  if (mayWithdraw(actor, open)) return new UserError('events.errors.merging', values, null, [way]);
  return new UserError('events.errors.mergingOther', values, null, sidesOf(actor, open).length > 0 ? [way] : []);
}

/** Returns a merge as those may see it whom it concerns: how it stands, and what they may do with it. */
export const viewMerge = operation({
  name: 'events.viewMerge',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({ id: z.string() }),
  async run(scope, { id }): Promise<SeenMerge> {
    const merge = z.uuid().safeParse(id).success ? await mergeStore(scope).byId(id) : null;
    const [side = null] = merge ? sidesOf(scope.actor, merge) : [];
    if (!merge || !(scope.actor.coordinator || side)) throw new UserError('common.errors.notFound');
    const isOpen = merge.status === 'OPEN';
    return { facts: await mergeFacts(scope, merge), side, mayWithdraw: isOpen && mayWithdraw(scope.actor, merge) };
  },
});

/** Proposes to two organisations to make one event of their two proposals. */
export const proposeMerge = operation({
  name: 'events.proposeMerge',
  who: 'coordinator',
  input: pair,
  async run(scope, given): Promise<ProposedMerge> {
    const { kept, closed } = await mergeable(scope, given.kept, given.closed);
    await enforceLimit(scope, 'invitation');
    return propose(scope, kept, closed, null);
  },
  journal: { deeds: ({ merge }) => mergeDeeds('events.journal.mergeProposed', merge) },
});

/**
 * Asks another organisation to make one event of its proposal and one's own, which counts as one's own agreement. The
 * one that was proposed first stays.
 */
export const askMerge = operation({
  name: 'events.askMerge',
  who: 'organiser',
  input: z.object({ own: z.string(), other: z.string() }),
  async run(scope, given): Promise<ProposedMerge> {
    const own = await ownEvent(scope, given.own);
    const near = (await overlapsOf(scope, own.editionId, own)).find(({ event }) => event.id === given.other);
    // People are told only of those proposals of others that compete with theirs.
    if (!near) throw new UserError('common.errors.notFound');
    const [first, second] = own.number < near.event.number ? [own, near.event] : [near.event, own];
    const { kept, closed } = await mergeable(scope, first.id, second.id);
    await enforceLimit(scope, 'invitation', own.organisation.id);
    return propose(scope, kept, closed, kept.id === own.id ? 'kept' : 'closed');
  },
  journal: {
    deeds: ({ merge }, _, scope) =>
      merge.asker && deedForOthers(scope, 'events.journal.mergeProposed', merge[merge.asker]),
  },
});

async function propose(scope: Scope, kept: Event, closed: Event, asker: MergeSide | null): Promise<ProposedMerge> {
  const proposedById = scope.actor.personId;
  const version = mergeVersion(kept, closed);
  const merge = await mergeStore(scope).create({ kept, closed, asker, proposedById, version });
  const asked = mergeSides.filter((side) => side !== asker);
  for (const side of asked) await sendMergeCards(scope, merge, side);
  return { merge, leaves: await departureToOrganisations(scope, ...asked.map((side) => mergeKey(merge, side))) };
}

/** Returns a merge that may be acted on so, with both events locked. Throws UserError otherwise. */
async function locked(scope: Scope, id: string, may: (merge: Merge) => boolean): Promise<Merge> {
  const merge = z.uuid().safeParse(id).success ? await mergeStore(scope).lock(id) : null;
  if (!merge || !may(merge)) throw new UserError('common.errors.notFound');
  return merge;
}

/** Does the same for whoever may answer for this side. */
function lockedFor(scope: Scope, id: string, side: MergeSide): Promise<Merge> {
  return locked(scope, id, (merge) => scope.actor.coordinator || sidesOf(scope.actor, merge).includes(side));
}

const side = z.enum(mergeSides);

/**
 * Agrees for one organisation to what it was shown (`shown`); once both have, the two proposals are one event. Where one
 * of them was decided, withdrawn, or changed after somebody agreed, the merge is over.
 */
export const agreeToMerge = operation({
  name: 'events.agreeToMerge',
  who: 'organiser',
  input: z.object({ id: z.string(), side, shown: z.string() }),
  async run(scope, given): Promise<MergeAnswer> {
    const before = await lockedFor(scope, given.id, given.side);
    if (before.status !== 'OPEN') return overBefore(before);
    await requireOpenEdition(scope, before.kept);
    const version = mergeVersion(before.kept, before.closed);
    const agreed = before.agreed[otherSide(given.side)] !== null;
    if (!canMerge(before.kept, before.closed) || (agreed && version !== before.version)) return end(scope, before);
    if (version !== given.shown) return { outcome: 'changed', shown: await mergeFacts(scope, before) };
    const by = scope.actor.personId;
    const change = given.side === 'kept' ? { keptById: by } : { closedById: by };
    const merge = await mergeStore(scope).change(before, { ...change, version });
    if (agreed) return { merge: await unite(scope, merge), outcome: 'merged' };
    await holdEditionOf(scope, before.kept);
    await refreshMergeCards(scope, merge);
    return { merge, outcome: 'agreed' };
  },
  journal: { deeds: (answer, { side: which }, scope) => answerDeeds(scope, answer, which) },
});

async function end(scope: Scope, before: Merge): Promise<SettledMerge> {
  const merge = await mergeStore(scope).change(before, { status: 'WITHDRAWN' });
  await refreshMergeCards(scope, merge);
  return { merge, outcome: 'over' };
}

/** Makes one event of two: the one leads to the other, whose organisation leads it with the other as co-organiser. */
async function unite(scope: Scope, { kept, closed, ...before }: Merge): Promise<Merge> {
  const events = eventStore(scope);
  const closing = { status: stateAfter('cancel', closed.status), mergedIntoId: kept.id };
  const noted = { statusNote: null, statusAnswer: null };
  const isOpen = await events.change(closed.id, { status: statesFor('accept') }, { ...closing, ...noted });
  if (!isOpen) throw new Error(`event ${closed.id} is locked and can't be closed`);
  await holdEditionOf(scope, kept);
  const guests = coOrganiserStore(scope);
  const invitation = await guests.invite(kept.id, closed.organisation.id, before.proposedById);
  await guests.answer(invitation.id, true);
  const event = await events.known(kept.id);
  // Whoever was asked before reads there with whom they would organise it.
  await refreshInvitations(scope, event);
  const taking = new Set([event.organisation, ...event.coOrganisers, ...event.invited].map(({ id }) => id));
  // The co-organisers of the other event have agreed to that one only.
  for (const { id } of closed.coOrganisers.filter((host) => !taking.has(host.id))) {
    await sendInvitation(scope, event, await guests.invite(kept.id, id, before.proposedById));
  }
  // Organisations that haven't answered yet are asked about the event that lives on.
  for (const { organisation, invitedById } of await guests.unanswered(closed.id)) {
    if (taking.has(organisation.id)) continue;
    await sendInvitation(scope, event, await guests.invite(kept.id, organisation.id, invitedById));
  }
  const merge = await mergeStore(scope).change({ kept, closed, ...before }, { status: 'DONE' });
  await refreshMergeCards(scope, merge);
  for (const one of [merge.kept, merge.closed]) await refreshCards(scope, one);
  await scheduleOverlapRefresh(scope, merge.closed);
  const told = {
    what: `merged-${merge.id}`,
    except: scope.actor.personId,
    words: (t: Translator) => mergedNotice(t, merge),
  };
  const led = await tellOrganisation(scope, merge.kept, { ...told, why: 'decision' }, [merge.closed.organisation]);
  // Those who co-organise either count on it.
  const others = [...kept.coOrganisers, ...closed.coOrganisers];
  await tellOthers(scope, merge.kept, { ...told, what: `merged-with-${merge.id}`, why: 'concern' }, others, led);
  return merge;
}

/** Takes one organisation's agreement back, as long as the other hasn't agreed. */
export const undoAgreement = operation({
  name: 'events.undoAgreement',
  who: 'organiser',
  input: z.object({ id: z.string(), side }),
  async run(scope, given): Promise<MergeAnswer> {
    const before = await lockedFor(scope, given.id, given.side);
    if (before.status !== 'OPEN') return tooLate(before, given.side);
    const merge = await mergeStore(scope).change(
      before,
      given.side === 'kept' ? { keptById: null } : { closedById: null },
    );
    await refreshMergeCards(scope, merge);
    return { merge, outcome: 'undone' };
  },
  journal: { deeds: (answer, { side: which }, scope) => answerDeeds(scope, answer, which) },
});

/** Declines it for one organisation: both keep their events, and whoever proposed it or has agreed is told. */
export const declineMerge = operation({
  name: 'events.declineMerge',
  who: 'organiser',
  input: z.object({ id: z.string(), side }),
  async run(scope, given): Promise<MergeAnswer> {
    const before = await lockedFor(scope, given.id, given.side);
    if (before.status !== 'OPEN') return tooLate(before, null);
    const merge = await mergeStore(scope).change(before, { status: 'DECLINED', endedById: scope.actor.personId });
    await refreshMergeCards(scope, merge);
    const { name } = hostOfSide(merge, given.side);
    const words = (t: Parameters<typeof mergeDeclinedNotice>[0]) => mergeDeclinedNotice(t, merge, name);
    if (merge.asker === null) await tellCoordinators(scope, `event-merge-declined:${merge.id}`, words);
    const other = otherSide(given.side);
    if (merge.agreed[other] !== null) {
      const told = {
        what: `merge-declined-${merge.id}`,
        why: 'decision' as const,
        except: scope.actor.personId,
        words,
      };
      await tellOrganisation(scope, merge[other], told);
    }
    return { merge, outcome: 'declined' };
  },
  journal: { deeds: (answer, { side: which }, scope) => answerDeeds(scope, answer, which) },
});

/** Takes the proposal back, as long as it isn't agreed: the organisation that asked may, and the coordinators. */
export const withdrawMerge = operation({
  name: 'events.withdrawMerge',
  who: 'organiser',
  input: z.object({ id: z.string() }),
  async run(scope, { id }): Promise<MergeAnswer> {
    const before = await locked(scope, id, (merge) => mayWithdraw(scope.actor, merge));
    if (before.status !== 'OPEN') return tooLate(before, before.asker);
    const { merge } = await end(scope, before);
    return { merge, outcome: 'withdrawn' };
  },
  journal: { deeds: (answer, _, scope) => answerDeeds(scope, answer, null) },
});
