import { setTimeout as delay } from 'node:timers/promises';
import { DeliveryError } from '../../chat/platform.ts';
import type { Places } from '../receiving/concurrency-limit.ts';
import { everLonger, waitAfter } from './backoff.ts';
import type { Dealt, Kept, TypedMessages } from './typed-messages.ts';

/** How often it is tried while the platform can't tell what it takes, which passes: for some four minutes. */
const PATIENT_TRIES = 9;
/** A process that ends in the middle of it begins with it anew so often: it may be what ends it. */
const ANEW = 3;

/** Deals with what was typed. What can't be dealt with holds up nothing for ever: it is given up, and its author told. */
export interface Dealing {
  /** Rejects once stopped. */
  deal(kept: Kept): Promise<Dealt>;
  /** The same of what a process has left, be it this one. */
  dealAnew(kept: Kept): Promise<void>;
}

/** `stored`: does something that has to be stored, for as long as the database is away. */
export function createDealing(
  typed: TypedMessages,
  places: Places,
  stored: <T>(work: () => Promise<T>) => Promise<T>,
  signal: AbortSignal,
): Dealing {
  async function deal(kept: Kept): Promise<Dealt> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await stored(async () => {
          // Nobody waits at a place for a platform to tell names.
          const given = await typed.withNames(kept);
          return places.during(kept.said.user.id, () => typed.deal(given));
        });
      } catch (error) {
        if (signal.aborted) throw error;
        const wait = error instanceof DeliveryError && tries < PATIENT_TRIES ? waitAfter(error.failure) : null;
        if (wait === null) {
          await stored(() => typed.giveUp(kept, error));
          return 'done';
        }
        await delay(everLonger(wait, tries), undefined, { signal }).catch(() => {});
        if (signal.aborted) throw error;
      }
    }
  }

  return {
    deal,
    async dealAnew(kept) {
      const begun = await stored(() => typed.beginAnew(kept));
      if (begun === null) return;
      if (begun <= ANEW) await deal(kept);
      else await stored(() => typed.giveUp(kept, new Error('no process has dealt with it')));
    },
  };
}
