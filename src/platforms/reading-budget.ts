interface Shares<Kind extends string> {
  /** The requests of each kind that may be made within the window. */
  readonly most: Readonly<Record<Kind, number>>;
  readonly withinMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether the platform enforces limits at all. */
  readonly limited: boolean;
}

/**
 * Limits the requests that read what happened while the bot wasn't there to a share of the platform's limits, so that
 * people who wait for something get the rest.
 */
export class ReadingBudget<Kind extends string> {
  readonly #shares: Shares<Kind>;
  readonly #spent = new Map<Kind, readonly number[]>();

  constructor(shares: Shares<Kind>) {
    this.#shares = shares;
  }

  /** Returns the milliseconds until one more request of each of these kinds may be made; 0 for at once. */
  wait(...kinds: readonly Kind[]): number {
    const { most, withinMs, now } = this.#shares;
    const waits = kinds.map((kind) => {
      const last = this.#spent.get(kind)?.at(-most[kind]);
      return last === undefined ? 0 : last + withinMs - now();
    });
    return Math.max(0, ...waits);
  }

  spend(kind: Kind): void {
    const { withinMs, now, limited } = this.#shares;
    if (!limited) return;
    const at = now();
    const lately = (this.#spent.get(kind) ?? []).filter((one) => one + withinMs > at);
    this.#spent.set(kind, [...lately, at]);
  }
}
