import cron from 'node-cron';
import type { Log } from '../log.ts';
import type { Schedule } from './run-due.ts';

/** Every five seconds: what follows something else, such as the state of an announcement, is soon seen to. */
const OFTEN = '*/5 * * * * *';

/** Looks now and then whether something is due: the ticks only wake, the database decides. Returns what stops it. */
export function startTicks(schedule: Schedule, now: () => Date, log: Log): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const look = () => {
    // The first look may still be under way at the first tick.
    running = running
      .then(() => schedule.runDue(now()))
      .catch((error: unknown) => log.error('schedule.tick-failed', error));
    return running;
  };
  // A machine that slept has missed ticks, not what was due: the next one finds it.
  const task = cron.schedule(OFTEN, look, { name: 'due', noOverlap: true, suppressMissedWarning: true });
  void look();
  return async () => {
    await task.destroy();
    await running;
  };
}
