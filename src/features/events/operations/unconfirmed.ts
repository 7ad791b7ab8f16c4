import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import type { Scope } from '../../../access/operation/scope.ts';
import { UserError } from '../../../chat/user-error.ts';
import { dayAfterAt } from '../../../dates/index.ts';
import { schedule } from '../../../schedule/due.ts';
import { UNSENT_PROPOSAL } from '../due-kinds.ts';
import { dropUnsent, type UnsentProposal, unsentProposal, unsentProposalsOf } from '../unconfirmed.ts';

/** Plans, the next morning, a word to whoever has written a proposal, in case they haven't confirmed it by then. */
export const remindToPropose = operation({
  name: 'events.remindToPropose',
  who: 'organiser',
  journal: { silent: 'is their own' },
  input: z.object({ form: z.uuid() }),
  async run(scope, { form }): Promise<void> {
    const proposal = await unsentProposal(scope, form);
    if (proposal?.personId !== scope.actor.personId) return;
    const at = dayAfterAt(scope.now, 1, '10:00', scope.region.timeZone);
    await schedule(scope, { kind: UNSENT_PROPOSAL, subject: form, at, expires: proposal.expiresAt });
  },
});

/** Returns the proposals that the actor wrote and hasn't sent. */
export const unsentToFinish = operation({
  name: 'events.unsentToFinish',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({}),
  run: (scope): Promise<readonly UnsentProposal[]> => unsentProposalsOf(scope, scope.actor.personId),
});

const noDraft = () => new UserError('events.errors.noDraft');

async function ownUnsent(scope: Scope, form: string): Promise<UnsentProposal> {
  const found = (await unsentProposalsOf(scope, scope.actor.personId)).find((one) => one.form === form);
  if (!found) throw noDraft();
  return found;
}

/** Returns one of them, before the actor drops it. */
export const unsentToDrop = operation({
  name: 'events.unsentToDrop',
  who: 'organiser',
  journal: { silent: 'changes nothing' },
  input: z.object({ form: z.string() }),
  run: (scope, { form }) => ownUnsent(scope, form),
});

/** Drops one of them, which nobody else knew of. */
export const dropDraft = operation({
  name: 'events.dropDraft',
  who: 'organiser',
  journal: { silent: 'is their own' },
  input: z.object({ form: z.string() }),
  async run(scope, { form }): Promise<UnsentProposal> {
    const draft = await ownUnsent(scope, form);
    // It may have been sent, or dropped, while this was looked at.
    if (!(await dropUnsent(scope, draft))) throw noDraft();
    return draft;
  },
});
