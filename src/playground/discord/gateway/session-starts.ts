import type { ProtocolClock } from '../../clock.ts';

const DAY = 24 * 60 * 60_000;
/** Milliseconds between two sessions with the same rate limit key. */
const CONCURRENCY_WINDOW = 5_000;

/** Limits how often sessions begin: a number per day, and one of each rate limit key every five seconds. */
export class SessionStarts {
  readonly total: number;
  readonly #clock: ProtocolClock;
  readonly #maxConcurrency: number;
  readonly #pace: boolean;
  #used = 0;
  #resetsAt = 0;
  /** The end of each pause, by rate limit key. */
  readonly #pacedUntil = new Map<number, number>();

  /**
   * `maxConcurrency` is how many sessions may begin within five seconds, each with another rate limit key; `pace`
   * turns away those that begin in too quick succession.
   */
  constructor(clock: ProtocolClock, total: number, maxConcurrency: number, pace: boolean) {
    this.#clock = clock;
    this.total = total;
    this.#maxConcurrency = maxConcurrency;
    this.#pace = pace;
  }

  /** Returns whether one more session may begin for the shard with this number. */
  take(shard: number): 'granted' | 'too soon' | 'too many' {
    const now = this.#clock.now();
    const key = shard % this.#maxConcurrency;
    if (this.#pace && now < (this.#pacedUntil.get(key) ?? 0)) return 'too soon';
    if (now >= this.#resetsAt) {
      this.#used = 0;
      this.#resetsAt = now + DAY;
    }
    if (this.#used >= this.total) return 'too many';
    this.#used++;
    this.#pacedUntil.set(key, now + CONCURRENCY_WINDOW);
    return 'granted';
  }

  limit(): { total: number; remaining: number; reset_after: number; max_concurrency: number } {
    const left = this.#resetsAt - this.#clock.now();
    const running = left > 0;
    return {
      total: this.total,
      remaining: running ? this.total - this.#used : this.total,
      reset_after: running ? left : 0,
      max_concurrency: this.#maxConcurrency,
    };
  }
}
