import { type Client, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import { DeliveryError } from '../../../chat/platform.ts';
import { RecentMap } from '../../../chat/recent-map.ts';
import type { CopyPlace } from '../../../chat/relaying.ts';
import { apiCodeOf, toDeliveryError } from '../errors.ts';
import { THREAD_ARCHIVE } from '../limits.ts';
import { threadName } from '../threads.ts';

/** The number of messages with a thread that are remembered; a forgotten one is asked for again. */
const REMEMBERED = 5_000;

/** The threads that copies stand in: each begun when the first of them is posted. */
export class CopyThreads {
  readonly #begun = new RecentMap<string, true>(REMEMBERED);

  /**
   * Returns the thread of a place, begun where none hangs on that message yet; null outside threads. A thread has the id
   * of the message it hangs on. Throws DeliveryError.
   */
  async of(client: Client<true>, { channel, below }: CopyPlace): Promise<string | null> {
    if (below === null) return null;
    if (below.kind === 'message' && !this.#begun.has(below.id) && !client.channels.cache.has(below.id)) {
      await begin(client.rest, channel, below.id, below.title);
      this.#begun.set(below.id, true);
    }
    return below.id;
  }

  /** Has a thread begun anew the next time, since it is gone. */
  forget(thread: string): void {
    this.#begun.delete(thread);
  }
}

/** Thrown when Discord refuses to begin a thread. */
export class ThreadRefused extends DeliveryError {}

/** Returns whether nothing can be written or changed in a thread any more: it is locked, or gone. */
export function takesNothingMore(error: unknown): boolean {
  const { failure } = toDeliveryError(error);
  return failure.kind === 'refused' && (failure.reason === 'channel-gone' || failure.reason === 'channel-archived');
}

async function begin(rest: REST, channel: string, message: string, title: string): Promise<void> {
  const body = { name: threadName(title), auto_archive_duration: THREAD_ARCHIVE };
  try {
    await rest.post(Routes.threads(channel, message), { body });
  } catch (error) {
    if (apiCodeOf(error) === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage) return;
    const { failure } = toDeliveryError(error);
    if (failure.kind === 'refused') throw new ThreadRefused(failure, { cause: error });
    // A lost answer leaves no doubt about a message: none was posted. A thread that was begun is found the next time.
    if (failure.kind === 'ambiguous') throw new DeliveryError({ kind: 'unavailable' }, { cause: error });
    throw error;
  }
}
