import type { IncomingMessage } from '../../chat/platform.ts';
import { createBacklog } from './backlog.ts';
import type { Handling } from './handling.ts';
import type { PendingMessage } from './pending-message.ts';
import type { TypedMessages } from './typed-messages.ts';

/** Deals with what somebody says, also with many lines said at once: nobody is answered each of them. */
export interface BacklogHandling {
  /** Keeps a message as it comes. Null for what isn't meant for the bot. */
  keep(message: IncomingMessage): Promise<PendingMessage | null>;
  /** Returns whether nothing comes of it: that was found of what was said before it. */
  isSettled(kept: PendingMessage): boolean;
  handle(message: IncomingMessage, kept: PendingMessage): Promise<void>;
  /** Has to be called for each message once it is dealt with, whatever came of it. */
  over(message: IncomingMessage): void;
}

export interface BacklogHandlingOptions {
  readonly typed: TypedMessages;
  readonly handling: Handling;
  readonly keep: (message: IncomingMessage) => Promise<PendingMessage | null>;
  readonly stored: <T>(work: () => Promise<T>) => Promise<T>;
}

export function createBacklogHandling({ typed, handling, keep, stored }: BacklogHandlingOptions): BacklogHandling {
  const backlog = createBacklog();
  const settled = new WeakSet<PendingMessage>();
  return {
    keep(message) {
      backlog.add(message);
      return keep(message).then((kept) => {
        backlog.kept(message, kept);
        return kept;
      });
    },
    isSettled: (kept) => settled.has(kept),
    async handle(message, kept) {
      // What was said before it is looked at what is awaited: nobody answers what they are asked later.
      const similar = backlog.similar(message);
      const handled = await handling.handle({ ...kept, said: backlog.marked(kept.said) });
      if (handled !== 'nothing-awaited' || similar.length === 0) return;
      await stored(() => typed.settle(similar));
      for (const one of similar) settled.add(one);
    },
    over: backlog.remove,
  };
}
