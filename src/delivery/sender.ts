import type { MessageRef, PlatformName, Target } from '../chat/place.ts';
import { DeliveryError, type DeliveryFailure, type Platform } from '../chat/platform.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log.ts';
import { lanesOf } from './lanes.ts';
import { DELIVERY_QUEUE } from './outbox.ts';
import { type Claimable, deliveryStore, type Outcome } from './store.ts';

/**
 * How long a platform may take to store a message whose answer was lost. Only then is it looked for: earlier, "not
 * there" would not mean that it won't be.
 */
const SETTLE_MS = 60_000;
/** How long a message whose answer was lost is looked for, when the platform doesn't even answer that. */
const LOOKUP_MS = 60 * 60_000;
const BATCH = 1_000;
/** How soon to look again at a conversation that another process is sending to. */
const RIVAL_MS = 200;
const LANES = 8;
/** An unreachable platform is tried again after 1, 2, 4 … seconds, at most this long. */
const LONGEST_PAUSE_MS = 60_000;
/** A mistake of ours with this message: not sent again, a person is to look. The others go on. */
const PARKED: Outcome = { status: 'UNKNOWN', reason: 'failed' };

/** Sends what the outbox holds, in order within a conversation, one conversation beside another. */
export interface Sender {
  start(): Promise<void>;
  /** Finishes what is being sent. */
  stop(): Promise<void>;
  /** Resolves when nothing that is due waits. */
  drained(): Promise<void>;
  /** Nothing is being sent or waits to be (apart from what waits for a later moment). */
  idle(): boolean;
}

export interface SenderOptions {
  readonly database: Database;
  readonly platforms: readonly Platform[];
  readonly log: Log;
  /** When something counts as sent, for what people read. */
  readonly now: () => Date;
  readonly settleMs?: number;
}

