import { z } from 'zod';
import { directory } from '../../../access/contacts/directory-store.ts';
import { enforceLimit } from '../../../access/operation/limits.ts';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { currentEdition, holdOpenEdition } from '../../editions/queries.ts';
import { sendCard } from '../cards.ts';
import { clashesOf } from '../clashes.ts';
import type { Event } from '../event.ts';
import { readSlots } from '../fields/dates.ts';
import { writtenPart } from '../fields/written.ts';
import { deedForOthers } from '../journal.ts';
import { proposedOnBehalfNotice } from '../messages/notices.ts';
import { ownEvent } from '../permission.ts';
import {
  checkProposal,
  type FreshProposal,
  type Proposal,
  previewedProposal,
  type ReadProposal,
  readProposal,
  typedProposal,
} from '../proposal.ts';
import { usualDays } from '../rules.ts';
import { eventStore } from '../store.ts';
import { tellOrganisation } from '../tell.ts';
import { eventWaitsStore } from '../waits-store.ts';

/** Reads a proposal to show it back; stores nothing. */
export const previewProposal = operation({
  name: 'events.previewProposal',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: typedProposal,
  run: previewedProposal,
});

/** Checks a proposal that may be incomplete. Throws UserError for all that is wrong. */
export const checkTyped = operation({
  name: 'events.checkProposal',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: typedProposal.partial(),
  run: checkProposal,
});

/** Returns the open edition; called before a form opens. Throws UserError when there is none. */
export const canPropose = operation({
  name: 'events.canPropose',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  run: (scope) => currentEdition(scope),
});

/** Proposes an event to the coordinators. */
export const proposeEvent = operation({
  name: 'events.propose',
  who: 'organiser',
  times: true,
  input: typedProposal,
  async run(scope, typed): Promise<FreshProposal> {
    const { edition, organisation, ...proposal } = await readProposal(scope, typed);
    await enforceLimit(scope, 'proposal', organisation.id);
    await holdOpenEdition(scope, edition.id);
    const event = await eventStore(scope).create({
      ...proposal,
      editionId: edition.id,
      organisationId: organisation.id,
      proposedById: scope.actor.personId,
    });
    return proposed(scope, event);
  },
  journal: { deeds: ({ event }, _, scope) => deedForOthers(scope, 'events.journal.proposed', event) },
});

/** Returns who decides on proposals of an edition, and how long that usually takes. */
async function whoDecides(scope: Scope, editionId: string): Promise<Pick<FreshProposal, 'deciders' | 'usualDays'>> {
  const deciders = (await directory(scope).coordinators()).map(({ name }) => name);
  return { deciders, usualDays: usualDays(await eventWaitsStore(scope).timesToDecide(editionId)) };
}

async function proposed(scope: Scope, event: Event): Promise<FreshProposal> {
  const overlaps = await sendCard(scope, event);
  if (event.onBehalf) {
    await tellOrganisation(scope, event, {
      what: 'on-behalf',
      why: 'change',
      except: scope.actor.personId,
      words: (t) => proposedOnBehalfNotice(t, event, scope.actor.name),
    });
  }
  return { event, overlaps, ...(await whoDecides(scope, event.editionId)) };
}

const duplicate = z.object({ id: z.string(), when: z.string() });

/** Reads the same event at other dates to show it back; stores nothing. */
export const previewDuplicate = operation({
  name: 'events.previewDuplicate',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: duplicate,
  async run(scope, typed): Promise<Proposal & { readonly of: Event }> {
    const read = await readDuplicate(scope, typed);
    const { edition, of, slots } = read;
    return { ...read, clashes: await clashesOf(scope, edition, { ...of, slots }) };
  },
});

async function readDuplicate(
  scope: Scope,
  { id, when }: z.output<typeof duplicate>,
): Promise<ReadProposal & { readonly of: Event }> {
  const of = await ownEvent(scope, id);
  const edition = await currentEdition(scope);
  const slots = readSlots(scope, when, edition);
  return {
    of,
    edition,
    slots,
    organisation: of.organisation,
    onBehalf: !scope.actor.organisations.some((one) => one.id === of.organisation.id),
    ...writtenPart(of),
  };
}

/** Proposes an event again at other dates, in the open edition, with what its sheet tells everybody. */
export const duplicateEvent = operation({
  name: 'events.duplicate',
  who: 'organiser',
  times: true,
  input: duplicate,
  async run(scope, typed): Promise<FreshProposal> {
    const { of, edition, slots, onBehalf } = await readDuplicate(scope, typed);
    await enforceLimit(scope, 'proposal', of.organisation.id);
    await holdOpenEdition(scope, edition.id);
    const event = await eventStore(scope).create({
      ...writtenPart(of),
      editionId: edition.id,
      organisationId: of.organisation.id,
      // Themes are an edition's own.
      themeId: of.editionId === edition.id ? (of.theme?.id ?? null) : null,
      proposedById: scope.actor.personId,
      onBehalf,
      slots,
    });
    return proposed(scope, event);
  },
  journal: { deeds: ({ event }, _, scope) => deedForOthers(scope, 'events.journal.proposed', event) },
});
