import { z } from 'zod';
import { commandName } from '../../access/operation/command-name.ts';
import { LacksRole } from '../../access/operation/lacks-role.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { wordsFor } from '../../access/region/region-scope.ts';
import { ChoiceNeeded, readEach, UserError } from '../../chat/user-error.ts';
import type { Slot } from '../../dates/index.ts';
import { alphabetical, readWhen } from '../../reading/index.ts';

import type { Edition } from '../editions/edition.ts';
import { currentEdition } from '../editions/queries.ts';
import { allOrganisations, organisation } from '../organisations/queries.ts';
import { type Clashes, clashesOf } from './clashes.ts';
import type { Host } from './event.ts';
import { type ProposalText, proposalFields, proposalTexts, recordOf } from './fields/list.ts';
import { readTexts } from './fields/read-texts.ts';
import { type EventPlace, readEventPlace } from './place.ts';
import { editionSpan, sortedSlots } from './rules.ts';

/** The fields of a proposal, as typed. */
export const typedProposal = z.object({
  ...recordOf(proposalFields, () => z.string()),
  /** INSEE code of the chosen commune, where the place named several. */
  municipality: z.string().optional(),
  organisation: z.string().optional(),
});

/** A proposal as understood, with warnings for the proposer. */
export interface Proposal extends Readonly<Record<ProposalText, string>>, EventPlace {
  readonly edition: Edition;
  readonly organisation: Host;
  /** True when a coordinator proposes for an organisation that isn't theirs. */
  readonly onBehalf: boolean;
  readonly slots: readonly Slot[];
  readonly clashes: Clashes;
}

/** Reads a proposal. Throws ChoiceNeeded or UserError about the fields that can't be read. */
export async function readProposal(scope: Scope, typed: z.output<typeof typedProposal>): Promise<Proposal> {
  const edition = await currentEdition(scope);
  const [host, texts, slots, place] = await readEach(
    () => hostOf(scope, typed.organisation),
    () => readTexts(proposalTexts, typed),
    () => readSlots(scope, typed.when, edition),
    () => readEventPlace(typed.place, scope.region, typed.municipality),
  );
  const clashes = await clashesOf(scope, edition, { slots, department: place.department, organisation: host });
  const onBehalf = !scope.actor.organisations.some(({ id }) => id === host.id);
  return { edition, organisation: host, onBehalf, ...texts, ...place, slots, clashes };
}

/** Checks the fields that were typed so far. Throws UserError about those that can't be read. */
export async function checkProposal(scope: Scope, typed: Partial<z.output<typeof typedProposal>>): Promise<void> {
  const { when, place, municipality } = typed;
  const edition = await currentEdition(scope);
  await readEach(
    () => readTexts(proposalTexts, typed),
    () => when !== undefined && readSlots(scope, when, edition),
    () => place !== undefined && readEventPlace(place, scope.region, municipality),
  );
}

/** Reads dates inside the edition, or nearest to it. Returns them by time, each once. */
export function readSlots(scope: Scope, typed: string, edition: Edition): readonly Slot[] {
  const t = wordsFor(scope.actor, scope.region);
  return sortedSlots(readWhen({ t, now: scope.now }, typed, 'when', { within: editionSpan(edition, t.timeZone) }));
}

/** Returns the named organisation, otherwise the actor's own. Throws ChoiceNeeded when it could be one of several. */
async function hostOf({ actor, ...scope }: Scope, wanted: string | undefined): Promise<Host> {
  const [mine, ...more] = actor.organisations;
  if (wanted === undefined) {
    if (mine && more.length === 0) return mine;
    const possible = mine ? actor.organisations : actor.coordinator ? await allOrganisations(scope) : [];
    if (possible.length === 0) throw noOrganisation({ ...scope, actor });
    const sorted = alphabetical(actor.locale, possible, ({ name }) => name);
    const options = sorted.map(({ id, name }) => ({ value: id, label: name }));
    throw new ChoiceNeeded('events.errors.whichOrganisation', {}, 'organisation', options);
  }
  const found = z.uuid().safeParse(wanted).success ? await organisation(scope, wanted) : null;
  if (!found) throw new UserError('common.errors.notFound', {}, 'organisation');
  if (!actor.coordinator && !actor.organisations.some(({ id }) => id === found.id)) {
    throw new UserError('events.errors.notYourOrganisation', { organisation: found.name }, 'organisation');
  }
  return { id: found.id, name: found.name };
}

function noOrganisation({ actor, region }: Scope): UserError {
  if (!actor.coordinator) return new LacksRole('organiser');
  const command = commandName({ fr: ['structure', 'creer'], en: ['organisation', 'create'] }, { ...actor, region });
  return new UserError('events.errors.noOrganisation', { command });
}
