/**
 * Slack lets each of these be called fifty times a minute. A fifth of it is left to what people wait for: the look at what
 * was said before an answer, and the search for what may have been posted.
 */
const MOST = 40;
const WITHIN_MS = 60_000;

type Method = 'conversations.history' | 'conversations.replies';

/** How much may be read back of what was said while the bot wasn't there. */
export class ReadingBudget {
  readonly #now: () => number;
  readonly #limited: boolean;
  readonly #spent = new Map<Method, number[]>();

  /** `limited`: whether the platform keeps limits at all. */
  constructor(now: () => number, limited: boolean) {
    this.#now = now;
    this.#limited = limited;
  }

  /** Milliseconds until either may be called once more; 0 for at once. */
  wait(): number {
    const now = this.#now();
    const waits = [...this.#spent.values()].map((times) => {
      const last = times.at(-MOST);
      return last === undefined ? 0 : last + WITHIN_MS - now;
    });
    return Math.max(0, ...waits);
  }

  spend(method: Method): void {
    if (!this.#limited) return;
    const now = this.#now();
    const times = (this.#spent.get(method) ?? []).filter((at) => at + WITHIN_MS > now);
    this.#spent.set(method, [...times, now]);
  }
}
