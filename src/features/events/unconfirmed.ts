import { type Unconfirmed, unconfirmedStore } from '../../access/operation/unconfirmed-store.ts';
import type { RegionScope } from '../../access/region/region-scope.ts';
import { nameKey } from '../../reading/index.ts';
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
 * Returns the proposal that somebody wrote last and hasn't confirmed. Returns null when there is none, and when they
 * have proposed an event of this title since, with another form.
 */
export async function unsentProposalOf(scope: RegionScope, personId: string): Promise<UnsentProposal | null> {
  return unsentOf(scope, await unconfirmedStore(scope, PROPOSING).latestOf(personId));
}

/** Returns a proposal by its form; null once it is confirmed, and when its author has written another one since. */
export async function unsentProposal(scope: RegionScope, form: string): Promise<UnsentProposal | null> {
  const found = await unconfirmedStore(scope, PROPOSING).byId(form);
  const latest = found && (await unsentProposalOf(scope, found.personId));
  return latest?.form === form ? latest : null;
}

async function unsentOf(scope: RegionScope, form: Unconfirmed | null): Promise<UnsentProposal | null> {
  const title = form?.values.title;
  if (!form || typeof title !== 'string') return null;
  const since = await eventWaitsStore(scope).titlesProposedBy(form.personId, form.begunAt);
  if (since.some((one) => nameKey(one) === nameKey(title))) return null;
  return { form: form.id, title, personId: form.personId, expiresAt: form.expiresAt };
}
