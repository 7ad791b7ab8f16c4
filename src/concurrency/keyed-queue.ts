/** Runs work with the same key one after the other, in the order it came. */
export interface KeyedQueue {
  /** Runs the work once everything before it is done, whether or not that succeeded. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** The number of keys that have work under way. */
  readonly size: number;
}

export function createKeyedQueue(): KeyedQueue {
  const last = new Map<string, Promise<unknown>>();
  return {
    run(key, work) {
      const turn = (last.get(key) ?? Promise.resolve()).then(work);
      const over = turn
        .catch(() => {})
        .then(() => {
          if (last.get(key) === over) last.delete(key);
        });
      last.set(key, over);
      return turn;
    },
    get size() {
      return last.size;
    },
  };
}
