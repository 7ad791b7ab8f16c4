/** Lets things that concern the same channel be done one after the other, in the order they came. */
export interface Turns {
  /** Does the work once what came before is done, whatever came of that. */
  run<T>(channel: string, work: () => Promise<T>): Promise<T>;
  /** Channels in which something is being done. */
  readonly size: number;
}

export function createTurns(): Turns {
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
