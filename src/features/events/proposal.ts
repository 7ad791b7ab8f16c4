import { z } from 'zod';
import { commandName } from '../../access/operation/command-name.ts';
import { LacksRole } from '../../access/operation/lacks-role.ts';
import type { Scope } from '../../access/operation/scope.ts';
import { ChoiceNeeded, readEach, UserError } from '../../chat/user-error.ts';
import { alphabetical } from '../../reading/index.ts';

import type { Edition } from '../editions/edition.ts';
import { currentEdition } from '../editions/queries.ts';
import { allOrganisations, organisation } from '../organisations/queries.ts';
import { type Clashes, clashesOf } from './clashes.ts';
import type { Event, EventPlace, Host } from './event.ts';
import type { FieldReading } from './fields/kind.ts';
import { type ProposalText, proposalFields, recordOf } from './fields/list.ts';
import { readFields } from './fields/read.ts';
import type { Overlap } from './overlaps.ts';

/** The fields of a proposal, as typed. */
export const typedProposal = z.object({
  ...recordOf(proposalFields, () => z.string()),
  /** INSEE code of the chosen commune, where the place named several. */
  municipality: z.string().optional(),
  organisation: z.string().optional(),
});

/** A proposal as understood. */
export interface ReadProposal extends ProposedFields {
  readonly edition: Edition;
  readonly organisation: Host;
  /** True when a coordinator proposes for an organisation that isn't theirs. */
  readonly onBehalf: boolean;
}

/** A proposal as understood, with warnings for the proposer. */
export interface Proposal extends ReadProposal {
  readonly clashes: Clashes;
}

/** An event that was just proposed, and what its proposer may want to know. */
export interface FreshProposal {
  readonly event: Event;
  readonly overlaps: readonly Overlap[];
  /** Names of the coordinators. */
  readonly deciders: readonly string[];
  /** Days within which they usually decide, 0 for the same day; null where they haven't decided often enough to tell. */
  readonly usualDays: number | null;
}

type ProposedFields = Pick<Event, ProposalText | keyof EventPlace | 'slots'>;

/** Reads a proposal. Throws ChoiceNeeded or UserError about the fields that can't be read. */
export async function readProposal(scope: Scope, typed: z.output<typeof typedProposal>): Promise<ReadProposal> {
  const edition = await currentEdition(scope);
  const [host, values] = await readEach(
    () => hostOf(scope, typed.organisation),
    () => readFields(readingFor(scope, edition, typed), proposalFields, typed),
  );
  // All fields were typed, so all were read.
  const fields = values as ProposedFields;
  const onBehalf = !scope.actor.organisations.some(({ id }) => id === host.id);
  return { edition, organisation: host, onBehalf, ...fields };
}

/** Does the same, and looks for what competes with it. Its public and its theme come later. */
export async function previewedProposal(scope: Scope, typed: z.output<typeof typedProposal>): Promise<Proposal> {
  const proposal = await readProposal(scope, typed);
  const placed = { ...proposal, audience: null, theme: null };
  return { ...proposal, clashes: await clashesOf(scope, proposal.edition, placed) };
}

/** Checks the fields that were typed so far. Throws UserError about those that can't be read. */
export async function checkProposal(scope: Scope, typed: Partial<z.output<typeof typedProposal>>): Promise<void> {
  const edition = await currentEdition(scope);
  await readFields(readingFor(scope, edition, typed), proposalFields, typed);
}

function readingFor(
  scope: Scope,
  edition: Edition,
  { municipality }: { readonly municipality?: string | undefined },
): FieldReading {
  return { scope, edition: () => Promise.resolve(edition), before: null, municipality };
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
