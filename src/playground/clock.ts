/**
 * The time that a local platform runs on: ids, message timestamps, the 3 seconds to acknowledge, expiries, retries.
 * Tests pass a manual clock, so that no rule needs real waiting.
 */
export interface ProtocolClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs the action once that much time has passed. Returns a function that cancels it. */
  after(milliseconds: number, action: () => void): () => void;
}

export const realClock: ProtocolClock = {
  now: () => Date.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

export interface ManualClock extends ProtocolClock {
  advance(milliseconds: number): void;
}

/**
 * Creates a clock that starts at the real time, because clients compare signatures and ids with their own clock, and
 * then moves only by `advance`.
 */
export function manualClock(start: number = Date.now()): ManualClock {
  let now = start;
  let timers: { at: number; action: () => void }[] = [];
  return {
    now: () => now,
    after(milliseconds, action) {
      const timer = { at: now + milliseconds, action };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance(milliseconds) {
      const end = now + milliseconds;
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((timer) => timer !== due);
        now = Math.max(now, due.at);
        due.action();
      }
      now = end;
    },
  };
}
