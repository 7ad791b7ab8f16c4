/**
 * Does work on things together: what comes while it is under way gathers, in its order, and is worked on next, so many at most
 * at once. The more comes, the less each costs.
 * @param work tells of each thing, in their order, what came of it.
 */
export function gathering<T, R>(
  work: (things: readonly T[]) => Promise<readonly PromiseSettledResult<R>[]>,
  most: number,
): (thing: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = [];
  let isWorking = false;

  async function workOn(): Promise<void> {
    isWorking = true;
    while (waiting.length > 0) {
      const together = waiting.splice(0, most);
      const outcomes = await work(together.map(({ thing }) => thing));
      for (const [index, { resolve, reject }] of together.entries()) {
        const outcome = outcomes[index];
        if (outcome?.status === 'fulfilled') resolve(outcome.value);
        else reject(outcome?.reason);
      }
    }
    isWorking = false;
  }

  return (thing) =>
    new Promise((resolve, reject) => {
      waiting.push({ thing, resolve, reject });
      if (!isWorking) void workOn();
    });
}

interface Waiting<T, R> {
  readonly thing: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}
