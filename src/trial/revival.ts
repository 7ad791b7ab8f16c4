import { backoff } from '../timers/backoff.ts';
import type { Pace } from '../timers/pace.ts';

/** The milliseconds until it is started again, after it has ended once and at most. */
const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;
/** The number of times in a row that it is started again. */
const MOST = 5;
/** The milliseconds for which it has to run so that an end is no longer one in a row. */
const STEADY_MS = 60_000;

/** Starts again what has ended by itself: after a pause that grows, and not for ever. */
export class Revival {
  readonly #pace: Pace;
  readonly #start: () => void;
  #endings = 0;
  #runsSince: number | null = null;
  #cancel = () => {};

  constructor(pace: Pace, start: () => void) {
    this.#pace = pace;
    this.#start = start;
  }

  /** Notes that it runs from now on. */
  runs(): void {
    this.#runsSince = this.#pace.now();
  }

  /** Plans its next start. Returns the milliseconds until then; null where it has ended too often in a row. */
  ended(): number | null {
    const isSteady = this.#runsSince !== null && this.#pace.now() - this.#runsSince >= STEADY_MS;
    this.#runsSince = null;
    this.#endings = isSteady ? 1 : this.#endings + 1;
    if (this.#endings > MOST) return null;
    const pause = backoff(FIRST_MS, this.#endings, LONGEST_MS);
    this.#cancel = this.#pace.after(pause, this.#start);
    return pause;
  }

  /** Leaves the next start to somebody, and forgets how often it has ended. */
  leave(): void {
    this.#cancel();
    this.#endings = 0;
    this.#runsSince = null;
  }
}
