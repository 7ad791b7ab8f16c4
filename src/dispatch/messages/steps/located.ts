import type { InboxOptions } from '../../options.ts';
import { whichRegion } from '../../receiving/which-region.ts';
import { typedEntryOf } from '../../running/entry-store.ts';
import { findEntry, SeveralRegions } from '../../running/session.ts';
import type { PendingMessage } from '../pending-message.ts';
import type { Located, MessageStep } from './message-step.ts';

/** Finds the region in which a message was said. */
export function located({ database, locale, now }: InboxOptions): MessageStep<PendingMessage, Located> {
  async function where({ said: { user, place, text } }: PendingMessage): Promise<Omit<Located, 'pending'>> {
    const there = user.team === null ? null : await typedEntryOf(database, user, user.team, place);
    if (there) return { ...there, words: null };
    try {
      return { entry: await findEntry(database, user, { place, typed: true }, now()), words: null };
    } catch (error) {
      if (!(error instanceof SeveralRegions)) throw error;
      return { entry: null, words: whichRegion(user.locale ?? locale, error.regions, '', { text }) };
    }
  }

  return async (pending, next) => next({ pending, ...(await where(pending)) });
}
