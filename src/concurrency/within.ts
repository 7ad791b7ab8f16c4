/** A time limit on work, which can be restarted while the work goes on. */
export interface TimeLimit {
  /** Returns the work's result, or null when the limit passes first; the work goes on all the same. */
  race<T>(work: Promise<T>): Promise<T | null>;
  /** Starts the time anew, unless it has passed. */
  restart(): void;
  /** Stops the timer, so that it doesn't keep the process alive. */
  clear(): void;
}

/** Starts a limit of so many milliseconds. */
export function timeLimit(milliseconds: number): TimeLimit {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, milliseconds, null);
  });
  return {
    race: (work) => Promise.race([work, passed]),
    restart: () => void timer?.refresh(),
    clear: () => clearTimeout(timer),
  };
}

/** Returns the work's result, or null when that many milliseconds pass first; the work goes on all the same. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | null> {
  const limit = timeLimit(milliseconds);
  try {
    return await limit.race(work);
  } finally {
    limit.clear();
  }
}
