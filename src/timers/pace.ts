/** The protocol clock and its timers: when something may be sent again, and how long to wait. Tests can drive them. */
export interface Pace {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs the action once that much time has passed; returns what cancels it. */
  after(milliseconds: number, action: () => void): () => void;
}

export const realPace: Pace = {
  now: () => Date.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
