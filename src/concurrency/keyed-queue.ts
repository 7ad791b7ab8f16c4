/** Runs work that concerns the same channel one after the other, in the order it came. */
export interface KeyedQueue {
  /** Runs the work once what came before is done, whether or not that succeeded. */
  run<T>(channel: string, work: () => Promise<T>): Promise<T>;
  /** How many channels have work under way. */
  readonly size: number;
}

export function createKeyedQueue(): KeyedQueue {
  const last = new Map<string, Promise<unknown>>();
  return {
    run(channel, work) {
      const turn = (last.get(channel) ?? Promise.resolve()).then(work);
      const over = turn
        .catch(() => {})
        .then(() => {
          if (last.get(channel) === over) last.delete(channel);
        });
      last.set(channel, over);
      return turn;
    },
    get size() {
      return last.size;
    },
  };
}
