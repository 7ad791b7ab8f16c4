/** A platform waits 3 s for the first sign: this much may go into reading before there has to be one. */
export const READ_MS = 2_000;

/** Milliseconds by a clock that only goes forward: when something came in. */
export const monotonicNow = (): number => performance.now();

/** What the work gives, or null when it takes longer than until then. It goes on all the same. */
export async function beforeDeadline<T>(work: Promise<T>, until: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), Math.max(0, until - monotonicNow()));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
