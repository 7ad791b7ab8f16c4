/** A weighted semaphore: a bounded amount of something, of which each piece of work takes a part while it lasts. */
export interface Semaphore {
  /**
   * Does the work once so much is free; who came first goes first. More than there is at all counts as all of it, and who needs
   * nothing doesn't wait.
   */
  taking<T>(amount: number, work: () => Promise<T>): Promise<T>;
}

/** Returns a semaphore that lets in work that takes so much together. */
export function createSemaphore(size: number): Semaphore {
  const waiting: { readonly amount: number; readonly begin: () => void }[] = [];
  let free = size;

  function letIn(): void {
    for (let next = waiting[0]; next && next.amount <= free; next = waiting[0]) {
      waiting.shift();
      free -= next.amount;
      next.begin();
    }
  }

  return {
    async taking(wanted, work) {
      // Whatever number is given, no more comes back than was taken.
      const amount = wanted > 0 ? Math.min(wanted, size) : 0;
      if (amount > 0) {
        await new Promise<void>((begin) => {
          waiting.push({ amount, begin });
          letIn();
        });
      }
      try {
        return await work();
      } finally {
        free += amount;
        letIn();
      }
    },
  };
}
