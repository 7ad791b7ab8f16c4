interface Shares<Kind extends string> {
  /** Of each kind of request, as many as may be made in that time. */
  readonly most: Readonly<Record<Kind, number>>;
  readonly withinMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether the platform keeps limits at all. */
  readonly limited: boolean;
}

/**
 * How much may be asked of a platform about what happened while the bot wasn't there: a share of what it lets be asked, so
 * that people who wait for something get the rest.
 */
export class ReadingBudget<Kind extends string> {
  readonly #shares: Shares<Kind>;
  readonly #spent = new Map<Kind, readonly number[]>();

  constructor(shares: Shares<Kind>) {
    this.#shares = shares;
  }

  /** Milliseconds until one more of each of these may be made; 0 for at once. */
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
