import { MAX_TYPED_LENGTH } from '../../chat/length.ts';
import type { IncomingMessage } from '../../chat/platform.ts';
import type { PendingMessage } from './pending-message.ts';

/** From this many messages on, somebody who says several things at once isn't answered each of them. */
const MANY = 5;

/** Knows what has been said in a conversation since a message that still waits. */
export interface Backlog {
  /**
   * Must be called for each message as it comes, in order; and `remove` once it is dealt with, whatever the outcome.
   */
  add(message: IncomingMessage): void;
  kept(message: IncomingMessage, kept: PendingMessage | null): void;
  remove(message: IncomingMessage): void;
  /** Returns the message, marked when much has been said to the bot alone after it. */
  marked(message: IncomingMessage): IncomingMessage;
  /**
   * Returns the stored messages that came after it and are like it: new, of a few words, to the bot alone, with much
   * said after them.
   */
  similar(message: IncomingMessage): readonly PendingMessage[];
}

export function createBacklog(): Backlog {
  /** The messages that still wait, by channel, in the order they came. */
  const waiting = new Map<string, Map<IncomingMessage, PendingMessage | null>>();
  return {
    add(message) {
      const { channel } = message.place;
      const here = waiting.get(channel) ?? new Map<IncomingMessage, PendingMessage | null>();
      waiting.set(channel, here.set(message, null));
    },
    kept(message, kept) {
      const here = waiting.get(message.place.channel);
      if (here?.has(message)) here.set(message, kept);
    },
    remove(message) {
      const { channel } = message.place;
      const here = waiting.get(channel);
      here?.delete(message);
      if (here?.size === 0) waiting.delete(channel);
    },
    marked(message) {
      // The message itself waits too, so it isn't counted.
      const since = (waiting.get(message.place.channel)?.size ?? 1) - 1;
      return message.direct && since >= MANY ? { ...message, muchSince: true } : message;
    },
    similar({ place, user }) {
      const all = [...(waiting.get(place.channel)?.values() ?? [])];
      return all.slice(1, -MANY).flatMap((one) => (one?.stored && isLike(one.said) ? [one] : []));

      function isLike(said: IncomingMessage): boolean {
        const here = said.direct && said.user.id === user.id && said.place.thread === place.thread;
        return here && said.edited === undefined && said.text.length <= MAX_TYPED_LENGTH;
      }
    },
  };
}
