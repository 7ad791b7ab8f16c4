import type { PendingDelivery } from './delivery.ts';
import { kindOf, type NextPages, type Page } from './pages.ts';
import type { SendResult } from './send-one.ts';

/** The number of conversations that are sent to side by side. */
const WORKERS = 8;

/** The part of the queue that was read and isn't sent yet. */
export interface Batch {
  /** The deliveries by conversation, in the order in which they are sent to. */
  readonly lanes: readonly (readonly PendingDelivery[])[];
  /** The length of the whole queue; null when it held more than was read. */
  readonly size: number | null;
  /** The place from which the queue goes on. */
  readonly next: NextPages;
  /** The number of deliveries of the batch that are done. */
  readonly done: number;
  /** Whether any of it was tried, which may have freed others to be read now. */
  readonly progressed: boolean;
}

export function batchOf({ lanes, size, next }: Page): Batch {
  return { lanes, size, next, done: 0, progressed: false };
}

/** Returns the positions to read on from, for the kinds of which nothing is left in the batch. */
export function furtherPages({ lanes, next }: Batch): NextPages {
  const left = new Set(lanes.flatMap(([first]) => (first ? [kindOf(first)] : [])));
  return new Map([...next].filter(([kind]) => !left.has(kind)));
}

/** Adds a page that was read from these positions. */
export function extended(batch: Batch, from: NextPages, { lanes, next }: Page): Batch {
  const known = new Set(batch.lanes.map(([first]) => first?.id));
  const fresh = lanes.filter(([first]) => !known.has(first?.id));
  const others = [...batch.next].filter(([kind]) => !from.has(kind));
  return { ...batch, lanes: [...batch.lanes, ...fresh], next: new Map([...others, ...next]) };
}

export interface BatchSender {
  sendOne(one: PendingDelivery): Promise<SendResult>;
  /** Returns whether something is more urgent than the rest of the batch. */
  mustYield(): boolean;
}

/**
 * Sends conversations side by side, the messages of each in their order, and returns the rest of the batch. Each worker
 * sends something before it yields, so that a sender that is woken all the time gets on.
 */
export async function sendBatch(batch: Batch, sender: BatchSender): Promise<Batch> {
  const waiting = [...batch.lanes];
  const tried: Lane[] = [];
  const workers = Array.from({ length: Math.min(WORKERS, waiting.length) }, async () => {
    do {
      const lane = waiting.shift();
      if (!lane) return;
      tried.push(await sendLane(lane, sender));
    } while (!sender.mustYield());
  });
  const failed = (await Promise.allSettled(workers)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return {
    ...batch,
    lanes: [...tried.map(({ left }) => left).filter((left) => left.length > 0), ...waiting],
    done: tried.reduce((sum, { done }) => sum + done, batch.done),
    progressed: batch.progressed || tried.some(({ progressed }) => progressed),
  };
}

/** The result of one conversation. */
interface Lane extends Pick<Batch, 'done' | 'progressed'> {
  /** The deliveries that the platform's limits held back. */
  readonly left: readonly PendingDelivery[];
}

async function sendLane(lane: readonly PendingDelivery[], { sendOne, mustYield }: BatchSender): Promise<Lane> {
  const left: PendingDelivery[] = [];
  let done = 0;
  let progressed = false;
  for (const [index, one] of lane.entries()) {
    const waits = one.editOf !== null && left.some(({ editOf }) => editOf === one.editOf);
    const result = waits ? 'unaffordable' : await sendOne(one);
    if (result === 'unaffordable') {
      left.push(one);
      // An edit holds nothing up, as in lanesOf.
      if (one.editOf !== null) continue;
      left.push(...lane.slice(index + 1));
      break;
    }
    progressed ||= result !== 'blocked';
    if (result !== 'done') break;
    done += 1;
    if (mustYield()) break;
  }
  return { left, done, progressed };
}
