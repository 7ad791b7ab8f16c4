import type { DeliveryFailure } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import { backoff } from '../../timers/backoff.ts';
import type { Pace } from '../../timers/pace.ts';
import { refusesChannel } from '../copies/refusals.ts';
import { noteObstacle, type TiedChannel } from '../ties/tied-store.ts';

/** The milliseconds to wait after the platform wasn't reached: the first time, and at most. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** The milliseconds to wait before the next attempt in a channel where nothing can be posted. */
const OBSTACLE_MS = 5 * 60_000;

export interface HindranceOptions {
  readonly database: Database;
  readonly channel: TiedChannel;
  readonly pace: Pace;
  /** Domain clock. */
  readonly now: () => Date;
}

/** Knows how long a channel is left alone because of the platform's answers, and tells people what is in the way. */
export interface Hindrances {
  /** Returns the milliseconds for which nothing is tried. */
  wait(): number;
  /** Notes that something could be posted. */
  over(): Promise<void>;
  /** Notes the failure that kept something from being posted. */
  note(failure: Exclude<DeliveryFailure, { readonly kind: 'ambiguous' }>): Promise<void>;
  /** Ends the wait. */
  forget(): void;
}

export function createHindrances({ database, channel, pace, now }: HindranceOptions): Hindrances {
  let tries = 0;
  let hasObstacle: boolean | null = null;
  /** The moment before which nothing is tried. */
  let notBefore = 0;

  async function obstacle(reason: string | null): Promise<void> {
    if (reason === null && hasObstacle === false) return;
    await noteObstacle(database, channel, reason, now());
    hasObstacle = reason !== null;
  }

  function waitFor(milliseconds: number): void {
    notBefore = pace.now() + milliseconds;
  }

  return {
    wait: () => Math.max(0, notBefore - pace.now()),
    async over() {
      tries = 0;
      await obstacle(null);
    },
    async note(failure) {
      switch (failure.kind) {
        case 'rate-limited':
          return waitFor(failure.retryAfter);
        case 'unavailable':
          tries += 1;
          return waitFor(backoff(FIRST_WAIT_MS, tries, LONGEST_WAIT_MS));
        case 'refused':
          if (refusesChannel(failure.reason)) await obstacle(failure.reason);
          return waitFor(OBSTACLE_MS);
      }
    },
    forget() {
      notBefore = 0;
    },
  };
}
