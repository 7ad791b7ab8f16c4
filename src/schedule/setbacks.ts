import { backoff } from '../timers/backoff.ts';

/** A failed item is retried at the next tick, then after 2, 4, 8 … minutes, and at most an hour after. */
const FIRST_MS = 60_000;
const LONGEST_MS = 60 * 60_000;

interface Setback {
  readonly failures: number;
  readonly until: number;
}

/**
 * Remembers which due items failed lately and aren't retried yet, so that those that always fail don't hold up the
 * others.
 */
export interface Setbacks {
  failed(id: string, now: Date): void;
  done(id: string): void;
  /** Returns the ids of the items that aren't tried now. */
  resting(now: Date): readonly string[];
}

/** Setbacks belong to this process alone: after a restart everything is tried at once. */
export function createSetbacks(): Setbacks {
  const known = new Map<string, Setback>();
  return {
    failed(id, now) {
      const failures = (known.get(id)?.failures ?? 0) + 1;
      const pause = failures === 1 ? 0 : backoff(FIRST_MS, failures, LONGEST_MS);
      known.set(id, { failures, until: now.getTime() + pause });
    },
    done(id) {
      known.delete(id);
    },
    resting(now) {
      // None rests for longer: what would was noted by a clock that has been put back since.
      const longest = now.getTime() + LONGEST_MS;
      return [...known].flatMap(([id, { until }]) => (until > now.getTime() && until <= longest ? [id] : []));
    },
  };
}
