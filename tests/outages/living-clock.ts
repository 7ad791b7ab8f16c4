import type { ProtocolClock } from '../../src/playground/clock.ts';
import { manualClock } from '../../src/playground/clock.ts';

export interface LivingClock extends ProtocolClock {
  /** Lets that much time pass at once. */
  skip(milliseconds: number): void;
  stop(): void;
}

const STEP_MS = 10;

/**
 * Returns a clock that passes like the real one, but never faster than this process gets to work: what takes 3 s by it
 * wasn't waiting for a busy machine.
 */
export function livingClock(): LivingClock {
  const clock = manualClock();
  let last = Math.floor(performance.now());
  const timer = setInterval(() => {
    // Whole milliseconds, as the real one tells them.
    const now = Math.floor(performance.now());
    clock.advance(Math.min(now - last, 2 * STEP_MS));
    last = now;
  }, STEP_MS);
  return { now: clock.now, after: clock.after, skip: clock.advance, stop: () => clearInterval(timer) };
}
