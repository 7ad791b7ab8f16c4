import type { DeliveryFailure } from '../../chat/platform.ts';
import { alarm } from '../../timers/alarm.ts';
import type { Pace } from '../../timers/pace.ts';
import type { CopyVersion, DueCopy } from '../copies/copy-store.ts';

/** The number of times in a row that a copy fails before others are tried without it. */
const MOST_TRIES = 6;
/**
 * The milliseconds for which it is then left out, until it is known whether others pass. These are tried after the time
 * that the platform may have needed to store it after all, and once more after that.
 */
const UNPROVEN_MS = 5 * 60_000;
const AGAIN_MS = 60 * 60_000;
/** The most copies in a row to leave out: where nothing passes at all, the others keep their places. */
const MOST_UNPROVEN = 3;
/**
 * The milliseconds from which a change that has to wait is left out alone: Discord allows few changes of old messages,
 * while new ones can still be posted.
 */
const LONG_MS = 2 * 60_000;

export interface HeldOptions {
  readonly pace: Pace;
  /** Called when a copy that was left out should be tried again. */
  readonly wake: () => void;
  /** Notes that these copies are left out although others pass. */
  readonly note: (copyIds: readonly string[]) => Promise<void>;
}

/**
 * The copies of a channel that are left out for a while because the platform never answers about them. Whether they are
 * the cause shows once another one passes. If that one fails too, they come first again, so that an outage changes no
 * order.
 */
export interface Held {
  /** Returns the copies that are left out now, with their versions: a newer version is tried nevertheless. */
  now(): readonly CopyVersion[];
  /** Notes that a copy failed. Returns whether the next ones can be tried at once. */
  failed(copy: DueCopy, failure: DeliveryFailure): boolean;
  /** Notes that these copies passed. */
  passed(copyIds: readonly string[]): Promise<void>;
  stop(): void;
}

export function createHeld({ pace, wake, note }: HeldOptions): Held {
  const tries = new Map<string, number>();
  const until = new Map<string, { readonly version: number; readonly end: number }>();
  /** Copies left out since then, while nothing else has passed. */
  const unproven = new Set<string>();
  const later = alarm(pace, wake);

  function hold(id: string, version: number, milliseconds: number): void {
    until.set(id, { version, end: pace.now() + milliseconds });
    later.in(milliseconds + 1);
  }

  /** Puts copies that may not be the cause back in their order. */
  function letIn(): void {
    for (const id of unproven) until.delete(id);
    unproven.clear();
  }

  return {
    now() {
      for (const [id, { end }] of until) {
        const left = end - pace.now();
        if (left > 0) later.in(left + 1);
        else until.delete(id);
      }
      return [...until].map(([id, { version }]) => ({ id, version }));
    },
    failed({ id, shown, message: { version } }, failure) {
      if (failure.kind === 'refused') return false;
      if (failure.kind === 'rate-limited') {
        if (shown === 0 || failure.retryAfter < LONG_MS) return false;
        hold(id, version, failure.retryAfter);
        return true;
      }
      const count = (tries.get(id) ?? 0) + 1;
      tries.set(id, count);
      if (count < MOST_TRIES || unproven.size === MOST_UNPROVEN) {
        letIn();
        return false;
      }
      unproven.add(id);
      hold(id, version, UNPROVEN_MS);
      return failure.kind === 'unavailable';
    },
    async passed(copyIds) {
      if (copyIds.length === 0) return;
      // The success of one that failed before shows that the platform is back, so that the others may pass as well.
      const isBack = copyIds.filter((id) => tries.delete(id)).length > 0;
      if (isBack) return letIn();
      const proven = [...until].filter(([id]) => unproven.has(id));
      unproven.clear();
      for (const [id, { version }] of proven) hold(id, version, AGAIN_MS);
      if (proven.length > 0) await note(proven.map(([id]) => id));
    },
    stop: () => later.cancel(),
  };
}
