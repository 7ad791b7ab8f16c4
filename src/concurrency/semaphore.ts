/** A weighted semaphore: a bounded amount of something, of which each piece of work takes a part while it lasts. */
export interface Semaphore {
  /**
   * Resolves once so much is free for a holder, with what gives it back. Of several who wait, whose holder has least goes first,
   * and of those who came first. More than there is at all counts as all of it, and who needs nothing doesn't wait.
   */
  take(amount: number, holder: string): Promise<() => void>;
}

interface Waiting {
  readonly amount: number;
  readonly holder: string;
  readonly begin: () => void;
}

/**
 * Returns a semaphore that lets in work that takes so much together.
 * @param share what one holder has at most, unless a single piece of its work takes more
 */
export function createSemaphore(size: number, share = size): Semaphore {
  const waiting: Waiting[] = [];
  const held = new Map<string, number>();
  let free = size;

  const heldBy = (holder: string) => held.get(holder) ?? 0;

  /** Returns who is next: nobody goes past them, lest who needs much waits for ever. */
  function next(): Waiting | undefined {
    return waiting
      .filter(({ holder, amount }) => heldBy(holder) === 0 || heldBy(holder) + amount <= share)
      .toSorted((a, b) => heldBy(a.holder) - heldBy(b.holder))[0];
  }

  function letIn(): void {
    for (let one = next(); one && one.amount <= free; one = next()) {
      waiting.splice(waiting.indexOf(one), 1);
      change(one.holder, one.amount);
      one.begin();
    }
  }

  function change(holder: string, amount: number): void {
    free -= amount;
    const now = heldBy(holder) + amount;
    if (now === 0) held.delete(holder);
    else held.set(holder, now);
  }

  return {
    async take(wanted, holder) {
      // Never more is given back than was taken.
      const amount = wanted > 0 ? Math.min(Math.ceil(wanted), size) : 0;
      if (amount === 0) return () => {};
      await new Promise<void>((begin) => {
        waiting.push({ amount, holder, begin });
        letIn();
      });
      return () => {
        change(holder, -amount);
        letIn();
      };
    },
  };
}
