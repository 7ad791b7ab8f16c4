import type { DeliveryFailure } from '../chat/platform.ts';

/** The number of times that a request is made in all. */
const MOST = 3;

/**
 * Makes a request that only reads, and makes it again at once where no answer came: a reading of many requests would otherwise
 * begin anew for each one that fails. Throws its last error.
 */
export async function untilAnswered<T>(
  request: () => Promise<T>,
  failureOf: (error: unknown) => DeliveryFailure,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await request();
    } catch (error) {
      const { kind } = failureOf(error);
      if (tries === MOST || (kind !== 'unavailable' && kind !== 'ambiguous')) throw error;
    }
  }
}
