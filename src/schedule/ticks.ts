import cron from 'node-cron';
import type { Log } from '../log.ts';
import type { Schedule } from './run-due.ts';

const TICK_SECONDS = 5;

/**
 * The time from one look to the next, in milliseconds. It is short, so that what follows something else, such as an
 * announcement's state or who is in a thread, is soon up to date.
 */
export const TICK_MS = TICK_SECONDS * 1_000;

/**
 * Starts the ticks that look for due items: they only wake the process, the database decides. Returns a function that
 * stops them.
 */
export function startTicks(schedule: Schedule, now: () => Date, log: Log): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const look = () => {
    // The first look may still be under way at the first tick.
    running = running
      .then(() => schedule.runDue(now()))
      .catch((error: unknown) => log.error('schedule.tick-failed', error));
    return running;
  };
  // A machine that slept has missed ticks but no due items: the next tick finds them.
  const task = cron.schedule(`*/${TICK_SECONDS} * * * * *`, look, {
    name: 'due',
    noOverlap: true,
    suppressMissedWarning: true,
  });
  void look();
  return async () => {
    await task.destroy();
    await running;
  };
}
