import { within } from './within.ts';

/** The milliseconds that the next batch waits for the one under way. */
const PATIENCE_MS = 500;
/** The most batches that are worked on at once. */
const GROUPS = 3;

/**
 * Returns a function that does work in batches. While a batch is under way, new items gather, in order, and form the
 * next batches of at most `most`. The more arrive at once, the less each costs.
 * @param work returns the outcome of each item, in order.
 */
export function createBatcher<T, R>(
  work: (things: readonly T[]) => Promise<readonly PromiseSettledResult<R>[]>,
  most: number,
  patienceMs: number = PATIENCE_MS,
): (thing: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = [];
  let isWorking = false;
  let groups = 0;

  async function workOn(): Promise<void> {
    isWorking = true;
    while (waiting.length > 0) {
      groups += 1;
      const done = together(waiting.splice(0, most)).finally(() => {
        groups -= 1;
      });
      await (groups < GROUPS ? within(patienceMs, done) : done);
    }
    isWorking = false;
  }

  async function together(group: readonly Waiting<T, R>[]): Promise<void> {
    const outcomes = await work(group.map(({ thing }) => thing)).catch((reason: unknown) =>
      group.map((): PromiseRejectedResult => ({ status: 'rejected', reason })),
    );
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[index];
      if (outcome?.status === 'fulfilled') resolve(outcome.value);
      else reject(outcome?.reason);
    }
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
