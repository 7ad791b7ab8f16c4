import type { ProtocolClock } from '../../clock.ts';

const DAY = 24 * 60 * 60_000;
/** Identify requests at once, within this many milliseconds. */
const MAX_CONCURRENCY = 1;
const CONCURRENCY_WINDOW = 5_000;

/** How often a session may begin: so many times a day, and one every five seconds. */
export class SessionStarts {
  readonly total: number;
  readonly #clock: ProtocolClock;
  readonly #pace: boolean;
  #used = 0;
  #resetsAt = 0;
  #pacedUntil = 0;

  /** `pace`: whether sessions that begin too closely one after the other are turned away. */
  constructor(clock: ProtocolClock, total: number, pace: boolean) {
    this.#clock = clock;
    this.total = total;
    this.#pace = pace;
  }

  /** What Discord makes of one more. */
  take(): 'granted' | 'too soon' | 'too many' {
    const now = this.#clock.now();
    if (this.#pace && now < this.#pacedUntil) return 'too soon';
    if (now >= this.#resetsAt) {
      this.#used = 0;
      this.#resetsAt = now + DAY;
    }
    if (this.#used >= this.total) return 'too many';
    this.#used++;
    this.#pacedUntil = now + CONCURRENCY_WINDOW;
    return 'granted';
  }

  limit(): { total: number; remaining: number; reset_after: number; max_concurrency: number } {
    const left = this.#resetsAt - this.#clock.now();
    const running = left > 0;
    return {
      total: this.total,
      remaining: running ? this.total - this.#used : this.total,
      reset_after: running ? left : 0,
      max_concurrency: MAX_CONCURRENCY,
    };
  }
}
