import cron, { type Logger } from 'node-cron';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import { DUE_NOW } from './due.ts';
import type { Schedule } from './run-due.ts';

const TICK_SECONDS = 5;

/**
 * The time from one look to the next, in milliseconds. It is short, so that what follows something else, such as an
 * announcement's state or who is in a thread, is soon up to date.
 */
export const TICK_MS = TICK_SECONDS * 1_000;

export interface TickOptions {
  readonly schedule: Schedule;
  readonly database: Pick<Database, 'wake' | 'upkeep'>;
  /** Domain clock. */
  readonly now: () => Date;
  readonly log: Log;
}

/**
 * Starts the ticks that look for due items, and looks in between once it is told that something is due at once: they only wake the
 * process, the database decides. Each minute the database looks after what has changed. Returns a function that stops them.
 */
export function startTicks({ schedule, database: { wake, upkeep }, now, log }: TickOptions): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  let waits = false;
  const look = () => {
    // A change told while a look waits for its turn is seen by that look.
    if (waits) return running;
    waits = true;
    // The first look may still be under way at the first tick.
    running = running
      .then(() => {
        waits = false;
        return schedule.runDue(now());
      })
      .catch((error: unknown) => log.error('schedule.tick-failed', error));
    return running;
  };
  // A machine that slept has missed ticks but no due items: the next tick finds them.
  const options = { noOverlap: true, suppressMissedWarning: true, logger: cronLogger(log) };
  const task = cron.schedule(`*/${TICK_SECONDS} * * * * *`, look, { ...options, name: 'due' });
  const minutes = cron.schedule('* * * * *', () => upkeep.refresh(), { ...options, name: 'upkeep' });
  const stopListening = wake.listen(DUE_NOW, look);
  void look();
  return async () => {
    stopListening();
    await Promise.all([task.destroy(), minutes.destroy()]);
    await running;
  };
}

/**
 * Returns where node-cron writes what it has to say, which would otherwise stand between the lines of the log in a form
 * of its own. It warns of a tick that finds the one before it still at work: that one does what there is.
 */
function cronLogger(log: Log): Logger {
  return {
    info() {},
    debug() {},
    warn: () => log.debug('schedule.tick-skipped'),
    error: (problem, error) => log.error('schedule.tick-failed', error ?? problem),
  };
}
