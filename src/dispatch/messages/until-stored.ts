import type { Database } from '../../database/database.ts';
import type { Log } from '../../log.ts';
import { pause } from './retries.ts';

/** The milliseconds between attempts while the database is away. */
const AGAIN_MS = 1_000;
/**
 * The milliseconds between attempts while the database answers: it may just have come back, and not for every
 * connection yet.
 */
const PAUSES_MS = [0, 200, 1_000] as const;

/**
 * Runs work that has to be stored, again and again while the database is away. Throws what goes on failing although the
 * database answers. Rejects once aborted.
 */
export async function untilStored<T>(
  work: () => Promise<T>,
  { database, log }: { readonly database: Database; readonly log: Log },
  signal: AbortSignal,
): Promise<T> {
  for (let tries = 1, answered = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === 1) log.error('dispatch.not-stored', error);
      const { ok } = await database.health();
      const wait = ok ? PAUSES_MS[answered] : AGAIN_MS;
      if (ok) answered += 1;
      if (wait !== undefined) await pause(wait, signal);
      if (wait === undefined || signal.aborted) throw error;
    }
  }
}
