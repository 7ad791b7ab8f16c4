import { directory } from '../../access/contacts/directory-store.ts';
import { type Unconfirmed, unconfirmedStore } from '../../access/operation/unconfirmed-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { nameKey } from '../../reading/index.ts';
import { currentEditionOrNone } from '../editions/queries.ts';
import { organisationsOf } from '../organisations/queries.ts';
import { eventWaitsStore } from './waits-store.ts';

/** The form of a proposal, as drafts name it. */
const PROPOSING = 'command:evenement proposer';

/** A proposal that was written and shown back, and that its author hasn't confirmed: nobody else knows of it. */
export interface UnsentProposal extends Pick<Unconfirmed, 'personId' | 'expiresAt'> {
  /** The id of its form. */
  readonly form: string;
  /** As it was typed. */
  readonly title: string;
}

/**
 * Returns the proposal that somebody wrote last and hasn't confirmed. Returns null when there is none, when they can't
 * send it, and when they have proposed an event of this title since, with another form.
 */
export async function unsentProposalOf(scope: RegionScope, personId: string): Promise<UnsentProposal | null> {
  return unsentOf(scope, await unconfirmedStore(scope, PROPOSING).latestOf(personId));
}

/** Returns a proposal by its form; null once it is confirmed or can't be sent, and when its author has written another one since. */
export async function unsentProposal(scope: RegionScope, form: string): Promise<UnsentProposal | null> {
  const found = await unconfirmedStore(scope, PROPOSING).byId(form);
  const latest = found && (await unsentProposalOf(scope, found.personId));
  return latest?.form === form ? latest : null;
}

async function unsentOf(scope: RegionScope, form: Unconfirmed | null): Promise<UnsentProposal | null> {
  const title = form?.values.title;
  if (!form || typeof title !== 'string') return null;
  const since = await eventWaitsStore(scope).titlesProposedBy(form.personId, form.begunAt);
  if (since.some((one) => nameKey(one) === nameKey(title)) || !(await canSend(scope, form))) return null;
  return { form: form.id, title, personId: form.personId, expiresAt: form.expiresAt };
}

/** Returns whether an edition is open, and its author still proposes for the organisation that it is of, or coordinates. */
async function canSend(scope: RegionScope, { personId, values }: Unconfirmed): Promise<boolean> {
  if (!(await currentEditionOrNone(scope))) return false;
  const theirs = await organisationsOf(scope, personId);
  const wanted = values.organisation;
  if (typeof wanted === 'string' && wanted !== '' ? theirs.some(({ id }) => id === wanted) : theirs.length > 0)
    return true;
  return (await directory(scope).coordinators()).some((one) => one.personId === personId);
}
