import { DeliveryError } from '../../chat/platform.ts';
import { backoff } from '../../timers/backoff.ts';
import type { ConcurrencyLimit } from '../receiving/concurrency-limit.ts';
import type { Handled, PendingMessage } from './pending-message.ts';
import { LONGEST_BACKOFF_MS, pause, retryDelay } from './retries.ts';
import type { TypedMessages } from './typed-messages.ts';

/** The number of attempts while the platform can't tell something for the time being: about four minutes. */
const PATIENT_TRIES = 9;
/**
 * The number of times a message is begun anew after a process ended in the middle of it, since the message may be the
 * cause.
 */
const ANEW = 3;

/**
 * Deals with what was typed. A message that can't be dealt with holds up nothing for ever: it is given up, and its
 * author is told.
 */
export interface Handling {
  /** Deals with a message. Rejects once stopped. */
  handle(kept: PendingMessage): Promise<Handled>;
  /** Deals with a message that a process has left, be it this one. */
  resume(kept: PendingMessage): Promise<void>;
}

/** Creates the handling. `stored` runs work that has to be stored, for as long as the database is away. */
export function createHandling(
  typed: TypedMessages,
  limit: ConcurrencyLimit,
  stored: <T>(work: () => Promise<T>) => Promise<T>,
  signal: AbortSignal,
): Handling {
  async function handle(kept: PendingMessage): Promise<Handled> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await stored(async () => {
          // Names are looked up before the message counts in the limit, since a platform may be slow to tell them.
          const given = await typed.withNames(kept);
          return limit.run(kept.said.user.id, () => typed.handle(given));
        });
      } catch (error) {
        if (signal.aborted) throw error;
        const wait = error instanceof DeliveryError && tries < PATIENT_TRIES ? retryDelay(error.failure) : null;
        if (wait === null) {
          await stored(() => typed.giveUp(kept, error));
          return 'done';
        }
        await pause(backoff(wait, tries, LONGEST_BACKOFF_MS), signal);
        if (signal.aborted) throw error;
      }
    }
  }

  return {
    handle,
    async resume(kept) {
      const begun = await stored(() => typed.resume(kept));
      if (begun === null) return;
      if (begun <= ANEW) await handle(kept);
      else await stored(() => typed.giveUp(kept, new Error('no process has dealt with it')));
    },
  };
}
