import type PgBoss from 'pg-boss';
import type { Log } from '../log.ts';

export interface WorkOptions {
  /** How many jobs of this queue run at once in this process. */
  readonly concurrency?: number;
  /** How often to look without having been woken: for jobs that begin later, retries, and lost hints. */
  readonly pollMs?: number;
  /** Whether it is woken for each job; default true. Not where the job stands in for a hint of its own that was lost. */
  readonly woken?: boolean;
}

export interface Worker {
  stop(): Promise<void>;
}

export interface WorkerParts<Data extends object> extends WorkOptions {
  readonly queue: string;
  readonly boss: PgBoss;
  readonly handler: (job: Job<Data>) => Promise<void>;
  readonly listen: (wakeUp: () => void) => () => void;
  readonly log: Log;
}

const POLL_MS = 2_000;

/** Fetches and handles jobs until stopped. A job that throws is tried again later. */
export function startWorker<Data extends object>(parts: WorkerParts<Data>): Worker {
  const { queue, boss, log, concurrency = 1, pollMs = POLL_MS } = parts;
  const alarm = createAlarm();
  const silence = parts.listen(alarm.ring);
  let stopping = false;

  const handle = async (job: Job<Data>): Promise<void> => {
    const began = performance.now();
    let failure: unknown;
    try {
      await parts.handler({ id: job.id, data: job.data });
    } catch (error) {
      failure = error ?? new Error('rejected without a reason');
      log.error('job.failed', failure, { queue, job: job.id, milliseconds: Math.round(performance.now() - began) });
    }
    try {
      // The error itself is not stored: its message may quote what somebody typed.
      if (failure === undefined) await boss.complete(queue, job.id);
      else await boss.fail(queue, job.id, { failed: true });
    } catch (error) {
      // The database is away: the job stays active and is taken up again when it expires.
      log.error('job.outcome-lost', error, { queue, job: job.id });
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping) {
      let found = 0;
      try {
        const jobs = await boss.fetch<Data>(queue, { batchSize: concurrency });
        found = jobs.length;
        await Promise.all(jobs.map(handle));
      } catch (error) {
        log.error('queue.worker-failed', error, { queue });
      }
      // A full batch may have left others waiting.
      if (found < concurrency && !stopping) await alarm.wait(pollMs);
    }
  };

  const running = run();
  return {
    async stop() {
      stopping = true;
      silence();
      alarm.ring();
      await running;
    },
  };
}

/** A wait that can be cut short, also by a ring that came just before it began. */
function createAlarm(): { ring(): void; wait(milliseconds: number): Promise<void> } {
  let rung = false;
  let wakeUp: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wakeUp?.();
    },
    async wait(milliseconds) {
      let timer: NodeJS.Timeout | undefined;
      if (!rung) {
        await new Promise<void>((resolve) => {
          wakeUp = resolve;
          timer = setTimeout(resolve, milliseconds);
        });
      }
      clearTimeout(timer);
      wakeUp = undefined;
      rung = false;
    },
  };
}

export interface Job<Data extends object> {
  readonly id: string;
  readonly data: Data;
}
