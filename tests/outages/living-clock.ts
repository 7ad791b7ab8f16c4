import type { ProtocolClock } from '../../src/playground/clock.ts';
import { manualClock } from '../../src/playground/clock.ts';

export interface LivingClock extends ProtocolClock {
  /** Lets that much time pass at once. */
  skip(milliseconds: number): void;
  stop(): void;
}

const STEP_MS = 10;

/**
 * Returns a clock that tells the real time, since clients count a limit's seconds by it, but whose timers run no faster
 * than this process gets to work: what takes 3 s by them wasn't waiting for a busy machine.
 */
export function livingClock(): LivingClock {
  const timers = manualClock();
  let skipped = 0;
  let last = Math.floor(performance.now());
  const timer = setInterval(() => {
    // Whole milliseconds, as the real one tells them.
    const now = Math.floor(performance.now());
    timers.advance(Math.min(now - last, 2 * STEP_MS));
    last = now;
  }, STEP_MS);
  return {
    now: () => Date.now() + skipped,
    after: timers.after,
    deadline: timers.deadline,
    skip(milliseconds) {
      skipped += milliseconds;
      timers.advance(milliseconds);
    },
    stop: () => clearInterval(timer),
  };
}
