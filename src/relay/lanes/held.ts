import type { DeliveryFailure } from '../../chat/platform.ts';
import { alarm } from '../../timers/alarm.ts';
import type { Pace } from '../../timers/pace.ts';
import type { CopyVersion, DueCopy } from '../copies/copy-store.ts';

/** So often in a row a copy fails before others are tried without it. */
const MOST_TRIES = 6;
/**
 * How long it is then left out, in milliseconds: until it is known whether others pass, which are tried once the platform had
 * time to store it after all, and after that.
 */
const UNPROVEN_MS = 5 * 60_000;
const AGAIN_MS = 60 * 60_000;
/** So many in a row at most: where nothing passes at all they keep their places. */
const MOST_UNPROVEN = 3;
/** A change that has to wait for so long waits alone: Discord lets old messages be changed rarely, and new ones be posted. */
const LONG_MS = 2 * 60_000;

export interface HeldOptions {
  readonly pace: Pace;
  /** Called when a copy that was left out is to be tried again. */
  readonly wake: () => void;
  /** Notes of these copies that they are left out, though others pass. */
  readonly note: (copyIds: readonly string[]) => Promise<void>;
}

/**
 * The copies of a channel that are left out for a while, because the platform never answers about them. Whether it is they
 * that are the reason is known once another one passes; when that fails too, they come first again, so that an outage changes
 * no order.
 */
export interface Held {
  /** Returns the copies that are left out now. What changes about one of them is tried all the same. */
  now(): readonly CopyVersion[];
  /** Notes that a copy failed. Returns whether those after it can be tried at once. */
  failed(copy: DueCopy, failure: DeliveryFailure): boolean;
  /** Notes that these copies passed. */
  passed(copyIds: readonly string[]): Promise<void>;
  stop(): void;
}

export function createHeld({ pace, wake, note }: HeldOptions): Held {
  const tries = new Map<string, number>();
  const until = new Map<string, { readonly version: number; readonly end: number }>();
  /** Those that are left out since nothing else has passed. */
  const unproven = new Set<string>();
  const later = alarm(pace, wake);

  function hold(id: string, version: number, milliseconds: number): void {
    until.set(id, { version, end: pace.now() + milliseconds });
    later.in(milliseconds + 1);
  }

  /** Those that may not be the reason come in their order again. */
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
      // One that failed before tells that the platform is back, so that the others may pass as well.
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
