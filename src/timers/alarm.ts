import type { Pace } from './pace.ts';

/** Runs an action later, once, however often it is asked for. */
export interface Alarm {
  /** Sets the alarm. The earliest of several requests counts: whoever is woken asks again for what is left. */
  in(milliseconds: number): void;
  isSet(): boolean;
  cancel(): void;
}

export function alarm(pace: Pace, action: () => void): Alarm {
  let at = Number.POSITIVE_INFINITY;
  let stop = () => {};
  return {
    in(milliseconds) {
      const asked = pace.now() + milliseconds;
      if (asked >= at) return;
      stop();
      at = asked;
      stop = pace.after(milliseconds, () => {
        at = Number.POSITIVE_INFINITY;
        action();
      });
    },
    isSet: () => at < Number.POSITIVE_INFINITY,
    cancel() {
      stop();
      at = Number.POSITIVE_INFINITY;
    },
  };
}