export function createSender({ database, platforms, log, now, settleMs = SETTLE_MS }: SenderOptions): Sender {
  const store = deliveryStore(database);
  const names: readonly PlatformName[] = platforms.map((platform) => platform.name);
  const byName = new Map(platforms.map((platform) => [platform.name, platform]));
  let running: Promise<void> | null = null;
  let again = false;
  let settling = false;
  let stopped = true;
  let timer: NodeJS.Timeout | undefined;
  let timerAt = Number.POSITIVE_INFINITY;
  let interval: NodeJS.Timeout | undefined;
  let stopListening: (() => void) | undefined;

  /** One pass at a time; a wake during a pass makes another follow. */
  function wake(): Promise<void> {
    if (stopped) return Promise.resolve();
    again = true;
    running ??= (async () => {
      try {
        while (again && !stopped) {
          again = false;
          if (settling) await settle();
          await pass();
        }
      } catch (error) {
        // The database went away: the queue's job, tried again, wakes us when it is back.
        log.error('delivery.pass-failed', error);
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

  async function pass(): Promise<void> {
    for (let progressed = true; progressed && !stopped; ) {
      progressed = await sendAll(lanesOf(await store.queued(names, BATCH), new Date()));
    }
    const now = new Date();
    const next = await store.nextDue(names, now);
    if (next) wakeAfter(next.getTime() - now.getTime() + 1);
  }

  /** Conversations side by side, the messages of one in their order. */
  async function sendAll(lanes: readonly (readonly Claimable[])[]): Promise<boolean> {
    let progressed = false;
    const queues = [...lanes];
    const workers = Array.from({ length: Math.min(LANES, queues.length) }, async () => {
      for (let queue = queues.shift(); queue && !stopped; queue = queues.shift()) {
        for (const one of queue) {
          if (stopped) return;
          const result = await sendOne(one);
          if (result !== 'blocked') progressed = true;
          // What follows in this conversation waits its turn.
          if (result !== 'done') break;
        }
      }
    });
    const results = await Promise.allSettled(workers);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    return progressed;
  }

  async function sendOne(one: Claimable): Promise<'done' | 'later' | 'blocked'> {
    const platform = byName.get(one.platform);
    if (platform?.status() !== 'connected') {
      wakeAfter(1_000);
      return 'blocked';
    }
    const where = await destination(one);
    if (where === 'wait') return 'blocked';
    const claimed = await store.claim(one, new Date());
    if (claimed) return deliver(platform, claimed, where);
    // Another process has the conversation: going on with what follows would overtake it.
    wakeAfter(RIVAL_MS);
    return 'blocked';
  }

  async function deliver(
    platform: Platform,
    one: Claimable,
    where: Exclude<Destination, 'wait'>,
  ): Promise<'done' | 'later'> {
    if (where === 'gone') {
      await store.finish(one, { status: 'REFUSED', reason: 'message-gone' });
      return 'done';
    }
    let outcome: Outcome;
    try {
      const refs =
        where.kind === 'edit'
          ? await platform.edit(where.refs, one.message, one.key)
          : await platform.post(where.target, one.message, one.key);
      if (where.kind === 'edit' && one.editOf !== null) await store.updateRefs(one.editOf, refs);
      outcome = { status: 'SENT', refs, sentAt: now() };
    } catch (error) {
      const next = error instanceof DeliveryError ? afterFailure(one, error.failure) : PARKED;
      if (error instanceof DeliveryError) {
        log.warn('delivery.failed', { delivery: one.id, failure: error.message, attempts: one.attempts });
      } else log.error('delivery.crashed', error, { delivery: one.id });
      // Stays claimed until the platform has had the time to store it, then it is looked for.
      if (next === 'settle') {
        wakeAfter(settleMs + 50);
        return 'later';
      }
      outcome = next;
    }
    await store.finish(one, outcome);
    return outcome.status === 'PENDING' ? 'later' : 'done';
  }

  type Destination =
    | { readonly kind: 'post'; readonly target: Target }
    | { readonly kind: 'edit'; readonly refs: readonly MessageRef[] }
    | 'wait'
    | 'gone';

  async function destination(one: Claimable): Promise<Destination> {
    const other = one.editOf ?? (one.target.kind === 'thread' ? one.target.of : null);
    if (other === null) {
      return one.target.kind === 'thread' ? 'gone' : { kind: 'post', target: one.target };
    }
    const parent = await store.refsOf(other);
    if (!parent || parent.status === 'REFUSED' || parent.status === 'UNKNOWN') return 'gone';
    const first = parent.refs?.[0];
    if (!parent.refs || !first) return 'wait';
    if (one.editOf !== null) return { kind: 'edit', refs: parent.refs };
    const thread = first.place.platform === 'slack' ? (first.place.thread ?? first.id) : null;
    return { kind: 'post', target: { kind: 'place', place: { ...first.place, thread } } };
  }

  /** What a process that died had begun, and what was answered by silence. */
  async function settle(): Promise<void> {
    settling = false;
    const unfinished = await store.unfinished(names, new Date(Date.now() - settleMs));
    for (const one of unfinished) {
      const platform = byName.get(one.platform);
      if (platform?.status() !== 'connected') continue;
      // An edit may be made twice: the second changes nothing.
      if (one.editOf !== null) {
        await store.finish(one, { status: 'PENDING' });
        continue;
      }
      const where = await destination(one);
      const since = new Date(one.claimedAt.getTime() - settleMs);
      let found: readonly MessageRef[] | null = null;
      try {
        if (typeof where === 'object' && where.kind === 'post')
          found = await platform.find(where.target, one.key, since);
      } catch (error) {
        // That it can't be looked up now says nothing about it: it is looked up again, for a while.
        log.error('delivery.lookup-failed', error, { delivery: one.id });
        if (Date.now() - one.claimedAt.getTime() < LOOKUP_MS) continue;
      }
      if (found === null) await store.finish(one, { status: 'UNKNOWN', reason: 'unknown' });
      else if (found.length === 0) await store.finish(one, { status: 'PENDING' });
      else await store.finish(one, { status: 'SENT', refs: found, sentAt: now() });
    }
  }

  return {
    async start() {
      stopped = false;
      stopListening = database.wake.listen(DELIVERY_QUEUE, () => void wake());
      database.queue.work(DELIVERY_QUEUE, async () => {
        await wake();
      });
      interval = setInterval(wakeToSettle, Math.max(1_000, settleMs / 2));
      interval.unref();
      wakeToSettle();
    },
    async stop() {
      stopped = true;
      stopListening?.();
      clearTimeout(timer);
      clearInterval(interval);
      timerAt = Number.POSITIVE_INFINITY;
      await running;
    },
    async drained() {
      do await wake();
      while (running);
    },
    idle: () => running === null && !again,
  };
}

function afterFailure(one: Claimable, failure: DeliveryFailure): Outcome | 'settle' {
  switch (failure.kind) {
    case 'refused':
      return { status: 'REFUSED', reason: failure.reason };
    case 'rate-limited':
      return { status: 'PENDING', notBefore: new Date(Date.now() + failure.retryAfter) };
    case 'unavailable':
      return {
        status: 'PENDING',
        notBefore: new Date(Date.now() + Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** (one.attempts - 1))),
      };
    case 'ambiguous':
      // Edits may be repeated, so they needn't be looked for.
      return one.editOf !== null ? { status: 'PENDING', notBefore: new Date(Date.now() + 1_000) } : 'settle';
  }
}
