import { directory } from '../../access/contacts/directory-store.ts';
import { type RegionScope, wordsFor } from '../../access/region/region-scope.ts';
import { dayAfterAt } from '../../dates/index.ts';
import { optedOut, type StillMeant, sentUnder, tellPerson } from '../../delivery/outbox/index.ts';
import { reschedule } from '../../schedule/due.ts';
import { UNSENT_PROPOSAL } from './due-kinds.ts';
import { unsentProposalReminder } from './messages/notices.ts';
import { unsentProposal } from './unconfirmed.ts';

const PREFIX = `${UNSENT_PROPOSAL}:`;

/**
 * Tells somebody, once for each form, that the proposal they wrote isn't sent. Where their week is full it is tried
 * again the next day, as long as the form is kept.
 */
export async function remindOfUnsent(scope: RegionScope, form: string): Promise<void> {
  const proposal = await unsentProposal(scope, form);
  const author = proposal && (await directory(scope).person(proposal.personId));
  if (!proposal || !author) return;
  const { personId } = proposal;
  const told = (await sentUnder(scope, PREFIX + form)).length > 0;
  if (told || (await optedOut(scope, [personId], 'event')).has(personId)) return;
  const leaves = await tellPerson(scope, author, {
    key: PREFIX + form,
    words: (t) => unsentProposalReminder(t, proposal),
    consent: { unasked: 'event', personId },
    readAs: 'themselves',
  });
  if (leaves) return;
  const at = dayAfterAt(scope.now, 1, '10:00', scope.region.timeZone);
  await reschedule(scope, { kind: UNSENT_PROPOSAL, subject: form, at });
}

/** Returns whether a message under this key tells that a proposal isn't sent. */
export function isUnsentReminder(key: string): boolean {
  return key.startsWith(PREFIX);
}

/** Returns what it says once it may be read; null when the proposal was sent meanwhile, or can't be any more. */
export const stillUnsent: StillMeant = async (scope, { key, personId }) => {
  const proposal = await unsentProposal(scope, key.slice(PREFIX.length));
  const author = await directory(scope).person(personId);
  return proposal && author && unsentProposalReminder(wordsFor(author, scope.region), proposal);
};
