import type { IncomingMessage } from '../chat/platform.ts';

/** From so many on, somebody who says several things at once isn't answered each of them. */
const MANY = 5;

/** Knows how much has been said in a conversation since something that waits to be dealt with. */
export interface SaidSince {
  /** To be told of each as it comes, in order; and of it once it is dealt with, whatever came of it. */
  came(message: IncomingMessage): void;
  dealtWith(message: IncomingMessage): void;
  /** The message, saying whether much has been said after it to the bot alone. */
  marked(message: IncomingMessage): IncomingMessage;
}

export function createSaidSince(): SaidSince {
  const waiting = new Map<string, number>();
  return {
    came({ place }) {
      waiting.set(place.channel, (waiting.get(place.channel) ?? 0) + 1);
    },
    dealtWith({ place }) {
      const left = (waiting.get(place.channel) ?? 1) - 1;
      if (left > 0) waiting.set(place.channel, left);
      else waiting.delete(place.channel);
    },
    marked(message) {
      // The message itself waits too.
      const since = (waiting.get(message.place.channel) ?? 1) - 1;
      return message.direct && since >= MANY ? { ...message, muchSince: true } : message;
    },
  };
}
