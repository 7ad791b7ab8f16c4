import type { Lease } from '../../database/leases.ts';
import { alarm } from '../../timers/alarm.ts';
import { batchOf, extended, sendBatch } from './batch.ts';
import type { NextPages, Page } from './pages.ts';
import { createReconciliation } from './reconcile.ts';
import { createSendOne, RECONNECTION_MS, type SendOneParts } from './send-one.ts';
import {
  type AtWork,
  IDLE,
  isAtWork,
  mustYield,
  onDone,
  onRequest,
  type Request,
  type SenderState,
  type WorkDone,
} from './states.ts';

/** The milliseconds after which the sender looks again when the database went away. */
const FAILED_MS = 1_000;

export interface SenderParts extends SendOneParts {
  /** The milliseconds that a platform may take to store a message. */
  readonly settleMs: number;
  /** Takes the lease on sending to this platform, which one process holds at a time. */
  readonly lease: (begun: () => void) => Lease;
}

/** Sends the deliveries that wait for one platform. A platform that is slow or away holds up no other. */
export interface PlatformSender {
  /** Resolves when it is known whether this process has the lease. */
  start(): Promise<void>;
  /** Finishes what is being sent, and releases the lease. */
  stop(): Promise<void>;
  /** Resolves when nothing may be sent now, or this process doesn't have the lease. */
  wake(): Promise<void>;
  /** Resolves when it is at rest. */
  atRest(): Promise<void>;
  busy(): boolean;
}

/** Runs the states of `states.ts`: does the work of each, and takes in requests meanwhile. */
export function createPlatformSender(parts: SenderParts): PlatformSender {
  const { platform, store, log, settleMs, pace } = parts;
  let state: SenderState = IDLE;
  let lease: Lease | null = null;
  let running: Promise<void> | null = null;
  let stopLooking = () => {};
  const later = alarm(pace, () => void request('reconcile'));
  const affordable = alarm(pace, () => void request('resume'));
  const reconciliation = createReconciliation(parts, () => void request('reconcile'));
  const hasLease = () => lease?.mine ?? false;
  const sendOne = createSendOne(parts, {
    mayGoOn: hasLease,
    lost: reconciliation.lost,
    wakeIn: later.in,
    affordIn: affordable.in,
  });

  function request(what: Request): Promise<void> {
    // A sender that gets the lease begins by reading.
    if (!hasLease()) return running ?? Promise.resolve();
    state = onRequest(state, what);
    running ??= run();
    return running;
  }

  /** Works until there is nothing to do. */
  async function run(): Promise<void> {
    // It yields first, because a run that ended before `running` is set would count as running for ever.
    await Promise.resolve();
    try {
      while (isAtWork(state) && hasLease()) {
        if (platform.status() === 'connected') {
          const done = await work(state);
          // Requests made meanwhile are in the state by now.
          if (isAtWork(state)) state = onDone(state, done);
          continue;
        }
        state = IDLE;
        later.in(RECONNECTION_MS);
      }
    } catch (error) {
      // The pass failed because the database went away.
      log.error('delivery.pass-failed', error);
      state = IDLE;
      later.in(FAILED_MS);
    } finally {
      // Without the lease, other processes send what was read.
      if (isAtWork(state)) state = IDLE;
      running = null;
    }
  }

  async function work(now: AtWork): Promise<WorkDone> {
    switch (now.is) {
      case 'reconciling':
        await reconciliation.reconcile();
        return { is: 'reconciled' };
      case 'reading': {
        const { onto } = now;
        const page = await read(onto?.from ?? null);
        return { is: 'read', batch: onto ? extended(onto.batch, onto.from, page) : batchOf(page) };
      }
      case 'sending': {
        const yields = () => !hasLease() || mustYield(state);
        return { is: 'sent', batch: await sendBatch(now.batch, { sendOne, mustYield: yields }) };
      }
    }
  }

  async function read(from: NextPages | null): Promise<Page> {
    const now = pace.now();
    const page = await store.page(platform.name, new Date(now), from);
    if (page.putOffUntil !== null) later.in(page.putOffUntil.getTime() - now + 1);
    return page;
  }

  /** Looks at intervals without having been woken. */
  function lookEvery(milliseconds: number): () => void {
    let stop = () => {};
    const next = () => {
      stop = pace.after(milliseconds, () => {
        next();
        void request('reconcile');
      });
    };
    next();
    return () => stop();
  }

  return {
    async start() {
      lease = parts.lease(() => void request('reconcile'));
      stopLooking = lookEvery(Math.max(1_000, settleMs / 2));
      await lease.asked;
    },
    async stop() {
      const left = lease;
      lease = null;
      later.cancel();
      affordable.cancel();
      stopLooking();
      await running;
      reconciliation.stop();
      await left?.release();
    },
    wake: () => request('read'),
    // Postponed deliveries may be due by now: the clock was moved, or the platform is connected again.
    atRest: () => (later.isSet() ? request('read') : (running ?? Promise.resolve())),
    busy: () => running !== null,
  };
}
