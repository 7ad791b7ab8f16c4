import type { Lease } from '../../database/leases.ts';
import { alarm } from '../../timers/alarm.ts';
import type { Waiting } from './delivery.ts';
import { kindOf, type Next, type Page } from './pages.ts';
import { createSendOne, RECONNECTION_MS, type SendOneParts } from './send-one.ts';
import { createSettling } from './settle.ts';

/** How soon to look again when the database went away. */
const FAILED_MS = 1_000;
const LANES = 8;

export interface SenderParts extends SendOneParts {
  /** How long a platform may take to store what it was sent. */
  readonly settleMs: number;
  /** Asks for the turn to send to this platform, which one process has at a time. */
  readonly lease: (begun: () => void) => Lease;
}

/** Sends what waits for one platform. One that is slow or away holds up no other. */
export interface PlatformSender {
  /** Resolves when it is known whether it is this process's turn. */
  start(): Promise<void>;
  /** Finishes what is being sent, and leaves the turn to others. */
  stop(): Promise<void>;
  /** Resolves when nothing may be sent now, or it isn't this process's turn. */
  wake(): Promise<void>;
  busy(): boolean;
}

/** What was read of the queue. */
interface Plan {
  /** What is left of it, by conversation. */
  lanes: Waiting[][];
  /** How many there were; null where there are more than were read. */
  readonly size: number | null;
  readonly next: Next;
  done: number;
  progressed: boolean;
}

export function createPlatformSender(parts: SenderParts): PlatformSender {
  const { platform, store, log, settleMs, pace } = parts;
  let lease: Lease | null = null;
  let running: Promise<void> | null = null;
  /** The queue is to be read anew. */
  let again = false;
  /** What was read of it may go on. */
  let affordable = false;
  let settling = false;
  let plan: Plan | null = null;
  let stopLooking = () => {};
  const toWake = alarm(pace, wakeToSettle);
  const toAfford = alarm(pace, () => {
    affordable = true;
    void run();
  });
  const unsettled = createSettling(parts, wakeToSettle);
  const sendOne = createSendOne(parts, { mayGoOn, lost: unsettled.lost, wakeIn: toWake.in, affordIn: toAfford.in });

  function mayGoOn(): boolean {
    return lease?.mine ?? false;
  }

  function wake(): Promise<void> {
    if (!mayGoOn()) return running ?? Promise.resolve();
    again = true;
    return run();
  }

  /** One pass at a time; a wake during a pass makes another follow. */
  function run(): Promise<void> {
    running ??= (async () => {
      // Not at once: a pass that ends before it is noted as running would be noted for ever.
      await Promise.resolve();
      try {
        while ((again || affordable) && mayGoOn()) {
          affordable = false;
          if (platform.status() === 'connected') {
            await pass();
            continue;
          }
          again = false;
          toWake.in(RECONNECTION_MS);
        }
      } catch (error) {
        // The database went away.
        log.error('delivery.pass-failed', error);
        again = false;
        plan = null;
        toWake.in(FAILED_MS);
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

  /** Now and then, without having been woken. */
  function lookEvery(milliseconds: number): () => void {
    let stop = () => {};
    const next = () => {
      stop = pace.after(milliseconds, () => {
        next();
        wakeToSettle();
      });
    };
    next();
    return () => stop();
  }

  async function pass(): Promise<void> {
    if (settling) {
      settling = false;
      await unsettled.settle();
    }
    do {
      if (again || plan === null) plan = await read();
      const { size, lanes, done, progressed } = await sendSome(plan);
      // What is stored meanwhile wakes us: it may come first.
      if (!again) {
        const more = furtherOf(plan);
        if (more.size > 0) {
          plan = await readOn(plan, more);
          continue;
        }
        // The rest of it waits until it may be sent.
        if (lanes.length > 0) return;
      }
      // There is nothing to look for once all there was is done.
      again ||= progressed && done !== size;
      plan = null;
    } while ((again || plan !== null) && mayGoOn() && !settling);
  }

  /** What follows, of the kinds of which nothing is left. */
  function furtherOf({ lanes, next }: Plan): Next {
    const left = new Set(lanes.flatMap(([first]) => (first ? kindOf(first) : [])));
    return new Map([...next].filter(([kind]) => !left.has(kind)));
  }

  async function read(): Promise<Plan> {
    again = false;
    return { ...(await pageAfter(null)), done: 0, progressed: false };
  }

  async function readOn(given: Plan, more: Next): Promise<Plan> {
    const { lanes, next } = await pageAfter(more);
    const known = new Set(given.lanes.map(([first]) => first?.id));
    const fresh = lanes.filter(([first]) => !known.has(first?.id));
    const others = [...given.next].filter(([kind]) => !more.has(kind));
    return { ...given, lanes: [...given.lanes, ...fresh], next: new Map([...others, ...next]) };
  }

  async function pageAfter(place: Next | null): Promise<Page> {
    const now = pace.now();
    const page = await store.page(platform.name, new Date(now), place);
    if (page.putOffUntil !== null) toWake.in(page.putOffUntil.getTime() - now + 1);
    return page;
  }

  /** Conversations side by side, the messages of one in their order. */
  async function sendSome(given: Plan): Promise<Plan> {
    const unaffordable: Waiting[][] = [];
    const workers = Array.from({ length: Math.min(LANES, given.lanes.length) }, async () => {
      // What is stored or to be looked for meanwhile doesn't wait until all of a long broadcast is sent; but each sends
      // something, however often it is woken.
      do {
        const lane = given.lanes.shift();
        if (!lane) return;
        const left = await sendLane(lane, given);
        if (left.length > 0) unaffordable.push(left);
      } while (mayGoOn() && !settling && !again);
    });
    const results = await Promise.allSettled(workers);
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    given.lanes = [...unaffordable, ...given.lanes];
    return given;
  }

  /** One after the other, each in its turn. What of it may be sent soon. */
  async function sendLane(lane: readonly Waiting[], given: Plan): Promise<Waiting[]> {
    const left: Waiting[] = [];
    for (const [index, one] of lane.entries()) {
      const waits = one.editOf !== null && left.some(({ editOf }) => editOf === one.editOf);
      const result = waits ? 'unaffordable' : await sendOne(one);
      if (result === 'unaffordable') {
        if (one.editOf === null) return [...left, ...lane.slice(index)];
        // An edit holds nothing up, as in lanesOf.
        left.push(one);
        continue;
      }
      if (result !== 'blocked') given.progressed = true;
      if (result !== 'done') break;
      given.done += 1;
      if (!mayGoOn() || settling || again) break;
    }
    return left;
  }

  return {
    async start() {
      lease = parts.lease(wakeToSettle);
      stopLooking = lookEvery(Math.max(1_000, settleMs / 2));
      await lease.asked;
    },
    async stop() {
      const left = lease;
      lease = null;
      toWake.cancel();
      toAfford.cancel();
      stopLooking();
      await running;
      unsettled.stop();
      await left?.release();
    },
    wake,
    busy: () => running !== null || (again && mayGoOn()),
  };
}
