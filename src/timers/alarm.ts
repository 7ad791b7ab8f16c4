import type { Pace } from './pace.ts';

/** Something that is to be done later, once, however often it is asked for. */
export interface Alarm {
  /** Of several the earliest counts: whoever is woken asks again for what is left. */
  in(milliseconds: number): void;
  /** Says whether its time has come by the clock, which may have been put forward since its timer was set. */
  isOverdue(): boolean;
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
    isOverdue: () => pace.now() >= at,
    cancel() {
      stop();
      at = Number.POSITIVE_INFINITY;
    },
  };
}
