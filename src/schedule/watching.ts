import type { Schedule } from './run-due.ts';

/** Looks around before what is due is done, and is waited for. */
interface Watch {
  look(now: Date): Promise<void>;
}

/** Does what follows from what was due, and is waited for by nothing. */
interface Follower {
  look(now: Date): void;
}

/** Looks around before doing what is due: an absence that is over is no longer told. */
export function watching(schedule: Schedule, watches: readonly Watch[], followers: readonly Follower[]): Schedule {
  return {
    ...schedule,
    async runDue(now, options) {
      for (const watch of watches) await watch.look(now);
      const done = await schedule.runDue(now, options);
      for (const follower of followers) follower.look(now);
      return done;
    },
  };
}
