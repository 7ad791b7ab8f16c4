import type { InboxOptions } from '../../options.ts';
import { departedNotice } from '../../receiving/newcomer.ts';
import { checkPresence, Departed } from '../../running/session.ts';
import { nothingToDo } from '../pending-message.ts';
import { answerDirectly } from './answer-directly.ts';
import type { Located, MessageStep } from './message-step.ts';

/** Ends for somebody who has left the workspace or server, and tells them. */
export function present(options: InboxOptions): MessageStep<Located> {
  return async (located, next) => {
    const { entry, pending } = located;
    const { said } = pending;
    try {
      if (entry) await checkPresence(options, entry, said.user);
    } catch (error) {
      if (!(error instanceof Departed)) throw error;
      const locale = said.user.locale ?? options.locale;
      if (said.edited === undefined)
        await answerDirectly(options, said, departedNotice(error.region, said.user, locale), true);
      return nothingToDo(said);
    }
    return next(located);
  };
}
