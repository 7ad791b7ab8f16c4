import type { InboxOptions } from '../options.ts';

/** The typed messages that this process is dealing with. */
export interface WorkInProgress {
  /**
   * Tracks work until it ends, and logs a failure unless stopped. `event` names the message; null for one that was left
   * by another process.
   */
  track(event: string | null, work: Promise<void>): void;
  has(event: string): boolean;
  readonly size: number;
  /** Resolves when all tracked work has ended. */
  over(): Promise<void>;
}

export function createWorkInProgress(
  { log, platform }: Pick<InboxOptions, 'log' | 'platform'>,
  stopping: AbortSignal,
): WorkInProgress {
  const working = new Map<Promise<void>, string | null>();
  return {
    track(event, work) {
      working.set(work, event);
      work
        .catch((error: unknown) => {
          if (!stopping.aborted) log.error('message.not-dealt-with', error, { platform: platform.name });
        })
        .finally(() => working.delete(work));
    },
    has: (event) => [...working.values()].includes(event),
    get size() {
      return working.size;
    },
    async over() {
      await Promise.allSettled(working.keys());
    },
  };
}
