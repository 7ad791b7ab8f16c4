import { z } from 'zod';
import { operation } from '../../../access/operation/operation.ts';
import { dayAfterAt } from '../../../dates/index.ts';
import { schedule } from '../../../schedule/due.ts';
import { UNSENT_PROPOSAL } from '../due-kinds.ts';
import { unsentProposal } from '../unconfirmed.ts';

/** Plans, the next morning, a word to whoever has written a proposal, in case they haven't confirmed it by then. */
export const remindToPropose = operation({
  name: 'events.remindToPropose',
  who: 'organiser',
  input: z.object({ form: z.uuid() }),
  async run(scope, { form }): Promise<void> {
    const proposal = await unsentProposal(scope, form);
    if (proposal?.personId !== scope.actor.personId) return;
    const at = dayAfterAt(scope.now, 1, '10:00', scope.region.timeZone);
    await schedule(scope, { kind: UNSENT_PROPOSAL, subject: form, at, expires: proposal.expiresAt });
  },
});
