import type { UnreadPlace } from '../../access/region/unread-store.ts';
import { newest } from '../../chat/order.ts';
import { DeliveryError, type Inbox, type IncomingMessage, type Look } from '../../chat/platform.ts';
import type { RefusalReason } from '../../chat/refusal.ts';
import type { InboxOptions } from '../options.ts';
import { readAll } from './awaited-places.ts';
import type { UnreadChannel } from './unread-channels.ts';

/** The refusals after which a place is gone for good, so that nobody reads there any more. */
const GONE: ReadonlySet<RefusalReason> = new Set([
  'channel-gone',
  'message-gone',
  'user-gone',
  'direct-messages-closed',
]);

export interface ChannelReadingOptions extends Pick<InboxOptions, 'platform' | 'log'> {
  readonly inbox: Inbox;
  readonly look: () => Look;
  readonly stored: <T>(work: () => Promise<T>) => Promise<T>;
  readonly signal: AbortSignal;
}

/**
 * Hands in what was said in a channel and its threads, in its order. Returns false when it was cut short. `isAwaited`:
 * somebody who writes there waits for it, so that the reading limit is ignored.
 */
export type ReadChannel = (one: UnreadChannel, isAwaited: boolean) => Promise<boolean>;

export function createReadChannel({ platform, log, inbox, look, stored, signal }: ChannelReadingOptions): ReadChannel {
  async function unlessGone<T>(told: () => Promise<readonly T[]>): Promise<readonly T[]> {
    try {
      return await told();
    } catch (error) {
      const failure = error instanceof DeliveryError ? error.failure : null;
      if (failure?.kind !== 'refused' || !GONE.has(failure.reason)) throw error;
      log.error('catch-up.not-read', error, { platform: platform.name });
      return [];
    }
  }

  return async (one, isAwaited) => {
    const { places, said } = one;
    const since = places.map((place) => ({ ...place, since: newest(place.after, place.heard) ?? place.after }));
    one.changed ??= await unlessGone(() => look().changed(since));
    // Messages read before a wait aren't read again; otherwise a long channel would never be finished.
    const history = async (to: UnreadPlace): Promise<readonly IncomingMessage[]> => {
      const wait = isAwaited || said.has(to) ? 0 : look().wait();
      if (wait > 0) throw new DeliveryError({ kind: 'rate-limited', retryAfter: wait });
      const found = said.get(to) ?? (await unlessGone(() => look().history(to.place, to.after)));
      said.set(to, found);
      return found;
    };
    for (const message of await readAll(one.changed, history)) {
      if (signal.aborted) return false;
      await stored(() => inbox.message(message));
    }
    return !signal.aborted;
  };
}
