import { type AttemptParts, attempt } from './attempt.ts';
import { destinationOf } from './destination.ts';
import { lanesOf } from './lanes.ts';
import { settle } from './settle.ts';
import type { Claimable, Queued } from './store.ts';

const BATCH = 1_000;
/** How soon to look again at a conversation that another process is sending to. */
const RIVAL_MS = 200;
/** How soon to look again at a platform that isn't connected. */
const RECONNECTION_MS = 1_000;
const LANES = 8;

/** Sends what waits for one platform. One that is slow or away holds up no other. */
export interface PlatformSender {
  start(): void;
  /** Finishes what is being sent. */
  stop(): Promise<void>;
  /** Resolves when nothing that is due waits. */
  wake(): Promise<void>;
  busy(): boolean;
}

export function createPlatformSender(parts: AttemptParts, settleMs: number): PlatformSender {
  const { platform, store, log } = parts;
  let running: Promise<void> | null = null;
  let again = false;
  let settling = false;
  let stopped = true;
  let timer: NodeJS.Timeout | undefined;
  let timerAt = Number.POSITIVE_INFINITY;
  let interval: NodeJS.Timeout | undefined;

  /** One pass at a time; a wake during a pass makes another follow. */
  function wake(): Promise<void> {
    if (stopped) return running ?? Promise.resolve();
    again = true;
    running ??= (async () => {
      // Not at once: a pass that ends before it is noted as running would be noted for ever.
      await Promise.resolve();
      try {
        while (again && !stopped) {
          again = false;
          if (isConnected()) await pass();
          else wakeAfter(RECONNECTION_MS);
        }
      } catch (error) {
        // The database went away.
        log.error('delivery.pass-failed', error);
        again = false;
        wakeAfter(1_000);
      } finally {
        running = null;
      }
    })();
    return running;
  }

  /** Wakes, and looks for what was begun and never finished. */
  function wakeToSettle(): void {
    settling = true;
    void wake();
  }

  /** The earliest of what was asked for counts. */
  function wakeAfter(milliseconds: number): void {
    const at = Date.now() + milliseconds;
    if (at >= timerAt) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(() => {
      timerAt = Number.POSITIVE_INFINITY;
      wakeToSettle();
    }, milliseconds);
    timer.unref();
  }

  function isConnected(): boolean {
    return platform.status() === 'connected';
  }

  async function pass(): Promise<void> {
    if (settling) {
      settling = false;
      await settle(settleMs, parts);
    }
    let queue: readonly Queued[] = [];
    for (let goesOn = true; goesOn && !stopped; ) {
      queue = await store.queued(platform.name, BATCH);
      const { progressed, done } = await sendAll(lanesOf(queue, new Date()));
      // What is stored meanwhile wakes us again: there is nothing to look for once all there was is done.
      goesOn = progressed && !(done === queue.length && done < BATCH);
    }
    const now = Date.now();
    const later = queue.map(({ notBefore }) => notBefore?.getTime() ?? 0).filter((time) => time > now);
    if (later.length > 0) wakeAfter(Math.min(...later) - now + 1);
  }

  /** Conversations side by side, the messages of one in their order. */
  async function sendAll(
    lanes: readonly (readonly Claimable[])[],
  ): Promise<{ readonly progressed: boolean; readonly done: number }> {
    let progressed = false;
    let done = 0;
    const queues = [...lanes];
    const workers = Array.from({ length: Math.min(LANES, queues.length) }, async () => {
      for (let queue = queues.shift(); queue && !stopped; queue = queues.shift()) {
        for (const one of queue) {
          if (stopped) return;
          const result = await sendOne(one);
          if (result !== 'blocked') progressed = true;
          if (result === 'done') done += 1;
          // What follows in this conversation waits its turn.
          if (result !== 'done') break;
        }
      }
    });
    const results = await Promise.allSettled(workers);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return { progressed, done };
  }

  async function sendOne(one: Claimable): Promise<'done' | 'later' | 'blocked'> {
    if (!isConnected()) {
      wakeAfter(RECONNECTION_MS);
      return 'blocked';
    }
    const where = await destinationOf(one, store);
    if (where === 'wait') return 'blocked';
    const claimed = await store.claim(one, new Date());
    if (!claimed) {
      // Another process has the conversation: going on with what follows would overtake it.
      wakeAfter(RIVAL_MS);
      return 'blocked';
    }
    const outcome = await attempt(claimed, where, parts);
    if (outcome === null) {
      // Stays claimed until the platform has had the time to store it, then it is looked for.
      wakeAfter(settleMs + 50);
      return 'later';
    }
    await store.finish(claimed, outcome);
    return outcome.status === 'PENDING' ? 'later' : 'done';
  }

  return {
    start() {
      stopped = false;
      interval = setInterval(wakeToSettle, Math.max(1_000, settleMs / 2));
      interval.unref();
      wakeToSettle();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      clearInterval(interval);
      timerAt = Number.POSITIVE_INFINITY;
      await running;
    },
    wake,
    busy: () => running !== null || (again && !stopped),
  };
}
