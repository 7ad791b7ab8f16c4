import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../database/database.ts';
import type { Log } from '../../log.ts';

/** How soon to try again while the database is away. */
const AGAIN_MS = 1_000;
/** And while it answers: it may have come back just now, and not for every connection yet. */
const PAUSES_MS = [0, 200, 1_000] as const;

/**
 * Does something that has to be stored, again and again while the database is away. What goes on failing while it answers is
 * thrown. Rejects once aborted.
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
      const pause = ok ? PAUSES_MS[answered] : AGAIN_MS;
      if (ok) answered += 1;
      if (pause !== undefined) await delay(pause, undefined, { signal }).catch(() => {});
      if (pause === undefined || signal.aborted) throw error;
    }
  }
}
