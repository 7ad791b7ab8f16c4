import type { IncomingMessage } from '../../chat/platform.ts';
import { createBatcher } from '../../concurrency/batcher.ts';
import type { PendingMessage } from './pending-message.ts';
import type { TypedMessages } from './typed-messages.ts';

/** The most typed messages that are stored in one batch. */
const MOST_TOGETHER = 100;

/** Stores messages that come together in one batch; when that fails, each by itself. */
export function createKeepBatched(
  typed: TypedMessages,
  stored: <T>(work: () => Promise<T>) => Promise<T>,
): (said: IncomingMessage) => Promise<PendingMessage | null> {
  return createBatcher(async (all: readonly IncomingMessage[]) => {
    const together = await Promise.allSettled([stored(() => typed.keepAll(all))]);
    const [outcome] = together;
    if (outcome.status === 'fulfilled') return outcome.value.map((value) => ({ status: 'fulfilled', value }));
    if (all.length === 1) return [outcome];
    return Promise.allSettled(all.map((one) => stored(() => typed.keep(one))));
  }, MOST_TOGETHER);
}
