import cron, { type Logger, type ScheduledTask } from 'node-cron';
import type { Database } from '../database/database.ts';
import type { Upkeep } from '../database/upkeep.ts';
import type { Log } from '../log.ts';
import { realPace } from '../timers/pace.ts';
import { DUE_NOW } from './due.ts';
import type { Schedule } from './run-due.ts';

/**
 * The time from one look to the next, in milliseconds. It is short, so that what follows something else, such as an
 * announcement's state or who is in a thread, is soon up to date.
 */
export const TICK_MS = 5_000;

/** The milliseconds by which the clock may go otherwise than time does, for all that hangs on it here. */
const MINUTE_MS = 60_000;

export interface TickOptions {
  readonly schedule: Schedule;
  readonly database: Pick<Database, 'wake' | 'upkeep'>;
  /** Domain clock. */
  readonly now: () => Date;
  /** Plans anew what was planned, for a day to come, while the clock was ahead. Called once it was put back. */
  readonly planAnew: () => Promise<void>;
  readonly log: Log;
}

/**
 * Starts the ticks that look for due items, and looks in between once it is told that something is due at once: they only wake the
 * process, the database decides. They come by a timer, so that no clock that is put back, and no night on which it is, holds them up.
 * Each minute the database looks after what has changed. Returns a function that stops them.
 */
export function startTicks({ schedule, database, now, planAnew, log }: TickOptions): () => Promise<void> {
  const { wake, upkeep } = database;
  let running: Promise<unknown> = Promise.resolve();
  let waits = false;
  let stopped = false;
  let cancel = () => {};
  let minutes = eachMinute(upkeep, log);
  let looked = now().getTime();
  let plansAnew = false;

  /**
   * Follows a clock that was put back or forward: node-cron waits for the moment that it had planned, however far off it is then, and goes
   * one by one through all that a machine slept over.
   */
  async function followClock(): Promise<void> {
    const at = now().getTime();
    if (Math.abs(at - looked) > MINUTE_MS) {
      await minutes.destroy();
      minutes = eachMinute(upkeep, log);
      plansAnew ||= at < looked;
    }
    looked = at;
    if (!plansAnew) return;
    // What is due is done all the same; the next tick plans once more.
    const failed = await planAnew().then(
      () => false,
      (error: unknown) => {
        log.error('schedule.plan-failed', error);
        return true;
      },
    );
    plansAnew = failed;
  }

  const look = () => {
    // A change told while a look waits for its turn is seen by that look.
    if (waits) return running;
    waits = true;
    // Another look may still be under way.
    running = running
      .then(async () => {
        waits = false;
        await followClock();
        await schedule.runDue(now());
      })
      .catch((error: unknown) => log.error('schedule.tick-failed', error));
    return running;
  };
  const tick = () => {
    void look().then(() => {
      if (!stopped) cancel = realPace.after(TICK_MS, tick);
    });
  };
  const stopListening = wake.listen(DUE_NOW, look);
  tick();
  return async () => {
    stopped = true;
    cancel();
    stopListening();
    await running;
    await minutes.destroy();
  };
}

/** Lets the database look after what has changed, each minute. In UTC no minute comes twice, nor is one left out. */
function eachMinute(upkeep: Upkeep, log: Log): ScheduledTask {
  const options = { timezone: 'Etc/UTC', noOverlap: true, suppressMissedWarning: true, logger: cronLogger(log) };
  return cron.schedule('* * * * *', () => upkeep.refresh(), { ...options, name: 'upkeep' });
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
