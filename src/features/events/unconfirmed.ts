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
  /** The dates, as they were typed. */
  readonly when: string | null;
}

/**
 * Returns the proposals that somebody wrote and hasn't confirmed, the last one first. Those that they
 * can't send are left out, and those of whose title they have proposed an event since, with another form.
 */
export async function unsentProposalsOf(scope: RegionScope, personId: string): Promise<readonly UnsentProposal[]> {
  const written = (await unconfirmedStore(scope, PROPOSING).allOf(personId)).flatMap((form) =>
    typeof form.values.title === 'string' ? [{ form, title: form.values.title }] : [],
  );
  const oldest = written.at(-1);
  if (!oldest) return [];
  const maySend = await sender(scope, personId);
  const proposed = await eventWaitsStore(scope).proposedBy(personId, oldest.form.begunAt);
  return written.flatMap(({ form, title }) => {
    const key = nameKey(title);
    const isSent = proposed.some((one) => one.proposedAt >= form.begunAt && nameKey(one.title) === key);
    if (isSent || !maySend(form)) return [];
    const { when } = form.values;
    // What was picked beside a typed date is known only once both are read.
    const [typed = null] = when === undefined ? [] : [when].flat();
    return [{ form: form.id, title, when: typed, personId, expiresAt: form.expiresAt }];
  });
}

/** Returns a proposal by its form; null once it is confirmed or can't be sent, and when its author has written it anew since. */
export async function unsentProposal(scope: RegionScope, form: string): Promise<UnsentProposal | null> {
  const found = await unconfirmedStore(scope, PROPOSING).byId(form);
  const unsent = found ? await unsentProposalsOf(scope, found.personId) : [];
  const asked = unsent.find((one) => one.form === form);
  const latest = asked && unsent.find(({ title }) => nameKey(title) === nameKey(asked.title));
  return latest?.form === form ? latest : null;
}

/** Drops a proposal of somebody's that isn't sent. Returns false when it didn't wait any more. */
export function dropUnsent(scope: RegionScope, { form, personId }: UnsentProposal): Promise<boolean> {
  return unconfirmedStore(scope, PROPOSING).drop(form, personId);
}

/** Returns whether somebody can send a form: an edition is open, and they still propose for the organisation that it is of, or coordinate. */
async function sender(scope: RegionScope, personId: string): Promise<(form: Unconfirmed) => boolean> {
  if (!(await currentEditionOrNone(scope))) return () => false;
  const theirs = await organisationsOf(scope, personId);
  const coordinates = (await directory(scope).coordinators()).some((one) => one.personId === personId);
  return ({ values: { organisation: wanted } }) =>
    coordinates ||
    (typeof wanted === 'string' && wanted !== '' ? theirs.some(({ id }) => id === wanted) : theirs.length > 0);
}
