import type { ListedPlace, UnreadPlace } from '../../access/region/unread-store.ts';
import { byTime, newest } from '../../chat/order.ts';
import type { IncomingMessage } from '../../chat/platform.ts';

/** A channel that is still to be read, with its threads. */
export interface UnreadChannel {
  readonly channel: string;
  readonly places: readonly ListedPlace[];
  /** The listing that named it. */
  readonly listing: string;
  /** Its places in which something may have been said, once that is known, and the messages read so far. */
  changed: readonly UnreadPlace[] | null;
  readonly said: Map<UnreadPlace, readonly IncomingMessage[]>;
  /** The number of times that reading it has failed. */
  readonly tries: number;
  /** The time from which it may be tried, by the pace. */
  readonly notBefore: number;
}

/** The channels that are still to be read. */
export interface UnreadChannels {
  readonly size: number;
  put(one: UnreadChannel): void;
  /** Puts a channel back, unless a newer listing has named it meanwhile. */
  putBack(one: UnreadChannel): void;
  /** Takes a channel out, to read it. */
  take(channel: string): UnreadChannel | null;
  /** Returns the channel that is best read next, otherwise when one may be; null when there is none. */
  next(now: number): { readonly channel: string } | { readonly at: number } | null;
}

export function createUnreadChannels(): UnreadChannels {
  const channels = new Map<string, UnreadChannel>();
  return {
    get size() {
      return channels.size;
    },
    put(one) {
      channels.set(one.channel, one);
    },
    putBack(one) {
      if (!channels.has(one.channel)) channels.set(one.channel, one);
    },
    take(channel) {
      const one = channels.get(channel) ?? null;
      channels.delete(channel);
      return one;
    },
    next(now) {
      const all = [...channels.values()];
      const [best] = all.filter(({ notBefore }) => notBefore <= now).sort(likelierFirst);
      if (best) return { channel: best.channel };
      return all.length > 0 ? { at: Math.min(...all.map(({ notBefore }) => notBefore)) } : null;
    },
  };
}

/** Channels left by an earlier listing come first, then those in which something was said last, where people go on. */
function likelierFirst(a: UnreadChannel, b: UnreadChannel): number {
  return Number(isLeftOver(b)) - Number(isLeftOver(a)) || byTime(newestIn(b), newestIn(a));
}

const isLeftOver = ({ places }: UnreadChannel): boolean => places.some(({ leftOver }) => leftOver);

const newestIn = ({ places }: UnreadChannel): string => newest(...places.map(({ after }) => after)) ?? '';
