/**
 * The time that a local platform runs on: ids, message timestamps, the 3 seconds to acknowledge, expiries, retries.
 * Tests pass a manual clock, so that no rule needs real waiting.
 */
export interface ProtocolClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs the action once that much time has passed. Returns a function that cancels it. */
  after(milliseconds: number, action: () => void): () => void;
  /** The same for the time within which the bot has to do something. */
  deadline(milliseconds: number, action: () => void): () => void;
}

export const realClock: ProtocolClock = {
  now: () => Date.now(),
  after: really,
  deadline: really,
};

function really(milliseconds: number, action: () => void): () => void {
  const timer = setTimeout(action, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
}

/** A clock that goes on like the real one, and on which time can be skipped. */
export interface SkippableClock extends ProtocolClock {
  /** Moves on to a later moment, milliseconds since 1970; an earlier one changes nothing. */
  skipTo(at: number): void;
}

/**
 * The shortest wait, in milliseconds, that ends on the way when time is skipped. Shorter waits belong to connections and
 * requests under way, which no skipped time may cut off.
 */
const LONG_WAIT_MS = 3_600_000;
/** Node's timers hold no longer delay. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The factor by which short waits are longer on a patient clock. */
const PATIENCE = 20;

export interface PatientClock extends SkippableClock {
  /** Whether short waits last longer now: a busy machine isn't taken for a bot that doesn't answer. */
  isPatient: boolean;
}

/**
 * Makes a clock patient while a trial is prepared. However long the bot is at work, it misses no deadline then: `idle` resolves once
 * it has nothing to do, and rejects when it is gone. Only what it hasn't done when it has been idle for a while it never will.
 */
export function patientClock(clock: SkippableClock, idle: () => Promise<unknown>): PatientClock {
  return {
    ...clock,
    isPatient: false,
    after(milliseconds, action) {
      const isShort = this.isPatient && milliseconds < LONG_WAIT_MS;
      return clock.after(isShort ? Math.min(milliseconds * PATIENCE, LONG_WAIT_MS - 1) : milliseconds, action);
    },
    deadline(milliseconds, action) {
      if (!this.isPatient) return clock.after(milliseconds, action);
      const long = Math.min(milliseconds * PATIENCE, LONG_WAIT_MS - 1);
      let isMet = false;
      const onceIdle = () => {
        if (!isMet) cancel = clock.after(long, action);
      };
      let cancel = clock.after(long, () => void idle().then(onceIdle, onceIdle));
      return () => {
        isMet = true;
        cancel();
      };
    },
  };
}

interface Wait {
  /** The time at which it ends, in milliseconds since 1970. */
  at: number;
  readonly isLong: boolean;
  readonly action: () => void;
}

interface LongWait extends Wait {
  timer?: NodeJS.Timeout;
}

export interface ManualClock extends SkippableClock {
  advance(milliseconds: number): void;
}

/**
 * Creates a clock that starts at the real time, because clients compare signatures and ids with their own clock, and
 * then moves only by `advance` and `skipTo`.
 */
export function manualClock(start: number = Date.now()): ManualClock {
  let now = start;
  let timers: Wait[] = [];
  const runUntil = (end: number, isMeant: (timer: Wait) => boolean) => {
    for (;;) {
      const due = timers.filter((timer) => timer.at <= end && isMeant(timer)).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      timers = timers.filter((timer) => timer !== due);
      now = Math.max(now, due.at);
      due.action();
    }
    now = end;
  };
  const after = (milliseconds: number, action: () => void) => {
    const timer = { at: now + milliseconds, isLong: milliseconds >= LONG_WAIT_MS, action };
    timers.push(timer);
    return () => {
      timers = timers.filter((other) => other !== timer);
    };
  };
  return {
    now: () => now,
    after,
    deadline: after,
    advance(milliseconds) {
      runUntil(now + milliseconds, () => true);
    },
    skipTo(at) {
      const skipped = Math.max(0, at - now);
      for (const timer of timers) if (!timer.isLong) timer.at += skipped;
      runUntil(now + skipped, ({ isLong }) => isLong);
    },
  };
}

/** Creates a skippable clock that starts at a moment, milliseconds since 1970. */
export function skippableClock(start: number = Date.now()): SkippableClock {
  let ahead = start - Date.now();
  const now = () => Date.now() + ahead;
  const longWaits = new Set<LongWait>();
  const waitFor = (wait: LongWait) => {
    clearTimeout(wait.timer);
    const left = Math.max(0, wait.at - now());
    wait.timer = setTimeout(() => (wait.at > now() ? waitFor(wait) : end(wait)), Math.min(left, LONGEST_TIMER_MS));
    wait.timer.unref();
  };
  const end = (wait: LongWait) => {
    clearTimeout(wait.timer);
    if (longWaits.delete(wait)) wait.action();
  };
  const after = (milliseconds: number, action: () => void) => {
    if (milliseconds < LONG_WAIT_MS) return realClock.after(milliseconds, action);
    const wait: LongWait = { at: now() + milliseconds, isLong: true, action };
    longWaits.add(wait);
    waitFor(wait);
    return () => {
      longWaits.delete(wait);
      clearTimeout(wait.timer);
    };
  };
  return {
    now,
    after,
    deadline: after,
    skipTo(at) {
      ahead += Math.max(0, at - now());
      for (const wait of [...longWaits].sort((one, other) => one.at - other.at)) {
        if (wait.at <= now()) end(wait);
        else waitFor(wait);
      }
    },
  };
}
