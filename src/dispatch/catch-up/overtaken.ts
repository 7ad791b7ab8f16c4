import { byTime } from '../../chat/order.ts';
import { DeliveryError, type IncomingMessage } from '../../chat/platform.ts';
import type { PendingMessage } from '../messages/pending-message.ts';
import type { InboxOptions } from '../options.ts';
import { awaitedBefore, readAll } from './awaited-places.ts';

/**
 * Returns what was said to the bot alone before a message and hasn't come yet, because an answer counts for the
 * question to which it was given.
 */
export async function overtakenBy(kept: PendingMessage, options: InboxOptions): Promise<readonly IncomingMessage[]> {
  const { platform, log } = options;
  const { said: message } = kept;
  if (platform.traits.keepsOrder || !message.direct) return [];
  try {
    const awaited = await awaitedBefore(kept, options);
    const said = await readAll(awaited, ({ place, after }) => platform.history(place, after));
    return said.filter(({ id }) => byTime(id, message.id) < 0);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    // Counting the message without its predecessors is better than not counting it.
    log.warn('catch-up.order-unknown', { platform: platform.name, failure: error.message });
    return [];
  }
}
