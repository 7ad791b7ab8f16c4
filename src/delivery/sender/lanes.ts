import type { PendingDelivery, QueuedDelivery } from './delivery.ts';

interface Lane {
  readonly ready: PendingDelivery[];
  held: boolean;
  /** The lowest rank in the lane. */
  rank: number;
  /** The place in the queue of the delivery with that rank. */
  place: number;
}

/**
 * Returns what may be sent now, by conversation: each from its oldest message up to the first that can't go yet.
 * Whatever follows that one waits its turn, so that a conversation keeps its order. An edit that has to wait holds up
 * only later edits of the same message.
 *
 * Conversations come first in which something waits that was stored alone or with few others. So an answer leaves
 * before the rest of a long broadcast, which was stored at one moment, and so does what stands before it in its
 * conversation.
 */
export function lanesOf(queue: readonly QueuedDelivery[], at: Date): PendingDelivery[][] {
  return readyLanes(queue, at)
    .toSorted((a, b) => a.rank - b.rank || a.place - b.place)
    .map(({ ready }) => ready);
}

/** Returns the same, with the conversations in the order in which the first delivery of each comes. */
export function lanesAsTheyCome(queue: readonly QueuedDelivery[], at: Date): PendingDelivery[][] {
  return readyLanes(queue, at).map(({ ready }) => ready);
}

function readyLanes(queue: readonly QueuedDelivery[], at: Date): Lane[] {
  const lanes = new Map<string, Lane>();
  const waiting = new Set<string>();
  for (const [place, one] of queue.entries()) {
    const lane = lanes.get(one.lane) ?? { ready: [], held: false, rank: Number.POSITIVE_INFINITY, place };
    lanes.set(one.lane, lane);
    const waits = one.notBefore !== null && one.notBefore > at;
    // Old messages may be edited so rarely that others would wait for minutes. An edit already has its place.
    if (waits && one.editOf !== null) {
      waiting.add(one.editOf);
      continue;
    }
    // It is on its way, perhaps sent by another process, perhaps with a lost answer.
    lane.held ||= one.sending || waits;
    if (lane.held) continue;
    // An older state of a message mustn't be shown after a newer one.
    if (one.editOf !== null && waiting.has(one.editOf)) continue;
    lane.ready.push(one);
    if (one.rank >= lane.rank) continue;
    lane.rank = one.rank;
    lane.place = place;
  }
  return [...lanes.values()].filter(({ ready }) => ready.length > 0);
}
