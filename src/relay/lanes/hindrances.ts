import type { DeliveryFailure } from '../../chat/platform.ts';
import type { Database } from '../../database/database.ts';
import { backoff } from '../../timers/backoff.ts';
import type { Pace } from '../../timers/pace.ts';
import { refusesChannel } from '../copies/refusals.ts';
import { noteObstacle, type TiedChannel } from '../ties/tied-store.ts';

/** How long to wait after the platform wasn't reached, at first and at most. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** How soon to try again in a channel in which nothing can be posted. */
const OBSTACLE_MS = 5 * 60_000;

export interface HindranceOptions {
  readonly database: Database;
  readonly channel: TiedChannel;
  readonly pace: Pace;
  /** Domain clock. */
  readonly now: () => Date;
}

/** Knows until when a channel is left alone because of what a platform answered, and tells people what is in the way. */
export interface Hindrances {
  /** Milliseconds for which nothing is tried. */
  wait(): number;
  /** Notes that something could be posted. */
  over(): Promise<void>;
  /** Notes what kept something from being posted. */
  note(failure: Exclude<DeliveryFailure, { readonly kind: 'ambiguous' }>): Promise<void>;
  /** Waits no longer. */
  forget(): void;
}

export function createHindrances({ database, channel, pace, now }: HindranceOptions): Hindrances {
  let tries = 0;
  let hasObstacle: boolean | null = null;
  /** Before that nothing is tried. */
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
