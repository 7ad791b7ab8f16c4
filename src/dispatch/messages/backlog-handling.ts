import type { IncomingMessage } from '../../chat/platform.ts';
import { createBacklog } from './backlog.ts';
import type { Handling } from './handling.ts';
import type { PendingMessage } from './pending-message.ts';
import type { TypedMessages } from './typed-messages.ts';

/** Deals with what somebody says. When they say many things at once, they don't get an answer to each. */
export interface BacklogHandling {
  /** Stores a message as it comes. Returns null for one that isn't meant for the bot. */
  keep(message: IncomingMessage): Promise<PendingMessage | null>;
  /** Returns whether an earlier message has shown that nothing comes of this one. */
  isSettled(kept: PendingMessage): boolean;
  handle(message: IncomingMessage, kept: PendingMessage): Promise<void>;
  /** Must be called for each message once it is dealt with, whatever the outcome. */
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
      // They are found before handling shows what is awaited: nobody answers a question that they are asked later.
      const similar = backlog.similar(message);
      const handled = await handling.handle({ ...kept, said: backlog.marked(kept.said) });
      if (handled !== 'nothing-awaited' || similar.length === 0) return;
      await stored(() => typed.settle(similar));
      for (const one of similar) settled.add(one);
    },
    over: backlog.remove,
  };
}
