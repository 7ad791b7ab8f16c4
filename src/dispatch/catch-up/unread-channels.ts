import type { ListedPlace, UnreadPlace } from '../../access/region/unread-store.ts';
import { byTime, newest } from '../../chat/order.ts';
import type { IncomingMessage } from '../../chat/platform.ts';

/** A channel that is still to be read, with its threads. */
export interface UnreadChannel {
  readonly channel: string;
  readonly places: readonly ListedPlace[];
  /** The listing that told of it, and the regions in which something is awaited there. */
  readonly listing: string;
  readonly regionIds: readonly string[];
  /** Those of its places in which something may have been said, once that is known, and what was said where it was read. */
  changed: readonly UnreadPlace[] | null;
  readonly said: Map<UnreadPlace, readonly IncomingMessage[]>;
  /** How often that failed. */
  readonly tries: number;
  /** When it may be tried, by the pace. */
  readonly notBefore: number;
}

/** What is still to be read. */
export interface UnreadChannels {
  readonly size: number;
  put(one: UnreadChannel): void;
  /** Unless a newer listing has told of it meanwhile. */
  putBack(one: UnreadChannel): void;
  /** Takes a channel out, to be read. */
  take(channel: string): UnreadChannel | null;
  /** The one that is best read next; else when one may be; null where there is none. */
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

/** What an earlier listing left over, then where something was said last: people go on where they were. */
function likelierFirst(a: UnreadChannel, b: UnreadChannel): number {
  return Number(isLeftOver(b)) - Number(isLeftOver(a)) || byTime(newestIn(b), newestIn(a));
}

const isLeftOver = ({ places }: UnreadChannel): boolean => places.some(({ leftOver }) => leftOver);

const newestIn = ({ places }: UnreadChannel): string => newest(...places.map(({ after }) => after)) ?? '';
