import type { Queued, Waiting } from './store.ts';

interface Lane {
  readonly ready: Waiting[];
  held: boolean;
  /** With how many others the least accompanied of these was stored, of those that still wait. */
  company: number;
}

/**
 * What may be sent now, by conversation: each from its oldest message up to the first that can't go yet. What follows
 * that one waits its turn, so that a conversation keeps its order whatever happens to one of its messages. An edit that
 * has to wait holds nothing up but later edits of the same message.
 *
 * First come the conversations in which something waits that was stored alone or with few others: an answer leaves before
 * the rest of a long broadcast, which was stored at one moment, and so does what stands before it in its conversation.
 */
export function lanesOf(queue: readonly Queued[], at: Date): Waiting[][] {
  const together = new Map<number, number>();
  for (const { storedAt } of queue) together.set(storedAt.getTime(), (together.get(storedAt.getTime()) ?? 0) + 1);
  const lanes = new Map<string, Lane>();
  const waiting = new Set<string>();
  for (const one of queue) {
    const name = laneOf(one);
    const lane = lanes.get(name) ?? { ready: [], held: false, company: Number.POSITIVE_INFINITY };
    lanes.set(name, lane);
    const waits = one.notBefore !== null && one.notBefore > at;
    // Old messages may be edited so rarely that others would wait for minutes; an edit has its place already.
    if (waits && one.editOf !== null) waiting.add(one.editOf);
    // Nor may an older state of a message be shown after a newer one.
    if (one.editOf !== null && waiting.has(one.editOf)) continue;
    // On its way: perhaps in another process, perhaps with an answer that was lost.
    lane.held ||= one.sending || waits;
    if (lane.held) continue;
    lane.ready.push(one);
    lane.company = Math.min(lane.company, together.get(one.storedAt.getTime()) ?? 1);
  }
  return [...lanes.values()]
    .filter(({ ready }) => ready.length > 0)
    .toSorted((a, b) => a.company - b.company)
    .map(({ ready }) => ready);
}

function laneOf({ target, platform }: Waiting): string {
  switch (target.kind) {
    case 'channel':
      return `${platform}:${target.channel}`;
    case 'place':
      return `${platform}:${target.place.channel}`;
    case 'private':
      return `${platform}:${target.users.join()}`;
    case 'organisation':
    case 'members':
      return `${platform}:organisation:${target.organisation}`;
    case 'thread':
      return `${platform}:thread:${target.of}`;
  }
}
