import { noMeasures } from '../../metrics/measures.ts';
import type { InboxOptions } from '../options.ts';
import { monotonicNow } from '../running/deadline.ts';
import type { TypedMessages } from './typed-messages.ts';

/** Counts what is typed to the bot, how long until it was stored, and how long dealing with it took. It changes nothing. */
export function measuredMessages(
  { platform: { name }, measures = noMeasures }: Pick<InboxOptions, 'platform' | 'measures'>,
  typed: TypedMessages,
): TypedMessages {
  return {
    ...typed,
    async keep(said) {
      const began = monotonicNow();
      const kept = await typed.keep(said);
      if (kept) measures.acknowledged(name, 'message', (monotonicNow() - began) / 1_000);
      return kept;
    },
    async handle(kept) {
      const began = monotonicNow();
      try {
        const handled = await typed.handle(kept);
        measures.answered(name, 'message', (monotonicNow() - began) / 1_000);
        measures.done(name, 'message', handled === 'done' ? 'answered' : 'silent');
        return handled;
      } catch (error) {
        measures.done(name, 'message', 'failed');
        throw error;
      }
    },
  };
}
